// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http1/bodyreader.h"

namespace pushbench::wire {

/// What a parser made of the bytes that it was shown.
struct Parsed
{
    enum class Event : quint8 {
        NeedMore,
        Head,     ///< The head is complete and a body follows: time for limits and 100 (Continue).
        Complete, ///< take() gives the message; the next bytes belong to the next one.
        Refused,  ///< refusal() says why; nothing that follows can be trusted.
    };

    Event event = Event::NeedMore;
    qsizetype consumed = 0; ///< Bytes that must not be shown again.
};

/// The server's half of the HTTP/1.1 codec (RFC 9112): bytes in, requests out, one after the other.
/// Does no IO and knows no time. Shown the same bytes in any slices, it gives the same result.
class RequestParser
{
    Q_DISABLE_COPY_MOVE(RequestParser)

public:
    explicit RequestParser(const Limits &limits);

    /// data starts at the first byte that was not consumed yet.
    [[nodiscard]] Parsed advance(QByteArrayView data);

    /// See BodyReader::directTarget().
    [[nodiscard]] std::span<char> directTarget(qsizetype available);
    [[nodiscard]] Parsed wrote(qsizetype bytes, qsizetype offered);

    /// Between messages: nothing of the next one has been seen.
    [[nodiscard]] bool idle() const noexcept { return m_state == State::Start; }
    [[nodiscard]] bool inBody() const noexcept { return m_state == State::Body; }

    /// After Event::Head.
    [[nodiscard]] const BodyPlan &plan() const noexcept { return m_plan; }
    [[nodiscard]] bool expectsContinue() const noexcept { return m_expectsContinue; }

    /// Bytes of the body read so far.
    [[nodiscard]] qsizetype bodySize() const noexcept { return m_body.body().size(); }

    [[nodiscard]] Request take();

    [[nodiscard]] const Refusal &refusal() const noexcept { return m_refusal; }

    /// What is known of a request that was refused or broke off: its head if that was complete.
    [[nodiscard]] Request takePartial();

private:
    enum class State : quint8 {
        Start,
        Head,
        Body,
    };

    [[nodiscard]] Parsed advanceHead(QByteArrayView data);
    [[nodiscard]] Parsed finishBody(BodyReader::Step step, qsizetype consumed);
    [[nodiscard]] std::optional<Refusal> judgeHead() const;
    Parsed refuse(const Refusal &refusal);

    const Limits m_limits; ///< The readers below look at it.
    State m_state = State::Start;
    HeadReader m_head;
    BodyReader m_body;
    BodyPlan m_plan;
    bool m_expectsContinue = false;
    bool m_skippedEmptyLine = false;
    Request m_request;
    Refusal m_refusal;
};

/// The client's half: bytes in, one final response out. Interim 1xx responses are passed over.
class ResponseParser
{
    Q_DISABLE_COPY_MOVE(ResponseParser)

public:
    explicit ResponseParser(const Limits &limits);

    /// Prepares for the answer to a request; a HEAD request's answer has no body.
    void begin(bool toHeadRequest = false);

    [[nodiscard]] Parsed advance(QByteArrayView data);

    /// The peer closed its side: completes a body that lasts until then, else NeedMore.
    [[nodiscard]] Parsed close();

    [[nodiscard]] ReceivedResponse take();
    [[nodiscard]] const Refusal &refusal() const noexcept { return m_refusal; }

private:
    [[nodiscard]] Parsed advanceHead(QByteArrayView data);
    [[nodiscard]] Parsed beginResponse(QByteArrayView data);
    Parsed refuse(const Refusal &refusal);

    const Limits m_limits; ///< The readers below look at it.
    HeadReader m_head;
    BodyReader m_body;
    BodyPlan m_plan;
    bool m_toHeadRequest = false;
    bool m_inBody = false;
    ReceivedResponse m_response;
    Refusal m_refusal;
};

} // namespace pushbench::wire
