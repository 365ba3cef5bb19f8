// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http2/http2session.h"
#include "tests/support/manualclock.h"
#include "tests/wire/http2/http2frames.h"
#include "tests/wire/transcript.h"

namespace pushbench::wire {

/// A peer that sends whatever bytes a test wants, and the owner of the session in one: answers
/// every request by 200 and every refusal by its status, and keeps a record of both directions, a
/// line for each event and frame that counts, by stream, first the events and then the frames:
///
///   1 request POST /hook "hello"
///   1 answer 200 "ok" end
///   3 refused 413
///   3 answer 413 end
///   3 rst NO_ERROR
///   0 goaway 3 PROTOCOL_ERROR
class Http2RawClient
{
public:
    explicit Http2RawClient(const Limits &limits = {}, const Http2Limits &http2Limits = {});

    void send(const QByteArray &bytes, const Slicer &slicer = inOnePiece());

    /// Lets the session's output out, and answers what came.
    void pump();

    [[nodiscard]] QByteArray transcript() const;
    [[nodiscard]] const QString &lastReason() const { return m_lastReason; }
    [[nodiscard]] Http2ServerSession &session() { return m_session; }
    [[nodiscard]] Moment now() const { return m_clock.now(); }

    template <typename Duration>
    void pass(Duration time)
    {
        m_clock.advance(time);
        m_session.checkDeadlines(now());
        pump();
    }

    bool answers = true; ///< Else requests wait.
    bool reads = true;   ///< Else the output stays in the session.

private:
    void noteEvent(StreamId id, const QByteArray &line);
    void noteFrame(StreamId id, const QByteArray &line);
    void handle(const Http2Event &event);
    void noteFrame(const RawFrame &frame);
    void noteAnswer(const RawFrame &frame);

    struct InflaterDeleter
    {
        void operator()(nghttp2_hd_inflater *inflater) const { nghttp2_hd_inflate_del(inflater); }
    };

    ManualClock m_clock;
    Http2ServerSession m_session;
    std::unique_ptr<nghttp2_hd_inflater, InflaterDeleter> m_inflater;
    struct Lines
    {
        QByteArray events;
        QByteArray frames;
    };
    std::map<qint32, Lines> m_lines;
    QByteArray m_unread;
    QString m_lastReason;
};

/// "PROTOCOL_ERROR" and so on.
[[nodiscard]] QByteArray errorName(quint32 code);

} // namespace pushbench::wire
