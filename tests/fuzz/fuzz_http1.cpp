// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/fuzz.h"
#include "tests/wire/transcript.h"

#include <QByteArrayList>

using namespace pushbench;
using namespace pushbench::wire;

namespace {

/// Small enough that the fuzzer meets each of them.
const Limits kLimits{
    .headBytes = 300, .targetBytes = 60, .fields = 8, .bodyBytes = 40, .chunkLineBytes = 30};

void requireSound(const QByteArray &transcript)
{
    require(!transcript.contains("bug: "), "no parser outgrows its limits or its input");
    const QByteArrayList lines = transcript.split('\n');
    for (const QByteArray &line : lines) {
        // A method may be called "refused" too, but no target begins with a digit.
        const bool refusal = line.startsWith("refused 4") || line.startsWith("refused 5");
        require(!refusal || &line == &lines.back(), "a refusal ends it all");
    }
}

void requests(QByteArrayView bytes)
{
    const QByteArray whole = requestTranscript(bytes, kLimits, inOnePiece());
    requireSound(whole);
    for (const BodyRoad road : {BodyRoad::Parsed, BodyRoad::Direct}) {
        for (const qsizetype size : {1, 2, 7}) {
            require(requestTranscript(bytes, kLimits, inPiecesOf(size), road) == whole,
                    "slices of a request change nothing");
        }
        require(requestTranscript(bytes, kLimits, splitAt(bytes.size() / 2), road) == whole,
                "halves of a request change nothing");
    }
}

void responses(QByteArrayView bytes, bool toHead)
{
    const QByteArray whole = responseTranscript(bytes, kLimits, inOnePiece(), toHead);
    requireSound(whole);
    for (const qsizetype size : {1, 2, 7}) {
        require(responseTranscript(bytes, kLimits, inPiecesOf(size), toHead) == whole,
                "slices of a response change nothing");
    }
    require(responseTranscript(bytes, kLimits, splitAt(bytes.size() / 2), toHead) == whole,
            "halves of a response change nothing");
}

} // namespace

/// The first byte picks the side: Q requests, S a response, H a response to HEAD; any other is
/// taken for one of the three.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes = viewOf(data + 1, size - 1);
    switch (data[0]) {
    case 'Q':
        requests(bytes);
        break;
    case 'S':
    case 'H':
        responses(bytes, data[0] == 'H');
        break;
    default:
        if (data[0] % 3 == 0)
            requests(bytes);
        else
            responses(bytes, data[0] % 3 == 1);
        break;
    }
    return 0;
}
