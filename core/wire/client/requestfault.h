// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

namespace pushbench::wire {

/// How a request goes wrong on purpose, so that a consumer can show what it makes of it; the mirror
/// of AnswerFault (RCP028-R11, H-SLOW).
enum class RequestFault : quint8 {
    None,
    AbortHead,   ///< Half of the head, then an orderly close.
    AbortBody,   ///< The head and half of the body, then an orderly close.
    AbortAnswer, ///< The whole request, then a close that does not wait for the answer.
    SlowBody,    ///< The body comes in kSlowPieces pieces with kSlowPause between them.
    WrongLength, ///< The request is sent whole, and then no more is: for a head whose
                 ///< Content-Length announces more than the caller gave.
};

inline constexpr qsizetype kSlowPieces = 20;
inline constexpr std::chrono::milliseconds kSlowPause{100};

} // namespace pushbench::wire
