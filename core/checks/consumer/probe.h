// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ids.h"
#include "core/wire/message.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace pushbench::checks {

/// How a body travels.
enum class Framing : quint8 {
    Length,
    Chunked,
    Crumbs, ///< Chunks of one byte, with an extension and a trailer.
    None,   ///< No framing field, and no body.
};

/// When the bytes stop, or pause.
enum class Manner : quint8 {
    Whole,
    CutAfterHead,    ///< The connection is closed before the body.
    CutInBody,       ///< In its middle.
    CutBeforeAnswer, ///< When all was sent, without waiting.
    AwaitContinue,   ///< The body follows a 100, or comes after two seconds without one.
    Dribble,         ///< The head comes byte by byte and never ends.
};

/// One request as it is to be sent. Whatever is not set is as a good producer has it.
struct Probe
{
    QString what{}; ///< In words: "without a token".
    QByteArray method = "POST";
    QByteArray version = "HTTP/1.1";
    std::optional<QByteArray> authorization{}; ///< Instead of the right one; empty: none.
    std::optional<QByteArray> contentType{};   ///< Instead of application/json; empty: none.
    std::optional<QByteArray> label{};         ///< Instead of the agreed one; empty: none.
    wire::Fields fields{};                     ///< More of them.
    QByteArray query{};                        ///< Behind the target.
    QByteArray body{};
    Framing framing = Framing::Length;
    Manner manner = Manner::Whole;
    bool withHost = true;
    std::optional<QByteArray> framingFields{}; ///< Raw lines instead of Content-Length.
    int repeats = 1; ///< Sent so often on one connection, each when the one before was answered.
    bool pipelined = false; ///< All of them in one write.
    bool upperCaseNames = false;
    bool again = false; ///< Afterwards once more, whole and on another connection.
};

/// What came back.
struct Seen
{
    QString what{};
    bool connected = false;
    std::vector<wire::ReceivedResponse> answers{};
    bool continued = false; ///< 100 (Continue) came.
    bool closed = false;    ///< The other side closed its end.
    bool reset = false;
    std::chrono::milliseconds latency{}; ///< To the end of the first answer.
    QString trouble{};                   ///< Why there is no answer.
    QByteArray tls{};                    ///< What was agreed on; empty without TLS.
    std::vector<ExchangeNumber> exchanges{};
    std::optional<int> after{}; ///< Status of the request that came again; 0: no answer.

    /// 0 without an answer.
    [[nodiscard]] int status() const noexcept
    {
        return answers.empty() ? 0 : answers.front().status;
    }
    [[nodiscard]] std::optional<QByteArrayView> field(QByteArrayView name) const
    {
        return answers.empty() ? std::nullopt : answers.front().head.value(name);
    }
};

} // namespace pushbench::checks
