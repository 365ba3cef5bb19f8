// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The session's life: requests, bytes in and out, its end. What nghttp2 tells is in
// http2clientincoming.cpp.

#include "core/wire/http2/http2clientsession.h"
#include "core/wire/http2/http2clientcallbacks.h"
#include "core/wire/http2/nghttp2helpers.h"

#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr qsizetype kLongestFirstLine = 200;

QByteArrayView firstLine(QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n');
    return (end < 0 ? text : text.first(end)).trimmed();
}

} // namespace

void Http2ClientSession::SessionDeleter::operator()(nghttp2_session *session) const
{
    nghttp2_session_del(session);
}

Http2ClientSession::Http2ClientSession(const Limits &limits, const Http2Limits &http2Limits)
    : m_limits(limits)
    , m_http2Limits(http2Limits)
    , m_session(Http2ClientSessionCallbacks::open(this, http2Limits))
    , m_frames(http2Limits)
{
    const std::array<nghttp2_settings_entry, 4> settings{{
        {NGHTTP2_SETTINGS_ENABLE_PUSH, 0},
        {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, m_http2Limits.streamWindow},
        {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, quint32(m_limits.headBytes)},
        {kNoRfc7540Priorities, 1},
    }};
    nghttp2_submit_settings(m_session.get(), NGHTTP2_FLAG_NONE, settings.data(), settings.size());
    nghttp2_session_set_local_window_size(m_session.get(), NGHTTP2_FLAG_NONE, 0,
                                          qint32(m_http2Limits.connectionWindow));
}

Http2ClientSession::~Http2ClientSession() = default;

bool Http2ClientSession::isEnding() const
{
    return m_failed || m_goAwayCame || m_outOfIds
        || nghttp2_session_check_request_allowed(m_session.get()) == 0;
}

qint64 Http2ClientSession::room() const
{
    if (isEnding())
        return 0;
    const qint64 most = m_greeted ? qint64(nghttp2_session_get_remote_settings(
                            m_session.get(), NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS))
                                  : 1;
    return qMax(most - openStreams(), qint64(0));
}

std::optional<StreamId> Http2ClientSession::send(QByteArray message, qsizetype mayLeave)
{
    const qsizetype end = message.indexOf("\r\n\r\n");
    const qsizetype headSize = end < 0 ? message.size() : end + 4;
    const std::vector<nghttp2_nv> fields = nghttp2Fields(QByteArrayView(message).first(headSize));
    const nghttp2_data_provider bodies = Http2ClientSessionCallbacks::bodies();
    const bool bare = headSize == message.size();
    const qint32 id = nghttp2_submit_request(m_session.get(), nullptr, fields.data(), fields.size(),
                                             bare ? nullptr : &bodies, nullptr);
    if (id < 0) {
        m_outOfIds = true;
        return std::nullopt;
    }
    m_streams.try_emplace({id}, std::move(message), headSize, mayLeave, m_limits);
    return StreamId{id};
}

void Http2ClientSession::letLeave(StreamId id, qsizetype bytes)
{
    Stream *stream = find(id);
    if (!stream || m_failed)
        return;
    stream->letLeave(bytes);
    nghttp2_session_resume_data(m_session.get(), id.value);
}

Http2Unanswered Http2ClientSession::cancel(StreamId id)
{
    Http2Unanswered end{.stream = id, .evidence = Evidence::NotDelivered};
    const auto found = m_streams.find(id);
    if (found == m_streams.end())
        return end;
    const Stream &stream = found->second;
    // What was taken may leave yet, because what follows it in the output may be somebody else's.
    if (stream.endsAt)
        end.evidence = Evidence::Unknown;
    end.bytesHandedOver = stream.taken();
    m_streams.erase(found);
    if (!m_failed)
        nghttp2_submit_rst_stream(m_session.get(), NGHTTP2_FLAG_NONE, id.value, NGHTTP2_CANCEL);
    return end;
}

void Http2ClientSession::receive(QByteArrayView data, SteadyTime now)
{
    m_now = now;
    if (m_failed || data.isEmpty() || isHttp1(data))
        return;
    const auto *bytes = reinterpret_cast<const uint8_t *>(data.data());
    const ssize_t read = nghttp2_session_mem_recv(m_session.get(), bytes, size_t(data.size()));
    if (read >= 0)
        return;
    switch (int(read)) {
    case NGHTTP2_ERR_CALLBACK_FAILURE:
        return fail(NGHTTP2_ENHANCE_YOUR_CALM, m_complaint);
    case NGHTTP2_ERR_FLOODED:
        return fail(NGHTTP2_ENHANCE_YOUR_CALM,
                    u"PING and SETTINGS come faster than our answers leave"_s);
    default:
        return fail(NGHTTP2_INTERNAL_ERROR, QString::fromLatin1(nghttp2_strerror(int(read))));
    }
}

