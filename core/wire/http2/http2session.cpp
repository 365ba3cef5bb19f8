// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The session's life: bytes in, deadlines, its end. Answers and output are in http2outgoing.cpp,
// what nghttp2 tells of requests in http2incoming.cpp.

#include "core/wire/http2/http2session.h"

#include "core/wire/http2/http2callbacks.h"
#include "core/wire/http2/nghttp2helpers.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
void Http2ServerSession::SessionDeleter::operator()(nghttp2_session *session) const
{
    nghttp2_session_del(session);
}

Http2ServerSession::Http2ServerSession(const Limits &limits, const Http2Limits &http2Limits,
                                       Moment now)
    : m_limits(limits)
    , m_http2Limits(http2Limits)
    , m_session(Http2Callbacks::open(this, http2Limits))
    , m_now(now)
    , m_began(now)
    , m_idleSince(now.steady)
    , m_resets(http2Limits.resets)
    , m_frames(http2Limits)
{
    const std::array<nghttp2_settings_entry, 4> settings{{
        {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, m_http2Limits.streams},
        {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, m_http2Limits.streamWindow},
        {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, quint32(m_limits.headBytes)},
        {kNoRfc7540Priorities, 1},
    }};
    nghttp2_submit_settings(m_session.get(), NGHTTP2_FLAG_NONE, settings.data(), settings.size());
    nghttp2_session_set_local_window_size(m_session.get(), NGHTTP2_FLAG_NONE, 0,
                                          qint32(m_http2Limits.connectionWindow));
}

Http2ServerSession::~Http2ServerSession() = default;

void Http2ServerSession::receive(QByteArrayView data, Moment now)
{
    m_now = now;
    if (m_failed || m_ended || m_inputEnded)
        return;
    const auto *bytes = reinterpret_cast<const uint8_t *>(data.data());
    const ssize_t read = nghttp2_session_mem_recv(m_session.get(), bytes, size_t(data.size()));
    if (read < 0) {
        switch (int(read)) {
        case NGHTTP2_ERR_BAD_CLIENT_MAGIC:
            return fail(NGHTTP2_PROTOCOL_ERROR, u"the connection does not begin as HTTP/2 does"_s);
        case NGHTTP2_ERR_CALLBACK_FAILURE:
            return fail(NGHTTP2_ENHANCE_YOUR_CALM, m_complaint);
        case NGHTTP2_ERR_FLOODED:
            return fail(NGHTTP2_ENHANCE_YOUR_CALM,
                        u"PING and SETTINGS come faster than their answers are fetched"_s);
        default:
            return fail(NGHTTP2_INTERNAL_ERROR, QString::fromLatin1(nghttp2_strerror(int(read))));
        }
    }
    if (m_intake != Http2Intake::All)
        applyIntake();
}

void Http2ServerSession::inputEnded(Moment now)
{
    m_now = now;
    m_inputEnded = true;
    for (auto &[id, stream] : m_streams) {
        const bool unfinished = stream.unfinished();
        if (unfinished)
            reportBroken(id, stream,
                         u"the peer closed the connection in the middle of the request"_s);
        else if (stream.phase() == Stream::Phase::Whole
                 && (!stream.answer || !stream.answer->isOut()))
            m_events.emplace_back(Http2Left{id});
        if (unfinished || (stream.answer && stream.answer->fault() == AnswerFault::Never))
            resetStream(id, NGHTTP2_CANCEL);
    }
}

void Http2ServerSession::connectionLost(Moment now)
{
    m_now = now;
    m_failed = true;
    m_lastWords.clear();
    static_cast<void>(endAll(u"the connection broke in the middle of the request"_s));
    while (!m_leaving.empty())
        settle(m_leaving.take().stream, false);
}

void Http2ServerSession::setIntake(Http2Intake intake, Moment now)
{
    m_now = now;
    m_intake = intake;
    applyIntake();
}

bool Http2ServerSession::mayGrow(StreamId id) const
{
    if (m_intake != Http2Intake::Oldest)
        return m_intake == Http2Intake::All;
    for (const auto &[other, stream] : m_streams) {
        if (stream.inBody())
            return other == id;
    }
    return false;
}

