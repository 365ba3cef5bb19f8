// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What nghttp2 tells of requests and of their end. Nothing here may ask it to read or write.

#include "core/wire/http2/http2callbacks.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {

Http2Stream *Http2ServerSession::find(StreamId id)
{
    const auto found = m_streams.find(id);
    return found == m_streams.end() ? nullptr : &found->second;
}

bool Http2ServerSession::complain(const QString &reason)
{
    m_complaint = reason;
    return false;
}

bool Http2ServerSession::frameBegan(quint8 type)
{
    m_greeted = true;
    m_dataWasEmpty = true;
    m_blamedField.clear();
    const QString trouble = m_frames.begin(
        type, nghttp2_session_get_outbound_queue_size(m_session.get()), m_now.steady);
    return trouble.isEmpty() || complain(trouble);
}

void Http2ServerSession::headBegan(StreamId id, bool trailers)
{
    if (!trailers) {
        m_streams.emplace(id, m_now);
        m_lastStream = id;
    } else if (Stream *stream = find(id); stream && stream->inBody()) {
        stream->enter(Stream::Phase::Trailers, m_now.steady);
    }
}

void Http2ServerSession::fieldCame(StreamId id, QByteArrayView name, QByteArrayView value)
{
    Stream *stream = find(id);
    if (!stream || !stream->unfinished())
        return;
    stream->addField(name, value, m_limits);
    recount(*stream);
}

void Http2ServerSession::badFieldCame(StreamId id, QByteArrayView name)
{
    if (Stream *stream = find(id))
        stream->addBadField(name);
}

void Http2ServerSession::headEnded(StreamId id, bool whole)
{
    Stream *stream = find(id);
    if (!stream)
        return;
    stream->requestEnded = stream->requestEnded || whole;
    if (!stream->unfinished())
        return; // Trailers of a request that was refused.
    const bool trailers = stream->phase() == Stream::Phase::Trailers;
    const std::optional<Refusal> refusal = stream->endHead(m_limits);
    recount(*stream);
    if (refusal)
        return refuse(id, *stream, *refusal);
    if (whole)
        return requestWhole(id, *stream);
    stream->enter(Stream::Phase::Body, m_now.steady);
    if (!trailers && stream->expectsContinue())
        sendContinue(id);
}

void Http2ServerSession::bodyCame(StreamId id, QByteArrayView data)
{
    m_dataWasEmpty = false;
    // The connection's window is no brake: one stream that waits must not hold up the others.
    nghttp2_session_consume_connection(m_session.get(), size_t(data.size()));
    Stream *stream = find(id);
    if (!stream || !stream->inBody())
        return;
    if (const auto tooLong = stream->addBody(data, m_limits, m_now.steady))
        return refuse(id, *stream, *tooLong);
    recount(*stream);
    stream->unconsumed += data.size();
    if (mayGrow(id))
        nghttp2_session_consume_stream(m_session.get(), id.value,
                                       size_t(std::exchange(stream->unconsumed, 0)));
}

bool Http2ServerSession::dataEnded(StreamId id, bool whole)
{
    if (m_dataWasEmpty && !whole && !m_frames.passIdle(m_now.steady))
        return complain(u"too many DATA frames come that carry nothing"_s);
    Stream *stream = find(id);
    if (!stream || !whole)
        return true;
    stream->requestEnded = true;
    if (stream->inBody())
        requestWhole(id, *stream);
    return true;
}

bool Http2ServerSession::resetCame(StreamId id, quint32 code)
{
    if (Stream *stream = find(id))
        stream->complaint = u"the peer reset the stream with %1"_s.arg(
            QString::fromLatin1(nghttp2_http2_strerror(code)));
    return m_resets.pass(m_now.steady) || complain(u"too many streams are reset"_s);
}

void Http2ServerSession::fieldBlamed(QByteArrayView name)
{
    m_blamedField = name.toByteArray();
}

bool Http2ServerSession::invalidFrameCame(StreamId id, const QString &reason, bool refused)
{
    if (Stream *stream = find(id); stream && stream->complaint.isEmpty()) {
        stream->complaint = m_blamedField.isEmpty() || reason.isEmpty()
            ? reason
            : u"the field %1 is malformed, or not allowed where it stands"_s.arg(
                QString::fromLatin1(m_blamedField));
    } else if (!stream && refused) {
        m_events.emplace_back(
            Http2Failure{.stream = id, .began = m_now, .ended = m_now, .refusal = {0, reason}});
    }
    return m_resets.pass(m_now.steady) || complain(u"too many streams have to be reset"_s);
}

void Http2ServerSession::goAwaySent(quint32 code, QByteArrayView reason)
{
    if (code == NGHTTP2_NO_ERROR)
        return;
    reportConnection(reason.isEmpty() ? QString::fromLatin1(nghttp2_http2_strerror(code))
                                      : QString::fromLatin1(reason));
}

void Http2ServerSession::streamClosed(StreamId id, quint32 code)
{
    Stream *stream = find(id);
    if (!stream)
        return;
    if (stream->unfinished())
        reportBroken(id, *stream,
                     code == NGHTTP2_REFUSED_STREAM ? u"it came after our GOAWAY"_s
                                                    : stream->diagnosis());
    else if (stream->phase() == Stream::Phase::Whole && !stream->answer)
        m_events.emplace_back(Http2Left{id});
    if (stream->answer && !stream->answer->isOut()) {
        const bool meant = stream->answer->breaksStream() && stream->complaint.isEmpty();
        if (meant)
            m_endedByFrame.push_back(id);
        else
            settle(id, false);
    }
    forget(id);
}

void Http2ServerSession::requestWhole(StreamId id, Stream &stream)
{
    stream.enter(Stream::Phase::Whole, m_now.steady);
    recount(stream);
    m_events.emplace_back(Http2Request{
        .stream = id, .request = stream.takeRequest(), .began = stream.began(), .complete = m_now});
}

void Http2ServerSession::refuse(StreamId id, Stream &stream, const Refusal &refusal)
{
    m_events.emplace_back(Http2Failure{.stream = id,
                                       .request = stream.takePartial(),
                                       .began = stream.began(),
                                       .ended = m_now,
                                       .refusal = refusal});
    stream.enter(Stream::Phase::Refused, m_now.steady);
    recount(stream);
}

void Http2ServerSession::reportBroken(StreamId id, Stream &stream, const QString &reason)
{
    refuse(id, stream, {0, reason});
    stream.enter(Stream::Phase::Broken, m_now.steady);
}

void Http2ServerSession::recount(Stream &stream)
{
    const qint64 held = stream.unfinished() ? stream.heldBytes() : 0;
    m_held += held - std::exchange(stream.counted, held);
}

void Http2ServerSession::forget(StreamId id)
{
    m_streams.erase(id);
    if (m_streams.empty())
        m_idleSince = m_now.steady;
}

/// Whatever is open ends with the connection; with nothing open the event is of the connection
/// itself.
void Http2ServerSession::reportConnection(const QString &reason)
{
    if (!m_ended && !endAll(reason))
        m_events.emplace_back(
            Http2Failure{.began = m_began, .ended = m_now, .refusal = {0, reason}});
}

/// True when a request was under way.
bool Http2ServerSession::endAll(const QString &reason)
{
    m_ended = true;
    bool broken = false;
    for (auto &[id, stream] : m_streams) {
        if (stream.unfinished()) {
            reportBroken(id, stream, reason);
            broken = true;
        }
        if (stream.answer && !stream.answer->isOut())
            settle(id, false);
    }
    m_streams.clear();
    return broken;
}

} // namespace pushbench::wire
