// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers, and the frames that carry them.

#include "core/wire/http2/http2callbacks.h"
#include "core/wire/http2/nghttp2helpers.h"

namespace pushbench::wire {
bool Http2ServerSession::awaits(StreamId id) const
{
    const auto found = m_streams.find(id);
    if (found == m_streams.end() || m_failed)
        return false;
    const Stream &stream = found->second;
    return !stream.answer
        && (stream.phase() == Stream::Phase::Whole || stream.phase() == Stream::Phase::Refused);
}

bool Http2ServerSession::answer(StreamId id, const RenderedResponse &response, AnswerFault fault,
                                DripPace pace, Moment now)
{
    m_now = now;
    if (!awaits(id))
        return false;
    find(id)->answer.emplace(response.body, fault, pace, now.steady);
    switch (fault) {
    case AnswerFault::Never:
        break;
    case AnswerFault::Reset:
    case AnswerFault::Close:
        planEnd(fault == AnswerFault::Close ? ConnectionEnd::Close : ConnectionEnd::Reset);
        m_plannedEnd->after = m_plannedEnd->after.value_or(m_taken);
        break;
    case AnswerFault::StreamReset:
        resetStream(id, NGHTTP2_INTERNAL_ERROR);
        break;
    case AnswerFault::GoAway:
        // Names the stream before as the last one: this one counts as never looked at.
        nghttp2_submit_goaway(m_session.get(), NGHTTP2_FLAG_NONE, qMax(id.value - 2, 0),
                              NGHTTP2_NO_ERROR, nullptr, 0);
        break;
    case AnswerFault::None:
    case AnswerFault::ResetDuring:
    case AnswerFault::ResetAfter:
    case AnswerFault::Truncate:
    case AnswerFault::WrongLength:
    case AnswerFault::Drip:
        submitAnswer(id, response, fault);
        break;
    }
    return true;
}

void Http2ServerSession::submitAnswer(StreamId id, const RenderedResponse &response,
                                      AnswerFault fault)
{
    const QByteArray sent =
        fault == AnswerFault::WrongLength ? withRaisedLength(response) : response.head;
    const std::vector<nghttp2_nv> fields = nghttp2Fields(sent);
    const bool bare = response.body.isEmpty() && fault != AnswerFault::Truncate
        && fault != AnswerFault::ResetDuring;
    const nghttp2_data_provider bodies = Http2Callbacks::bodies();
    if (nghttp2_submit_response(m_session.get(), id.value, fields.data(), fields.size(),
                                bare ? nullptr : &bodies)
        != 0)
        resetStream(id, NGHTTP2_INTERNAL_ERROR);
}

void Http2ServerSession::planEnd(ConnectionEnd how)
{
    if (!m_plannedEnd)
        m_plannedEnd = PlannedEnd{.how = how};
}

QByteArray Http2ServerSession::takeOutput(qsizetype most, Moment now)
{
    m_now = now;
    QByteArray out;
    while (!m_failed && out.size() < most && !(m_plannedEnd && m_plannedEnd->after)) {
        const uint8_t *frame = nullptr;
        const ssize_t size = nghttp2_session_mem_send(m_session.get(), &frame);
        if (size < 0)
            fail(NGHTTP2_INTERNAL_ERROR, QString::fromLatin1(nghttp2_strerror(int(size))));
        else
            out.append(reinterpret_cast<const char *>(frame), size);
        noteFrameTaken(qMax(size, ssize_t(0)));
        if (size <= 0)
            break;
    }
    if (m_failed) {
        m_taken += m_lastWords.size();
        out.append(std::exchange(m_lastWords, {}));
    }
    return out;
}

void Http2ServerSession::noteFrameTaken(qsizetype bytes)
{
    m_taken += bytes;
    for (const StreamId id : std::exchange(m_endedByFrame, {}))
        m_leaving.push({id, m_taken});
    if (m_plannedEnd && !m_plannedEnd->after)
        m_plannedEnd->after = m_taken;
}

Http2Piece Http2ServerSession::bodyPiece(StreamId id, qsizetype most)
{
    Stream *stream = find(id);
    if (!stream || !stream->answer)
        return {.then = Http2Piece::Then::Break};
    const Http2Piece piece = stream->answer->piece(most, m_now.steady);
    if (stream->answer->fault() == AnswerFault::ResetDuring && stream->answer->isSpent())
        planEnd(ConnectionEnd::Reset);
    return piece;
}

void Http2ServerSession::endOfStreamSent(StreamId id)
{
    Stream *stream = find(id);
    if (!stream || !stream->answer)
        return;
    stream->answer->setOut();
    m_endedByFrame.push_back(id);
    if (stream->answer->fault() == AnswerFault::ResetAfter)
        planEnd(ConnectionEnd::Reset);
    // RFC 9113 section 8.1: the answer is complete and does not need the rest of the request.
    if (!stream->requestEnded)
        resetStream(id, NGHTTP2_NO_ERROR);
}

void Http2ServerSession::outputWritten(qint64 bytes)
{
    m_written += bytes;
    while (!m_leaving.empty() && m_leaving.front().end <= m_written)
        settle(m_leaving.take().stream, true);
}

void Http2ServerSession::settle(StreamId id, bool handedOver)
{
    m_events.emplace_back(Http2Settled{id, handedOver});
}

std::optional<ConnectionEnd> Http2ServerSession::connectionEnd() const
{
    if (!m_plannedEnd || !m_plannedEnd->after || m_written < *m_plannedEnd->after)
        return std::nullopt;
    return m_plannedEnd->how;
}

void Http2ServerSession::sendContinue(StreamId id)
{
    const nghttp2_nv status = nghttp2Field(":status", "100");
    nghttp2_submit_headers(m_session.get(), NGHTTP2_FLAG_NONE, id.value, nullptr, &status, 1,
                           nullptr);
}

} // namespace pushbench::wire
