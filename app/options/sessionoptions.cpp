// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/sessionoptions.h"

#include "core/ledger/remark.h"
#include "core/protocol/event.h"

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

CLI::App *addNote(CLI::App &app, RawSessionOptions &raw)
{
    CLI::App *verb = app.add_subcommand("note", "What people say of an exchange or of numbers");
    verb->add_option("SESSION", raw.noted, "Session file")->required()->type_name("FILE");
    CLI::Option *exchange =
        verb->add_option("--exchange", raw.exchange, "About that exchange")
            ->type_name("N")
            ->check(CLI::Range(qint64(1), protocol::kLastSequence.value).description({}));
    verb->add_option("--numbers", raw.numbers, "About these numbers of a feed, or this one")
        ->type_name("A..B")
        ->excludes(exchange);
    verb->add_option("--feed", raw.feed, "Label or path of the feed, when there are several")
        ->type_name("LABEL")
        ->excludes(exchange);
    verb->add_option("--text", raw.text, "What there is to say")->type_name("TEXT");
    verb->add_flag("--mark", raw.mark, "Mark it, so that is:marked finds it");
    verb->add_flag("--remove", raw.remove, "Take back what was said of the same");
    verb->footer(
        "A later note about the same replaces it. Without any, those that are there are\n"
        "told. They stand in the session and go into bundles and exports with it; nothing\n"
        "is judged by them. Filters find them by is:marked and note:WORD.");
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

Result<NoteOptions> readNoteOptions(const RawSessionOptions &raw, const CommonOptions &common)
{
    NoteOptions options{.common = common,
                        .path = QString::fromStdString(raw.noted),
                        .exchange = {raw.exchange},
                        .feed = QString::fromStdString(raw.feed),
                        .mark = raw.mark,
                        .text = QByteArray::fromStdString(raw.text),
                        .remove = raw.remove};
    const auto fault = [](const QString &option, const QString &text) {
        return Fault{FaultKind::Usage, option, text};
    };
    if (options.remove && (options.mark || !options.text.isEmpty()))
        return fault(u"--remove"_s, u"takes a note back; leave --mark and --text out"_s);
    if (options.text.size() > ledger::Remark::kMostBytes
        || !QUtf8StringView(options.text).isValidUtf8())
        return fault(
            u"--text"_s,
            u"is longer than %1 bytes, or no UTF-8; shorten it"_s.arg(ledger::Remark::kMostBytes));
    if (!raw.numbers.empty()) {
        const QString numbers = QString::fromStdString(raw.numbers);
        const qsizetype dots = numbers.indexOf(u".."_s);
        bool firstGood = false;
        bool lastGood = true;
        options.numbers.first = numbers.left(dots).toLongLong(&firstGood);
        options.numbers.last =
            dots < 0 ? options.numbers.first : numbers.mid(dots + 2).toLongLong(&lastGood);
        if (!firstGood || !lastGood || options.numbers.first < 1
            || options.numbers.last < options.numbers.first)
            return fault(
                u"--numbers"_s,
                u"\"%1\" is neither a number nor a range; write 1105 or 1105..1110"_s.arg(numbers));
    }
    const bool named = options.exchange.value > 0 || !raw.numbers.empty();
    if (options.says() && !named)
        return fault({}, u"what is the note about? Write --exchange or --numbers"_s);
    if (!options.says() && named)
        return fault({}, u"what is there to say? Write --text, --mark or --remove"_s);
    return options;
}

} // namespace pushbench::app
