// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/sourceoptions.h"

#include "app/options/optionvalues.h"
#include "core/wire/tls/certificates.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr int kPageSize = 1000;
constexpr double kShortestPoll = 0.05;

CLI::Validator secondsFrom(double least, const std::string &shown)
{
    return CLI::Validator(
        [least, shown](std::string &text) {
            bool good = false;
            const double value = QString::fromStdString(text).toDouble(&good);
            return good && std::isfinite(value) && value >= least && value <= 86'400
                ? std::string()
                : '"' + text + "\" is no number of seconds from " + shown + " to 86400";
        },
        std::string());
}

} // namespace

void addResourceSource(CLI::Option_group &sources, CLI::App &verb, RawSourceOptions &raw)
{
    sources
        .add_option("--from-resource", raw.root,
                    "The events of an EntityEvent resource (its service root), then those that\n"
                    "it gets, until a signal")
        ->type_name("URL");
    verb.add_option("--from-token", raw.token, "Its bearer token, or @FILE")->type_name("TOKEN");
    verb.add_option("--from-ca", raw.ca,
                    "https: trust these authorities for it, PEM, instead of the system's")
        ->type_name("FILE");
    verb.add_option("--after", raw.after, "Only its events behind this sequence")
        ->type_name("SEQUENCE")
        ->check(CLI::Range(qint64(0), protocol::kLastSequence.value, "SEQUENCE"));
    verb.add_option("--poll", raw.poll, "Seconds between two looks for new events of it [2]")
        ->type_name("SECONDS")
        ->check(secondsFrom(kShortestPoll, "0.05"));
    verb.add_option("--settle", raw.settle,
                    "Seconds for which numbers that it left out are looked for again [60];\n"
                    "0: never")
        ->type_name("SECONDS")
        ->check(secondsFrom(0, "0"));
    verb.add_flag("--once", raw.once, "End where it ends, instead of following it");
}

Result<std::optional<producer::ResourceSourceConfig>>
readResourceSource(const RawSourceOptions &raw)
{
    if (raw.root.empty()) {
        const char *needless = raw.token ? "--from-token"
            : !raw.ca.empty()            ? "--from-ca"
            : raw.after                  ? "--after"
            : raw.poll                   ? "--poll"
            : raw.settle                 ? "--settle"
            : raw.once                   ? "--once"
                                         : nullptr;
        if (needless)
            return usageFault(QString::fromLatin1(needless),
                              u"this is for the events of a resource; give --from-resource, too"_s);
        return std::optional<producer::ResourceSourceConfig>();
    }
    producer::ResourceSourceConfig config{.after = {raw.after.value_or(0)}, .once = raw.once};
    const Result<QUrl> root =
        readServiceRoot(u"--from-resource"_s, QString::fromStdString(raw.root), u"--from-token"_s);
    if (!root)
        return root.fault();
    config.reader.root = root.value();
    config.reader.pageSize = kPageSize;
    if (!raw.ca.empty()) {
        Result<QList<QSslCertificate>> authorities =
            wire::readCertificates(QString::fromStdString(raw.ca));
        if (!authorities)
            return authorities.fault();
        config.reader.authorities = std::move(authorities).value();
    }
    if (raw.poll)
        config.poll = std::chrono::milliseconds(std::llround(*raw.poll * 1000));
    if (raw.settle)
        config.settle = std::chrono::milliseconds(std::llround(*raw.settle * 1000));
    if (raw.token) {
        const Result<Secret> token =
            readSecret(u"--from-token"_s, QString::fromStdString(*raw.token));
        if (!token)
            return token.fault();
        config.reader.token = token.value();
    }
    return std::optional(config);
}

} // namespace pushbench::app
