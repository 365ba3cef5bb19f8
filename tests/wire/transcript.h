// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http1/http1parser.h"

#include <QByteArray>

#include <functional>

namespace pushbench::wire {

/// Says how many of the bytes that are left a parser is shown next; at least 1.
using Slicer = std::function<qsizetype(qsizetype left)>;

[[nodiscard]] Slicer inOnePiece();
[[nodiscard]] Slicer inPiecesOf(qsizetype size);

/// Two pieces: the first has that size.
[[nodiscard]] Slicer splitAt(qsizetype size);

/// How bytes of a request's body reach the parser.
enum class BodyRoad : quint8 {
    Parsed, ///< Shown to advance().
    Direct, ///< Written to directTarget(), wherever there is one.
};

/// What a parser made of the input, a line for each event:
///
///   head length 5
///   POST /hook 1.1 keep "hello"
///   refused 400
///
/// and at the end "idle", "in head" or "in body". A parser that consumes more than it was shown, or
/// holds more than the limits allow, is reported as "bug: ...".
[[nodiscard]] QByteArray requestTranscript(QByteArrayView input, const Limits &limits,
                                           const Slicer &slicer, BodyRoad road = BodyRoad::Parsed);

/// The same for the answer to one request; the peer closes behind the last byte. Bytes behind the
/// answer are counted as "left 3".
[[nodiscard]] QByteArray responseTranscript(QByteArrayView input, const Limits &limits,
                                            const Slicer &slicer, bool toHeadRequest = false);

/// "Host=h, Via=a": fields in wire order.
[[nodiscard]] QByteArray fieldsText(const Head &head);

} // namespace pushbench::wire
