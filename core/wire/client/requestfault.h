// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

namespace pushbench::wire {

/// How a request goes wrong on purpose, so that a consumer can show what it makes of it; the mirror
/// of AnswerFault (RCP028-R11, H-SLOW). On HTTP/2 it is the request's stream that ends, by
/// RST_STREAM(CANCEL), and not the connection.
enum class RequestFault : quint8 {
    None,
    AbortHead,   ///< Half of the head, then an orderly close.
    AbortBody,   ///< The head and half of the body, then an orderly close.
    AbortAnswer, ///< The whole request, then a close that does not wait for the answer.
    SlowBody,    ///< The body comes in kSlowPieces pieces with kSlowPause between them.
    WrongLength, ///< The request is sent whole, and then no more is: for a head whose
                 ///< Content-Length announces more than the caller gave.
};

/// Whether a stream of HTTP/2 can go wrong that way. Not half of a head: the connection's
/// compression lives in it, so that nothing could follow on the streams beside it.
[[nodiscard]] constexpr bool isForAStream(RequestFault fault) noexcept
{
    return fault != RequestFault::AbortHead;
}

inline constexpr qsizetype kSlowPieces = 20;
inline constexpr std::chrono::milliseconds kSlowPause{100};

} // namespace pushbench::wire
