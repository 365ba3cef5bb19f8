// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http2/http2clientsession.h"
#include "tests/wire/http2/http2frames.h"
#include "tests/wire/transcript.h"

namespace pushbench::wire {

/// The owner of a client's session, in memory and driven by hand. Writes down what the session
/// tells and, of the frames that it sends, those that end something; a line for each:
///
///   1 handed over
///   1 began
///   1 answered 200 "ok"
///   3 not delivered: the peer refused the request's stream, unread
///   > 3 rst CANCEL
///   > goaway PROTOCOL_ERROR
class ClientStory
{
public:
    explicit ClientStory(const Limits &limits = {}, const Http2Limits &http2Limits = {});

    /// POST /hook to the host h.
    StreamId send(const QByteArray &body = "hello");
    void cancel(StreamId id);
    void receive(const QByteArray &bytes, const Slicer &slicer = inOnePiece());
    void lose(const QString &reason = QStringLiteral("the peer closed the connection"));

    /// The kernel takes that much of the output.
    void write(qint64 most = 1 << 30);

    /// The lines since the last call, without those of answers that began.
    [[nodiscard]] QByteArray take();

    [[nodiscard]] Http2ClientSession &session() { return m_session; }

    /// Body bytes that have left on all streams.
    [[nodiscard]] qint64 bodyBytes() const { return m_bodyBytes; }

    template <typename Duration>
    void pass(Duration time)
    {
        m_now += time;
    }

private:
    void takeEvents();
    void note(const Http2ClientEvent &event);
    void noteFrames();
    void line(StreamId stream, const QByteArray &text);

    Http2ClientSession m_session;
    SteadyTime m_now{};
    QByteArray m_out; ///< Taken from the session and not written.
    QByteArray m_written;
    qint64 m_bodyBytes = 0;
    bool m_prefaceLeft = false;
    QByteArray m_lines;
};

/// SETTINGS of a server.
[[nodiscard]] QByteArray settingsFrame(quint16 setting = 0, quint32 value = 0);
[[nodiscard]] QByteArray goAwayBytes(qint32 last, quint32 code = NGHTTP2_NO_ERROR,
                                     const QByteArray &text = {});
[[nodiscard]] QByteArray windowFrame(qint32 stream, quint32 by);

/// ":status" and more, with the body that ends the stream.
[[nodiscard]] QByteArray answerBytes(qint32 stream, const char *status = "200",
                                     const QByteArray &body = "ok", const Fields &more = {});

} // namespace pushbench::wire
