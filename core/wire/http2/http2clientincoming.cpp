// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What nghttp2 tells of answers and of their end. Nothing here may ask it to read or write.

#include "core/wire/http2/http2clientsession.h"

#include "core/wire/http2/nghttp2helpers.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr qsizetype kMostText = 200; ///< Of what a peer wrote into a GOAWAY.

QString errorName(quint32 code)
{
    return QString::fromLatin1(nghttp2_http2_strerror(code));
}

} // namespace

Http2ClientStream *Http2ClientSession::find(StreamId id)
{
    const auto found = m_streams.find(id);
    return found == m_streams.end() ? nullptr : &found->second;
}

bool Http2ClientSession::complain(const QString &reason)
{
    m_complaint = reason;
    return false;
}

bool Http2ClientSession::frameBegan(quint8 type)
{
    const QString trouble =
        m_frames.begin(type, nghttp2_session_get_outbound_queue_size(m_session.get()), m_now);
    return trouble.isEmpty() || complain(trouble);
}

void Http2ClientSession::answerBegan(StreamId id)
{
    Stream *stream = find(id);
    if (!stream || std::exchange(stream->began, true))
        return;
    m_events.emplace_back(Http2AnswerBegan{id});
}

void Http2ClientSession::fieldCame(StreamId id, QByteArrayView name, QByteArrayView value)
{
    Stream *stream = find(id);
    if (stream && stream->flaw().isEmpty() && !stream->addField(name, value))
        giveUp(id, *stream);
}

void Http2ClientSession::fieldsEnded(StreamId id, bool whole)
{
    Stream *stream = find(id);
    if (!stream)
        return;
    stream->endFields();
    if (whole)
        answerWhole(id, *stream);
}

void Http2ClientSession::bodyCame(StreamId id, QByteArrayView data)
{
    Stream *stream = find(id);
    if (stream && stream->flaw().isEmpty() && !stream->addBody(data))
        giveUp(id, *stream);
}

void Http2ClientSession::dataEnded(StreamId id, bool whole)
{
    if (Stream *stream = find(id); stream && whole)
        answerWhole(id, *stream);
}

void Http2ClientSession::answerWhole(StreamId id, Stream &stream)
{
    if (stream.answered || !stream.hasHead() || !stream.flaw().isEmpty())
        return;
    stream.answered = true;
    m_events.emplace_back(Http2Answered{id, stream.takeResponse()});
    // RFC 9113 section 8.1: the answer is complete, and whoever gave it needs no more.
    if (!stream.endsAt)
        nghttp2_submit_rst_stream(m_session.get(), NGHTTP2_FLAG_NONE, id.value, NGHTTP2_CANCEL);
}

void Http2ClientSession::giveUp(StreamId id, const Stream &stream)
{
    Q_ASSERT(!stream.flaw().isEmpty());
    nghttp2_submit_rst_stream(m_session.get(), NGHTTP2_FLAG_NONE, id.value, NGHTTP2_CANCEL);
}

void Http2ClientSession::resetCame(StreamId id)
{
    if (Stream *stream = find(id))
        stream->resetCame = true;
}

void Http2ClientSession::invalidFrameCame(StreamId id, const QString &reason)
{
    if (Stream *stream = find(id))
        stream->blame(u"the answer is not HTTP/2: %1"_s.arg(reason));
}

void Http2ClientSession::goAwayCame(StreamId last, quint32 code, QByteArrayView text)
{
    m_goAwayCame = true;
    m_goAwayLast = last;
    m_goAway = u"the peer said GOAWAY (%1)"_s.arg(errorName(code));
    if (!text.isEmpty())
        m_goAway += u": "_s + QString::fromUtf8(text.first(qMin(text.size(), kMostText)));
}

/// Ours, because the peer broke the rules of the connection.
void Http2ClientSession::goAwaySent(quint32 code, QByteArrayView text)
{
    if (code == NGHTTP2_NO_ERROR)
        return;
    endAll(u"the peer broke the rules of HTTP/2: %1"_s.arg(
        text.isEmpty() ? errorName(code) : QString::fromUtf8(text)));
}

void Http2ClientSession::endOfStreamSent(StreamId id)
{
    m_endedByFrame.push_back(id);
}

void Http2ClientSession::streamClosed(StreamId id, quint32 code)
{
    const auto found = m_streams.find(id);
    if (found == m_streams.end())
        return;
    const Stream &stream = found->second;
    if (!stream.answered) {
        // By the peer's word it has not looked at it, and will not (RFC 9113 section 8.7).
        const bool unread = code == NGHTTP2_REFUSED_STREAM && stream.flaw().isEmpty();
        reportUnanswered(id, stream,
                         stream.endsAt && !unread ? Evidence::Unknown : Evidence::NotDelivered,
                         closeReason(stream, code));
    }
    m_streams.erase(found);
}

QString Http2ClientSession::closeReason(const Stream &stream, quint32 code) const
{
    if (!stream.flaw().isEmpty())
        return stream.flaw();
    const QString where =
        stream.began ? u" in the middle of its answer"_s : u" without an answer"_s;
    switch (code) {
    case NGHTTP2_REFUSED_STREAM:
        return m_goAwayCame ? QString(m_goAway + u", and looked at nothing from this request on"_s)
                            : u"the peer refused the request's stream, unread"_s;
    case NGHTTP2_HTTP_1_1_REQUIRED:
        return u"the peer wants HTTP/1.1 for it; push by --http 1.1"_s;
    case NGHTTP2_NO_ERROR:
        return u"the peer ended the stream"_s + where;
    default:
        if (!stream.resetCame)
            return u"the answer breaks a rule of HTTP/2 (%1)"_s.arg(errorName(code));
        return u"the stream was reset with %1"_s.arg(errorName(code)) + where;
    }
}

QByteArrayView Http2ClientSession::bodyPiece(StreamId id, qsizetype most, Piece &piece)
{
    Stream *stream = find(id);
    const QByteArrayView data = stream ? stream->bodyPiece(most) : QByteArrayView();
    if (!stream)
        piece = Piece::Gone;
    else if (stream->bodySpent())
        piece = Piece::Last;
    else
        piece = data.isEmpty() ? Piece::Later : Piece::More;
    // All of it that was taken before is counted by now.
    if (piece == Piece::Later)
        m_leaving.push({id, m_taken, false});
    return data;
}

} // namespace pushbench::wire
