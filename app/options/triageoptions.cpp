// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/triageoptions.h"

#include "app/options/optionvalues.h"
#include "core/wire/tls/certificates.h"

#include <CLI/CLI.hpp>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

using Duration = triage::TriageTimes::Duration;

/// Numbers that were handed out before a recording ended are committed by the time that somebody
/// looks at it; a second look is for replicas that lag.
constexpr Duration kSettleOfRecording = std::chrono::seconds(10);

CLI::Validator seconds()
{
    return CLI::Validator(
        [](std::string &text) {
            bool good = false;
            const double value = QString::fromStdString(text).toDouble(&good);
            return good && std::isfinite(value) && value >= 0 && value <= 31'536'000
                ? std::string()
                : '"' + text + "\" is no number of seconds from 0 to 31536000";
        },
        std::string());
}

Duration durationOf(double seconds)
{
    return Duration(std::llround(seconds * 1e6));
}

} // namespace

void addTriageOptions(CLI::App &verb, RawTriageOptions &raw, TriageOf what)
{
    const bool live = what == TriageOf::Traffic;
    verb.add_option("--resource", raw.resource,
                    "Ask this EntityEvent resource (its service root) whether numbers that are\n"
                    "missing are hidden or lost")
        ->type_name("URL");
    verb.add_option("--resource-token", raw.token, "Its bearer token, or @FILE")
        ->type_name("TOKEN");
    verb.add_option("--resource-ca", raw.ca,
                    "https: trust these authorities for it, PEM, instead of the system's")
        ->type_name("FILE");
    verb.add_flag("--recover", raw.recover,
                  live
                      ? "Take over from the resource what is lost, into the books of the session"
                      : "Take over from the resource what is lost, into the books of the session;\n"
                        "what was asked and found is recorded in it");
    if (live)
        verb.add_option("--grace", raw.grace,
                        "A hole that is younger is open: its event may be under way [30, or three\n"
                        "times what 99 of 100 late events of the feed take, when that is more]")
            ->type_name("SECONDS")
            ->check(seconds());
    verb.add_option("--settle", raw.settle,
                    live ? "Between the two reads that must agree that a number is hidden [60]"
                         : "Between the two reads that must agree that a number is hidden [10]")
        ->type_name("SECONDS")
        ->check(seconds());
    if (live)
        verb.add_option("--deadline", raw.deadline,
                        "A published event that was not pushed for so long is lost [900; with a\n"
                        "--grace or --settle of your own, the two together]")
            ->type_name("SECONDS")
            ->check(seconds());
}

Result<TriageOptions> readTriageOptions(const RawTriageOptions &raw, TriageOf what)
{
    TriageOptions options;
    triage::TriageTimes times;
    if (what == TriageOf::Recording) {
        times.over = true;
        times.grace = Duration(0);
        times.settle = kSettleOfRecording;
    }
    if (raw.grace)
        times.grace = *(options.grace = durationOf(*raw.grace));
    if (raw.settle)
        times.settle = durationOf(*raw.settle);
    if (raw.deadline)
        times.deadline = durationOf(*raw.deadline);
    else if (raw.grace || raw.settle)
        times.deadline = times.grace + times.settle;
    if (raw.resource.empty()) {
        const char *needless = raw.token ? "--resource-token"
            : !raw.ca.empty()            ? "--resource-ca"
            : raw.settle                 ? "--settle"
            : raw.deadline               ? "--deadline"
            : raw.recover                ? "--recover"
                                         : nullptr;
        if (needless)
            return usageFault(
                QString::fromLatin1(needless),
                u"this is for asking an EntityEvent resource; give --resource, too"_s);
        return options;
    }
    options.config = triage::TriageConfig{.times = times, .recover = raw.recover};
    const Result<QUrl> root = readServiceRoot(u"--resource"_s, QString::fromStdString(raw.resource),
                                              u"--resource-token"_s);
    if (!root)
        return root.fault();
    options.config->reader.root = root.value();
    options.config->reader.pageSize = 1000;
    if (!raw.ca.empty()) {
        Result<QList<QSslCertificate>> authorities =
            wire::readCertificates(QString::fromStdString(raw.ca));
        if (!authorities)
            return authorities.fault();
        options.config->reader.authorities = std::move(authorities).value();
    }
    if (raw.token) {
        const Result<Secret> token =
            readSecret(u"--resource-token"_s, QString::fromStdString(*raw.token));
        if (!token)
            return token.fault();
        options.config->reader.token = token.value();
    }
    return options;
}

} // namespace pushbench::app
