// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/attempt.h"
#include "core/wire/http2/http2clientstream.h"
#include "core/wire/http2/http2frameguard.h"
#include "core/wire/ids.h"
#include "core/wire/shortqueue.h"

#include <map>
#include <memory>
#include <variant>
#include <vector>

struct nghttp2_session;

namespace pushbench::wire {

/// The kernel has the last byte of a request. Comes before its end, if at all.
struct Http2HandedOver
{
    StreamId stream{};
};

/// Of a request that is sent in parts (send()): the kernel has what may leave, and more is waited
/// for. Not after its last byte, which is Http2HandedOver.
struct Http2PartLeft
{
    StreamId stream{};
};

/// The answer has begun.
struct Http2AnswerBegan
{
    StreamId stream{};
};

/// A request's end, one of two; exactly once for each that was sent and not cancelled.
struct Http2Answered
{
    StreamId stream{};
    ReceivedResponse response{};
};
struct Http2Unanswered
{
    StreamId stream{};
    Evidence evidence = Evidence::Unknown;
    qint64 bytesHandedOver = 0; ///< At least so many; of head and body.
    QString reason{};
};

using Http2ClientEvent =
    std::variant<Http2HandedOver, Http2PartLeft, Http2AnswerBegan, Http2Answered, Http2Unanswered>;

/// The client's half of HTTP/2 (RFC 9113) over nghttp2, the mirror of Http2ServerSession. Does no
/// IO: the owner shows it bytes and the time, takes events after each call that is not const, and
/// takes output whenever its transport has room. Lives on its owner's thread.
///
/// What became of a request that was not answered is certain in three cases: its last byte was not
/// handed over before the connection broke; the peer refused the stream (REFUSED_STREAM); a GOAWAY
/// named a last stream before it (section 6.8). Else nobody knows.
class Http2ClientSession
{
    Q_DISABLE_COPY_MOVE(Http2ClientSession)

public:
    Http2ClientSession(const Limits &limits, const Http2Limits &http2Limits);
    ~Http2ClientSession();

    /// How many requests may be sent now: what the peer's SETTINGS leave; one until they have come.
    /// 0 for good once isEnding().
    [[nodiscard]] qint64 room() const;

    /// Takes no more requests: the peer said GOAWAY, or the connection is at its end.
    [[nodiscard]] bool isEnding() const;

    /// A head in the notation of HeadBuilder and a body, in one piece. Nothing when it cannot be
    /// sent, although there is room; isEnding() then. Of the body no more than `mayLeave` bytes
    /// leave before letLeave().
    [[nodiscard]] std::optional<StreamId> send(QByteArray message, qsizetype mayLeave = kWhole);
    static constexpr qsizetype kWhole = std::numeric_limits<qsizetype>::max();

    /// So many bytes more of its body may leave.
    void letLeave(StreamId id, qsizetype bytes);

    /// Nobody waits for that answer any more, and no event follows; says what became of the
    /// request.
    [[nodiscard]] Http2Unanswered cancel(StreamId id);

    /// Bytes of the connection in any slices.
    void receive(QByteArrayView data, SteadyTime now);

    /// The connection is gone, or the peer has closed its sending side: no more answers come.
    /// Unread: by the peer's own word it has looked at nothing of it.
    void connectionLost(const QString &reason, bool unread = false);

    [[nodiscard]] std::vector<Http2ClientEvent> takeEvents() { return std::exchange(m_events, {}); }

    /// Frames to send: as many as make up `most` bytes, and the rest of the last one. Empty when
    /// there is nothing to send, or nothing that the peer's windows let through.
    [[nodiscard]] QByteArray takeOutput(qsizetype most);

    /// The kernel took that many bytes of what takeOutput() gave.
    void outputWritten(qint64 bytes);

    /// Nothing will be read or sent any more: once the output is out, close.
    [[nodiscard]] bool isOver() const;

    /// The peer agreed to speak HTTP/2: its SETTINGS came.
    [[nodiscard]] bool isGreeted() const noexcept { return m_greeted; }
    [[nodiscard]] qsizetype openStreams() const noexcept { return qsizetype(m_streams.size()); }

private:
    friend struct Http2ClientCallbackTable;
    using Stream = Http2ClientStream;

    struct SessionDeleter
    {
        void operator()(nghttp2_session *session) const;
    };

    /// A request whose last byte is among the output, or the last one that may leave for now.
    struct Leaving
    {
        StreamId stream;
        qint64 end = 0;
        bool whole = true;
    };

    /// What there is of a body to send now.
    enum class Piece : quint8 {
        More,
        Last,
        Later, ///< letLeave() is waited for.
        Gone,  ///< Nobody sends it any more.
    };

    // What nghttp2 tells. A false ends the connection, and m_complaint says why.
    [[nodiscard]] bool frameBegan(quint8 type);
    void settingsCame() { m_greeted = true; }
    void answerBegan(StreamId id);
    void fieldCame(StreamId id, QByteArrayView name, QByteArrayView value);
    void fieldsEnded(StreamId id, bool whole);
    void bodyCame(StreamId id, QByteArrayView data);
    void dataEnded(StreamId id, bool whole);
    void resetCame(StreamId id);
    void invalidFrameCame(StreamId id, const QString &reason);
    void goAwayCame(StreamId last, quint32 code, QByteArrayView text);
    void goAwaySent(quint32 code, QByteArrayView text);
    void endOfStreamSent(StreamId id);
    void streamClosed(StreamId id, quint32 code);
    [[nodiscard]] QByteArrayView bodyPiece(StreamId id, qsizetype most, Piece &piece);
    void noteLeft();

    [[nodiscard]] Stream *find(StreamId id);
    void answerWhole(StreamId id, Stream &stream);
    void giveUp(StreamId id, const Stream &stream);
    void reportUnanswered(StreamId id, const Stream &stream, Evidence evidence,
                          const QString &reason);
    [[nodiscard]] QString closeReason(const Stream &stream, quint32 code) const;
    [[nodiscard]] bool isHttp1(QByteArrayView data);
    void refuseHttp1();
    [[nodiscard]] bool complain(const QString &reason);
    void fail(quint32 code, const QString &reason);
    void endAll(const QString &reason);

    const Limits m_limits;
    const Http2Limits m_http2Limits;
    std::unique_ptr<nghttp2_session, SessionDeleter> m_session;
    SteadyTime m_now; ///< Of the call that is running.
    std::map<StreamId, Stream> m_streams;
    std::vector<Http2ClientEvent> m_events;
    Http2FrameGuard m_frames;
    QByteArray m_first;  ///< The beginning of what came, if it may be HTTP/1.1.
    QString m_complaint; ///< Why a callback ends the connection.
    QString m_goAway;    ///< What the peer's GOAWAY says; empty before it came.
    bool m_goAwayCame = false;
    StreamId m_goAwayLast;
    bool m_greeted = false;
    bool m_sniffed = false; ///< The first byte is one of HTTP/2.
    bool m_failed = false;  ///< nghttp2 may not be used any more.
    bool m_outOfIds = false;
    QByteArray m_lastWords;
    std::vector<StreamId> m_endedByFrame; ///< Requests that the frame being taken completes.
    ShortQueue<Leaving> m_leaving;
    qint64 m_taken = 0;   ///< Bytes of output so far.
    qint64 m_written = 0; ///< Of these, what has left.
};

} // namespace pushbench::wire
