// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/sourceoptions.h"

#include "app/options/optionvalues.h"
#include "core/ledger/verdict.h"
#include "core/wire/tls/certificates.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr int kPageSize = 1000;

} // namespace

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
