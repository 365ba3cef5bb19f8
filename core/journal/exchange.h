// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/protocol/payload/payload.h"
#include "core/wire/bytebudget.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace pushbench::journal {

/// What came of an exchange, in the words of the contract. The consumer's and the reader's side
/// have only Answered and Failed of them; the producer's side never has Answered.
enum class Outcome : quint8 {
    Answered,  ///< An answer was composed (consumer) or came (reader), whatever its status.
    Delivered, ///< Producer: 2xx.
    Refused,   ///< Producer: a status that will not change by sending again.
    Held,      ///< Producer: 429 or 503; the feed waits.
    Unknown,   ///< Producer: the request may have arrived; nobody said so. It is sent again.
    Failed,    ///< Certainly not delivered (producer), never a whole request (consumer), or
               ///< never a whole answer (reader).
};

/// "delivered", "refused", …
[[nodiscard]] QByteArrayView outcomeName(Outcome) noexcept;
[[nodiscard]] std::optional<Outcome> outcomeFromName(QByteArrayView) noexcept;

/// Stations of an exchange, counted from Exchange::began. Absent: not reached, or not ours to see.
struct Timings
{
    using Offset = std::optional<std::chrono::microseconds>;

    Offset connected{};   ///< Producer: TCP is up; absent on a reused connection.
    Offset requestDone{}; ///< The request's last byte was read, or handed to the kernel.
    Offset firstByte{};   ///< Producer and reader: of the answer.
    Offset done{};        ///< The answer was composed (consumer) or read to its end (the others).

    friend bool operator==(const Timings &, const Timings &) = default;
};

/// One request with its answer, as it was on the wire but for secrets, which are redacted before
/// they come here. The heads of a reader are put together from their fields, since its HTTP client
/// does not show the bytes. The unit of the journal; immutable once it is appended.
struct Exchange
{
    ExchangeNumber number{}; ///< Given by the journal.
    Side side = Side::Consumer;
    qint64 connection = 0; ///< Numbers the connections of its side and run; 0: not known.
    QByteArray peer{};     ///< "127.0.0.1:50123".
    QByteArray protocol{}; ///< "HTTP/1.1".
    QByteArray
        tls{}; ///< "TLS 1.3, TLS_AES_256_GCM_SHA384, h2, peer CN=… (AB:CD:…)"; empty without.
    QByteArray method{};
    QByteArray target{};
    std::optional<QByteArray>
        source{}; ///< The EntityEventSource field (RCP028-R20), when there is one.
    WallTime began{};
    Timings timings{};
    QByteArray requestHead{};
    QByteArray requestBody{};
    QByteArray requestTrailers{};
    int status = 0; ///< 0: no answer.
    QByteArray responseHead{};
    QByteArray responseBody{};
    int attempt = 1;     ///< Producer: counts the tries of one delivery, from 1; reader: of a page.
    qint64 delivery = 0; ///< Producer: the tries of one batch share it; reader: the pages of one
                         ///< question.
    Outcome outcome = Outcome::Answered;
    QByteArray fault{}; ///< What broke, in words, or the name of a fault on purpose; empty when
                        ///< nothing did.

    // Derived from the bytes; never stored, computed again when a session is opened.
    std::shared_ptr<const protocol::Payload> payload{};
    protocol::Findings
        findings{};          ///< Of the request apart from its payload: head, token, media type.
    QByteArray retryAfter{}; ///< The answer's field value.
    QByteArray intended{}; ///< Producer: what was wrong on purpose, "abort-body,duplicate"; told by
                           ///< a note of kind Intended.
    wire::ByteHold hold{}; ///< Keeps the server's budget true while the bytes are in memory.

    [[nodiscard]] bool accepted() const noexcept
    {
        // A dripping answer is slow on purpose, but it comes whole.
        return status >= 200 && status < 300 && (fault.isEmpty() || fault == "drip");
    }
};

/// Something that a session must remember beside its exchanges, at its place in their order.
struct Note
{
    enum class Kind : quint8 {
        AnswerLost, ///< The answer of `exchange` never left: events received by it are only seen.
        AnswerSent, ///< When the answer of `exchange` left, of those that ask the producer to stop;
                    ///< text is microseconds since the exchange began.
        PeerLeft,   ///< The producer ended its side while `exchange` had no answer yet: it gave up,
                    ///< or has nothing more to say; text is microseconds since the exchange began.
        Consumer,   ///< What a consumer expects from here on; text is JSON
                    ///< (consumer::writeExpectations).
        Intended,   ///< The exchange right before it went wrong on purpose; text says how, in the
                    ///< words of `--misbehave`, with commas between.
        Withheld,   ///< Events that were not pushed, on purpose; text is "drop:1107,1110-1119".
        Grace,      ///< How long holes stay open from here on; text is microseconds, or empty: as
                    ///< the lateness of the feeds has it.
        Verdict,    ///< What a resource says of a feed's numbers; text is JSON
                    ///< (ledger::writeVerdict).
        Down,       ///< Nobody listened between the run before and this one; text is JSON
                    ///< (ledger::writeDown).
        Remark,     ///< What a person says of `exchange`, or of the numbers that text names; text
                    ///< is JSON (ledger::noteOf).
    };

    Kind kind = Kind::AnswerLost;
    ExchangeNumber exchange{}; ///< Whose it is; Intended gets it from the journal.
    QByteArray text{};         ///< The fault in words, the microseconds, the JSON, or the misdeeds.
    std::shared_ptr<const Exchange>
        about{}; ///< AnswerLost and PeerLeft: the exchange itself. Derived, never stored.
};

} // namespace pushbench::journal
