// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/eventfile.h"
#include "core/protocol/payload/payloadwriter.h"
#include "tests/fuzz/fuzz.h"

using namespace pushbench;
using namespace pushbench::protocol;

namespace {

struct Outcome
{
    std::vector<EntityEvent> events;
    std::optional<Fault> fault;
    qint64 skipped = 0;
};

/// Reads in pieces of the given sizes, over and over.
Outcome readInPieces(QByteArrayView file, std::initializer_list<qsizetype> sizes)
{
    Outcome outcome;
    EventFileReader reader(QStringLiteral("file"));
    const auto *size = sizes.begin();
    while (!file.isEmpty() && !outcome.fault) {
        const qsizetype length = qMin(*size, file.size());
        if (const Result<> result = reader.feed(file.first(length), outcome.events); !result)
            outcome.fault = result.fault();
        file = file.sliced(length);
        size = size + 1 == sizes.end() ? sizes.begin() : size + 1;
    }
    const Result<> result = reader.finish(outcome.events);
    if (outcome.fault)
        require(!result && result.fault() == *outcome.fault, "a fault is final");
    else if (!result)
        outcome.fault = result.fault();
    outcome.skipped = reader.skippedRecords();
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView file = viewOf(data, size);
    const Outcome whole = readInPieces(file, {file.size()});
    for (const auto &sizes : {std::initializer_list<qsizetype>{1}, {7, 1, 64}, {1000, 3}}) {
        const Outcome pieces = readInPieces(file, sizes);
        require(pieces.events == whole.events, "pieces give the same events");
        require(pieces.fault == whole.fault, "pieces give the same fault");
        require(pieces.skipped == whole.skipped, "pieces skip the same records");
    }
    if (whole.fault) {
        require(whole.fault->where.startsWith(u"file:"), "a fault names file and line");
        require(!whole.fault->text.isEmpty(), "a fault says what is wrong");
    }

    QByteArray lines;
    for (const EntityEvent &event : whole.events) {
        lines.append(writeEvent(event));
        lines.append('\n');
    }
    const Outcome again = readInPieces(lines, {qMax<qsizetype>(1, lines.size())});
    require(!again.fault && again.events == whole.events, "what was read can be written and read");
    return 0;
}