/// Gives the peer new window for what was held back of a body that may grow again.
void Http2ServerSession::applyIntake()
{
    if (m_failed)
        return;
    for (auto &[id, stream] : m_streams) {
        if (!stream.inBody())
            continue;
        const bool paused = !mayGrow(id);
        if (stream.paused && !paused)
            stream.enter(Stream::Phase::Body, m_now.steady);
        stream.paused = paused;
        if (!paused && stream.unconsumed > 0)
            nghttp2_session_consume_stream(m_session.get(), id.value,
                                           size_t(std::exchange(stream.unconsumed, 0)));
    }
}

void Http2ServerSession::shutdown(Moment now)
{
    m_now = now;
    if (m_failed)
        return;
    nghttp2_submit_goaway(m_session.get(), NGHTTP2_FLAG_NONE,
                          nghttp2_session_get_last_proc_stream_id(m_session.get()),
                          NGHTTP2_NO_ERROR, nullptr, 0);
    for (const auto &[id, stream] : m_streams) {
        if (stream.answer && stream.answer->fault() == AnswerFault::Never)
            resetStream(id, NGHTTP2_CANCEL);
    }
}

void Http2ServerSession::checkDeadlines(Moment now)
{
    m_now = now;
    if (m_failed || m_ended)
        return;
    if (!m_greeted && now.steady - m_began.steady > m_limits.headTime)
        return fail(NGHTTP2_PROTOCOL_ERROR, u"no frame followed the start of the connection"_s);
    if (headsAreDue())
        return fail(NGHTTP2_ENHANCE_YOUR_CALM,
                    u"a head did not end within %1 s"_s.arg(m_limits.headTime.count() / 1000));
    for (auto &[id, stream] : m_streams)
        checkStream(id, stream);
    if (m_intake != Http2Intake::All)
        applyIntake();
    const bool idle = m_streams.empty() && m_intake == Http2Intake::All;
    if (idle && now.steady - m_idleSince > m_limits.idleTime)
        nghttp2_session_terminate_session(m_session.get(), NGHTTP2_NO_ERROR);
}

/// Until a header block ends, the connection can carry nothing else.
bool Http2ServerSession::headsAreDue() const
{
    return std::any_of(m_streams.begin(), m_streams.end(), [this](const auto &entry) {
        return entry.second.headIsDue(m_limits, m_now.steady);
    });
}

void Http2ServerSession::checkStream(StreamId id, Stream &stream)
{
    if (const std::optional<Refusal> slow = stream.judgePace(m_limits, m_now.steady))
        refuse(id, stream, *slow);
    if (!stream.answer)
        return;
    if (const auto due = stream.answer->due(); due && *due <= m_now.steady) {
        stream.answer->drip(m_now.steady);
        nghttp2_session_resume_data(m_session.get(), id.value);
    }
    const std::optional<SteadyTime> stalled = stream.answer->stalledSince();
    if (stalled && m_now.steady - *stalled > m_limits.writeTime)
        resetStream(id, NGHTTP2_CANCEL);
    const std::optional<SteadyTime> silent = stream.answer->silentSince();
    if (silent && m_now.steady - *silent > m_limits.idleTime)
        resetStream(id, NGHTTP2_CANCEL);
}

std::optional<SteadyTime> Http2ServerSession::wakeAt() const
{
    std::optional<SteadyTime> first;
    for (const auto &[id, stream] : m_streams) {
        const auto due = stream.answer ? stream.answer->due() : std::nullopt;
        if (due && (!first || *due < *first))
            first = due;
    }
    return first;
}

bool Http2ServerSession::isOver() const
{
    if (m_failed)
        return m_lastWords.isEmpty();
    if (nghttp2_session_want_write(m_session.get()) != 0)
        return false;
    return nghttp2_session_want_read(m_session.get()) == 0 || (m_inputEnded && m_streams.empty());
}

void Http2ServerSession::resetStream(StreamId id, quint32 code)
{
    nghttp2_submit_rst_stream(m_session.get(), NGHTTP2_FLAG_NONE, id.value, code);
}

/// After it nghttp2 is not asked any more: what it may have to say would be about a connection that
/// is at its end.
void Http2ServerSession::fail(quint32 code, const QString &reason)
{
    m_failed = true;
    m_lastWords = goAwayFrame(m_lastStream, code, reason.toUtf8());
    reportConnection(reason);
}

} // namespace pushbench::wire
