// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/sourceoptions.h"

#include "app/options/optionvalues.h"
#include "core/ledger/verdict.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr int kPageSize = 1000;
constexpr double kShortestPoll = 0.05;

CLI::Validator pause()
{
    return CLI::Validator(
        [](std::string &text) {
            bool good = false;
            const double value = QString::fromStdString(text).toDouble(&good);
            return good && std::isfinite(value) && value >= kShortestPoll && value <= 86'400
                ? std::string()
                : '"' + text + "\" is no number of seconds from 0.05 to 86400";
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
    verb.add_option("--after", raw.after, "Only its events behind this sequence")
        ->type_name("SEQUENCE")
        ->check(CLI::Range(qint64(0), protocol::kLastSequence.value, "SEQUENCE"));
    verb.add_option("--poll", raw.poll, "Seconds between two looks for new events of it [2]")
        ->type_name("SECONDS")
        ->check(pause());
    verb.add_flag("--once", raw.once, "End where it ends, instead of following it");
    verb.add_option("--only", raw.only,
                    "Of the source's events only these: 1104,1110-1119. For pushing again what is\n"
                    "missing")
        ->type_name("SEQUENCES");
}

Result<std::vector<producer::Which::Run>> readOnly(const RawSourceOptions &raw)
{
    std::vector<producer::Which::Run> runs;
    if (!raw.only)
        return runs;
    const auto numbers = ledger::rangesFrom(QByteArray::fromStdString(*raw.only));
    if (!numbers || numbers->empty())
        return usageFault(
            u"--only"_s,
            u"\"%1\" is no list of sequences; write 1104,1110-1119 for instance"_s.arg(
                QString::fromStdString(*raw.only)));
    ledger::SequenceSet set;
    for (const ledger::NumberRange range : numbers.value())
        set.insertRange(range.first, range.last);
    set.forEachRun(0, protocol::kLastSequence.value, [&runs](ledger::NumberRange run) {
        runs.push_back({{run.first}, {run.last}});
    });
    return runs;
}

Result<std::optional<producer::ResourceSourceConfig>>
readResourceSource(const RawSourceOptions &raw)
{
    if (raw.root.empty()) {
        const char *needless = raw.token ? "--from-token"
            : raw.after                  ? "--after"
            : raw.poll                   ? "--poll"
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
    if (raw.poll)
        config.poll = std::chrono::milliseconds(std::llround(*raw.poll * 1000));
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
