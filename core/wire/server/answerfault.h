// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <array>
#include <chrono>
#include <optional>

namespace pushbench::wire {

/// How an answer goes wrong on purpose, so that a producer can show what it makes of it.
enum class AnswerFault : quint8 {
    None,
    Reset,       ///< The connection is reset instead of an answer.
    ResetDuring, ///< Half of the answer, then a reset.
    ResetAfter,  ///< The whole answer, then a reset.
    Close,       ///< The connection is closed in order, without an answer.
    Truncate,    ///< Half of the body, then an orderly close.
    WrongLength, ///< Content-Length announces more than comes; then an orderly close.
    Drip,        ///< The answer comes in small pieces with pauses between.
    Never,       ///< No answer; the connection stays.
    StreamReset, ///< HTTP/2: the stream is reset, the connection lives. On HTTP/1.1 a reset.
    GoAway,      ///< HTTP/2: GOAWAY instead of an answer. On HTTP/1.1 an orderly close.
};

/// How a dripping answer drips.
struct DripPace
{
    qsizetype bytes = 8;
    std::chrono::milliseconds every{100};

    friend bool operator==(const DripPace &, const DripPace &) = default;
};

struct AnswerFaultName
{
    AnswerFault fault;
    QByteArrayView name;
};

/// As the contract and the policy's schema call them (contract section 5).
inline constexpr std::array<AnswerFaultName, 11> kAnswerFaultNames{{
    {AnswerFault::None, "none"},
    {AnswerFault::Reset, "reset"},
    {AnswerFault::ResetDuring, "reset-during"},
    {AnswerFault::ResetAfter, "reset-after"},
    {AnswerFault::Close, "close"},
    {AnswerFault::Truncate, "truncate"},
    {AnswerFault::WrongLength, "wrong-length"},
    {AnswerFault::Drip, "drip"},
    {AnswerFault::Never, "never"},
    {AnswerFault::StreamReset, "stream-reset"},
    {AnswerFault::GoAway, "goaway"},
}};

[[nodiscard]] constexpr QByteArrayView answerFaultName(AnswerFault fault) noexcept
{
    return kAnswerFaultNames[static_cast<size_t>(fault)].name;
}

[[nodiscard]] inline std::optional<AnswerFault> answerFaultFromName(QByteArrayView name) noexcept
{
    for (const AnswerFaultName &known : kAnswerFaultNames) {
        if (known.name == name)
            return known.fault;
    }
    return std::nullopt;
}

} // namespace pushbench::wire
