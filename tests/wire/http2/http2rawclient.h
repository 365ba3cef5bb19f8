// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http2/http2session.h"
#include "tests/support/manualclock.h"
#include "tests/wire/http2/http2transcript.h"
#include "tests/wire/transcript.h"

namespace pushbench::wire {

/// A peer that sends whatever bytes a test wants, and the owner of the session in one: answers
/// every request by 200 and every refusal by its status, and keeps a record of both directions.
class Http2RawClient
{
public:
    explicit Http2RawClient(const Limits &limits = {}, const Http2Limits &http2Limits = {});

    void send(const QByteArray &bytes, const Slicer &slicer = inOnePiece());

    /// Lets the session's output out, and answers what came.
    void pump();

    [[nodiscard]] QByteArray transcript() const { return m_transcript.text(); }
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
    void handle(const Http2Event &event);

    ManualClock m_clock;
    Http2ServerSession m_session;
    Http2Transcript m_transcript;
    QString m_lastReason;
};

} // namespace pushbench::wire