/// A peer that does not know HTTP/2 takes its preface for a bad request, and says so in HTTP/1.1. A
/// frame that begins like that would be longer than any may be.
bool Http2ClientSession::isHttp1(QByteArrayView data)
{
    m_sniffed = m_sniffed || (m_first.isEmpty() && !data.startsWith('H'));
    if (m_sniffed)
        return false;
    m_first.append(data);
    if (m_first.contains('\n') || m_first.size() > kLongestFirstLine)
        refuseHttp1();
    return true;
}

void Http2ClientSession::refuseHttp1()
{
    m_failed = true;
    const QString reason =
        u"the peer does not speak HTTP/2 there: it answers \"%1\"; push by --http 1.1"_s.arg(
            QString::fromLatin1(firstLine(m_first)).left(kLongestFirstLine));
    for (const auto &[id, stream] : m_streams)
        reportUnanswered(id, stream, Evidence::NotDelivered, reason);
    m_streams.clear();
}

void Http2ClientSession::connectionLost(const QString &reason, bool unread)
{
    if (!m_first.isEmpty())
        return refuseHttp1();
    m_failed = true;
    m_lastWords.clear();
    for (const auto &[id, stream] : m_streams) {
        if (stream.answered)
            continue;
        if (unread) {
            reportUnanswered(id, stream, Evidence::NotDelivered, reason);
            continue;
        }
        QString why =
            reason + (stream.began ? u" in the middle of its answer"_s : u" without an answer"_s);
        if (!m_greeted)
            why += u"; perhaps it does not speak HTTP/2 there"_s;
        reportUnanswered(id, stream, stream.handedOver ? Evidence::Unknown : Evidence::NotDelivered,
                         why);
    }
    m_streams.clear();
}

QByteArray Http2ClientSession::takeOutput(qsizetype most)
{
    QByteArray out;
    while (!m_failed && out.size() < most) {
        const uint8_t *frame = nullptr;
        const ssize_t size = nghttp2_session_mem_send(m_session.get(), &frame);
        if (size < 0)
            fail(NGHTTP2_INTERNAL_ERROR, QString::fromLatin1(nghttp2_strerror(int(size))));
        if (size <= 0)
            break;
        out.append(reinterpret_cast<const char *>(frame), size);
        m_taken += size;
        for (const StreamId id : std::exchange(m_endedByFrame, {})) {
            if (Stream *stream = find(id)) {
                stream->endsAt = m_taken;
                m_leaving.push({id, m_taken});
            }
        }
    }
    noteLeft(); // What is waited for may have left before.
    if (m_failed) {
        m_taken += m_lastWords.size();
        out.append(std::exchange(m_lastWords, {}));
    }
    return out;
}

void Http2ClientSession::outputWritten(qint64 bytes)
{
    m_written += bytes;
    noteLeft();
}

void Http2ClientSession::noteLeft()
{
    while (!m_leaving.empty() && m_leaving.front().end <= m_written) {
        const Leaving left = m_leaving.take();
        const StreamId id = left.stream;
        Stream *stream = find(id);
        if (!stream || stream->answered)
            continue;
        if (!left.whole) {
            m_events.emplace_back(Http2PartLeft{id});
            continue;
        }
        stream->handedOver = true;
        m_events.emplace_back(Http2HandedOver{id});
    }
}

bool Http2ClientSession::isOver() const
{
    if (m_failed)
        return m_lastWords.isEmpty();
    return nghttp2_session_want_write(m_session.get()) == 0
        && (nghttp2_session_want_read(m_session.get()) == 0 || (isEnding() && m_streams.empty()));
}

/// After it nghttp2 is not asked any more: what it may have to say would be about a connection that
/// is at its end.
void Http2ClientSession::fail(quint32 code, const QString &reason)
{
    m_failed = true;
    m_lastWords = goAwayFrame({0}, code, reason.toUtf8());
    endAll(reason);
}

/// The connection ends by our own word. What was taken of the output may leave yet.
void Http2ClientSession::endAll(const QString &reason)
{
    for (const auto &[id, stream] : m_streams) {
        if (!stream.answered)
            reportUnanswered(id, stream, stream.endsAt ? Evidence::Unknown : Evidence::NotDelivered,
                             reason);
    }
    m_streams.clear();
}

void Http2ClientSession::reportUnanswered(StreamId id, const Stream &stream, Evidence evidence,
                                          const QString &reason)
{
    m_events.emplace_back(Http2Unanswered{
        .stream = id, .evidence = evidence, .bytesHandedOver = stream.taken(), .reason = reason});
}

} // namespace pushbench::wire
