// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/sessionoptions.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// Writing over the very file that is read would leave neither.
Result<> checkApart(const QString &option, const QString &from, const QString &to)
{
    if (QFileInfo(from) == QFileInfo(to) && QFileInfo::exists(from))
        return Fault{FaultKind::Usage, option,
                     u"this is the file that is read; name another one"_s};
    return {};
}

} // namespace

CLI::App *addImport(CLI::App &app, RawSessionOptions &raw)
{
    CLI::App *verb =
        app.add_subcommand("import", "A session of what others recorded: HAR or NDJSON");
    verb->add_option("FILE", raw.imported,
                     "HAR of a browser, a proxy or ours; NDJSON of events or exchanges")
        ->required()
        ->type_name("FILE");
    verb->add_option("--side", raw.side,
                     "consumer judges who pushed; producer counts what was delivered; for what\n"
                     "does not say it itself")
        ->type_name("SIDE")
        ->check(CLI::Validator(
            [](const std::string &text) {
                return text == "consumer" || text == "producer"
                    ? std::string()
                    : '"' + text + "\" is neither consumer nor producer";
            },
            std::string()))
        ->capture_default_str();
    verb->footer("Entries that are no pushes are left out, and counted on stderr. Tokens are\n"
                 "redacted, and cookies stay behind. A file that cannot be read to its end leaves\n"
                 "no session.");
    return verb;
}

CLI::App *addBundle(CLI::App &app, RawSessionOptions &raw)
{
    CLI::App *verb = app.add_subcommand("bundle", "A session as evidence for others, in one file");
    verb->add_option("SESSION", raw.bundled, "Session file")->required()->type_name("FILE");
    verb->add_option("--to", raw.bundleTo, "The bundle, a zip; appears when it is whole")
        ->required()
        ->type_name("FILE.pushbundle");
    verb->add_flag("--hash-keys", raw.hashKeys,
                   "Put a salted hash in place of every ResourceRecordKey, in bodies, too");
    verb->footer(
        "It holds the session, what analyze says of it as text and JSON, where it was\n"
        "made, and the SHA-256 of each part. Every verb that takes a SESSION takes it, and\n"
        "so does the window.");
    return verb;
}

Result<ImportOptions> readImportOptions(const RawSessionOptions &raw, const CommonOptions &common)
{
    ImportOptions options{.common = common,
                          .file = QString::fromStdString(raw.imported),
                          .side = raw.side == "producer" ? Side::Producer : Side::Consumer};
    if (options.common.session.isEmpty())
        return Fault{FaultKind::Usage, u"--session"_s,
                     u"is missing; name the session that the file becomes"_s};
    if (const Result<> apart = checkApart(u"--session"_s, options.file, common.session); !apart)
        return apart.fault();
    return options;
}

Result<BundleOptions> readBundleOptions(const RawSessionOptions &raw, const CommonOptions &common)
{
    BundleOptions options{.common = common,
                          .path = QString::fromStdString(raw.bundled),
                          .to = QString::fromStdString(raw.bundleTo),
                          .hashKeys = raw.hashKeys};
    if (const Result<> apart = checkApart(u"--to"_s, options.path, options.to); !apart)
        return apart.fault();
    return options;
}

} // namespace pushbench::app
