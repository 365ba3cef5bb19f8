// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/sourceoptions.h"

#include <CLI/CLI.hpp>

#include <cmath>

namespace pushbench::app {
namespace {

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
        ->check(CLI::Range(qint64(0), protocol::kLastSequence.value).description({}));
    verb.add_option("--poll", raw.poll, "Seconds between two looks for new events of it [2]")
        ->type_name("SECONDS")
        ->check(secondsFrom(kShortestPoll, "0.05"));
    verb.add_option("--settle", raw.settle,
                    "Seconds for which numbers that it left out are looked for again [60];\n"
                    "0: never")
        ->type_name("SECONDS")
        ->check(secondsFrom(0, "0"));
    verb.add_flag("--once", raw.once, "End where it ends, instead of following it");
    verb.add_option("--only", raw.only,
                    "Of the source's events only these: 1104,1110-1119. For pushing again what is\n"
                    "missing")
        ->type_name("SEQUENCES");
}

} // namespace pushbench::app
