// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/keyhasher.h"
#include "app/imports/harentry.h"
#include "app/imports/importredactor.h"
#include "app/imports/ndjsonrecords.h"
#include "app/imports/recordstream.h"
#include "tests/fuzz/fuzz.h"

#include <array>

using namespace pushbench;
using namespace pushbench::app;

namespace {

struct Outcome
{
    QByteArrayList records{};
    std::vector<ImportedExchange> exchanges{};
    std::optional<Fault> fault{};
    RecordForm form = RecordForm::Unknown;
};

Outcome readInPieces(QByteArrayView file, std::initializer_list<qsizetype> sizes)
{
    Outcome outcome;
    HarReader har(QStringLiteral("file"), Side::Consumer);
    NdjsonReader ndjson(QStringLiteral("file"), Side::Consumer, {});
    RecordStream *reading = nullptr;
    RecordStream stream(QStringLiteral("file"), [&](RecordStream::Record record) -> Result<> {
        outcome.records.append(QByteArray::number(record.node.line) + ' ' + record.bytes);
        if (reading->form() != RecordForm::Har)
            return ndjson.read(record.node, record.bytes, outcome.exchanges);
        Result<HarReader::Entry> entry = har.read(record.node);
        if (!entry)
            return entry.fault();
        if (auto *push = std::get_if<HarReader::Push>(&entry.value()))
            outcome.exchanges.push_back(std::move(push->imported));
        return {};
    });
    reading = &stream;
    const auto *size = sizes.begin();
    while (!file.isEmpty() && !outcome.fault) {
        const qsizetype length = qMin(*size, file.size());
        if (const Result<> fed = stream.feed(file.first(length), false); !fed)
            outcome.fault = fed.fault();
        file = file.sliced(length);
        size = size + 1 == sizes.end() ? sizes.begin() : size + 1;
    }
    const Result<> ended = stream.feed({}, true);
    if (outcome.fault)
        require(!ended && ended.fault() == *outcome.fault, "a fault is final");
    else if (!ended)
        outcome.fault = ended.fault();
    ndjson.finish(outcome.exchanges);
    outcome.form = stream.form();
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView file = viewOf(data, size);
    Outcome whole = readInPieces(file, {qMax<qsizetype>(1, file.size())});
    for (const auto &sizes : {std::initializer_list<qsizetype>{1}, {7, 1, 64}}) {
        const Outcome pieces = readInPieces(file, sizes);
        require(pieces.records == whole.records, "pieces give the same records");
        require(pieces.fault == whole.fault, "pieces give the same fault");
        require(pieces.form == whole.form, "pieces are of the same form");
    }
    if (whole.fault)
        require(whole.fault->where.startsWith(QStringLiteral("file:")), "a fault names the line");
    KeyHasher hasher(QByteArray("salt"));
    for (ImportedExchange &imported : whole.exchanges) {
        journal::Exchange &exchange = imported.exchange;
        redactImported(exchange);
        const std::array once{exchange.requestHead, exchange.target, exchange.requestBody};
        redactImported(exchange);
        const std::array twice{exchange.requestHead, exchange.target, exchange.requestBody};
        require(once == twice, "what is redacted stays so");
        const bool empty = exchange.requestBody.isEmpty();
        hasher.hash(exchange);
        require(exchange.requestBody.isEmpty() == empty, "a body stays a body");
    }
    return 0;
}
