// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http1/http1writer.h"
#include "core/wire/http2/http2frameguard.h"
#include "core/wire/http2/http2stream.h"
#include "core/wire/ids.h"
#include "core/wire/server/answerfault.h"
#include "core/wire/shortqueue.h"

#include <map>
#include <memory>
#include <variant>
#include <vector>

struct nghttp2_session;

namespace pushbench::wire {

/// A whole and well-formed request; answer() takes its answer.
struct Http2Request
{
    StreamId stream{};
    Request request{};
    Moment began{};    ///< Its first frame came.
    Moment complete{}; ///< Its last byte came.
};

/// A request that is not passed on. With a status in the refusal, answer() takes the answer that
/// goes back; without, nobody is left to answer. A stream of 0 stands for the connection: it ended
/// by a fault of the peer's while no request was under way.
struct Http2Failure
{
    StreamId stream{};
    Request request{}; ///< What could be read of it.
    Moment began{};
    Moment ended{};
    Refusal refusal{};
};

/// What became of an answer. It comes exactly once for each that answer() took.
struct Http2Settled
{
    StreamId stream;
    bool handedOver = false; ///< All that should leave has left; else it was lost.
};

/// The peer has cancelled that request, or ended its side, while the answer was not out.
struct Http2Left
{
    StreamId stream;
};

using Http2Event = std::variant<Http2Request, Http2Failure, Http2Settled, Http2Left>;

/// Which bodies may go on growing.
enum class Http2Intake : quint8 {
    All,
    Oldest, ///< Only the one that began first, so that bodies end while memory is short.
    None,
};

/// How the owner shall end the connection, for a fault that is one of connections.
enum class ConnectionEnd : quint8 {
    Close,
    Reset,
};

/// The server's half of HTTP/2 (RFC 9113) over nghttp2. Does no IO: the owner shows it bytes and
/// the time, takes events after each call that is not const, and takes output whenever its
/// transport has room. Bodies and answers flow only as fast as the owner lets them: what it does
/// not take is not produced, and what it may not hold is not let in by flow control. Lives on its
/// owner's thread.
class Http2ServerSession
{
    Q_DISABLE_COPY_MOVE(Http2ServerSession)

public:
    Http2ServerSession(const Limits &limits, const Http2Limits &http2Limits, Moment now);
    ~Http2ServerSession();

    /// Bytes of the connection in any slices, the preface first.
    void receive(QByteArrayView data, Moment now);

    /// The peer has closed its sending side: what it did not finish is broken, the rest is
    /// answered.
    void inputEnded(Moment now);

    /// The connection is gone: everything open is broken or lost.
    void connectionLost(Moment now);

    [[nodiscard]] std::vector<Http2Event> takeEvents() { return std::exchange(m_events, {}); }

    /// Would answer() take one?
    [[nodiscard]] bool awaits(StreamId id) const;

    /// Takes the answer to a request, or to a failure with a status; answers may come in any order.
    /// The response is one rendered for HTTP/2; its head's fields are sent as they stand, except
    /// that WrongLength raises a content-length that would be right. A reset or close is left to
    /// the owner, see connectionEnd(). False when the stream is gone, or has its answer.
    bool answer(StreamId id, const RenderedResponse &response, AnswerFault fault, DripPace pace,
                Moment now);

    /// Frames to send: as many as make up `most` bytes, and the rest of the last one. Empty when
    /// there is nothing to send, or nothing that the peer's windows let through.
    [[nodiscard]] QByteArray takeOutput(qsizetype most, Moment now);

    /// The kernel took that many bytes of what takeOutput() gave.
    void outputWritten(qint64 bytes);

    /// An owner that stops reading for its own reasons says None, so that no peer pays for it by a
    /// deadline.
    void setIntake(Http2Intake intake, Moment now);

    /// Heads and bodies of requests that are not whole yet.
    [[nodiscard]] qint64 heldBytes() const noexcept { return m_held; }

    /// No new requests; those under way are still finished and answered.
    void shutdown(Moment now);

    /// To be called regularly, and at wakeAt(). Refuses slow bodies (408), gives up streams whose
    /// answer the peer does not take, ends an idle connection.
    void checkDeadlines(Moment now);

    /// When a dripping answer goes on.
    [[nodiscard]] std::optional<SteadyTime> wakeAt() const;

    /// Nothing will be read or sent any more: once the output is out, close.
    [[nodiscard]] bool isOver() const;

    /// Set once what should leave before it has been written.
    [[nodiscard]] std::optional<ConnectionEnd> connectionEnd() const;

    [[nodiscard]] qsizetype openStreams() const noexcept { return qsizetype(m_streams.size()); }

private:
    friend struct Http2CallbackTable;
    using Stream = Http2Stream;
    using Streams = std::map<StreamId, Stream>;

    struct SessionDeleter
    {
        void operator()(nghttp2_session *session) const;
    };

    /// A connection's end that waits for its turn.
    struct PlannedEnd
    {
        ConnectionEnd how = ConnectionEnd::Close;
        std::optional<qint64> after{}; ///< Bytes of output that leave before it.
    };

    /// An answer whose last byte is among the output.
    struct Leaving
    {
        StreamId stream;
        qint64 end = 0;
    };

    // What nghttp2 tells. A false ends the connection, and m_complaint says why.
    [[nodiscard]] bool frameBegan(quint8 type);
    void headBegan(StreamId id, bool trailers);
    void fieldCame(StreamId id, QByteArrayView name, QByteArrayView value);
    void badFieldCame(StreamId id, QByteArrayView name);
    void headEnded(StreamId id, bool whole);
    void bodyCame(StreamId id, QByteArrayView data);
    [[nodiscard]] bool dataEnded(StreamId id, bool whole);
    [[nodiscard]] bool resetCame(StreamId id, quint32 code);
    [[nodiscard]] bool invalidFrameCame(StreamId id, const QString &reason, bool refused);
    void fieldBlamed(QByteArrayView name);
    void endOfStreamSent(StreamId id);
    void goAwaySent(quint32 code, QByteArrayView reason);
    void streamClosed(StreamId id, quint32 code);
    [[nodiscard]] Http2Piece bodyPiece(StreamId id, qsizetype most);

    [[nodiscard]] Stream *find(StreamId id);
    void recount(Stream &stream);
    void requestWhole(StreamId id, Stream &stream);
    void refuse(StreamId id, Stream &stream, const Refusal &refusal);
    [[nodiscard]] bool mayGrow(StreamId id) const;
    void reportBroken(StreamId id, Stream &stream, const QString &reason);
    void forget(StreamId id);
    void applyIntake();
    [[nodiscard]] bool headsAreDue() const;
    void checkStream(StreamId id, Stream &stream);
    void resetStream(StreamId id, quint32 code);
    void settle(StreamId id, bool handedOver);
    [[nodiscard]] bool complain(const QString &reason);
    void fail(quint32 code, const QString &reason);
    bool endAll(const QString &reason);
    void reportConnection(const QString &reason);
    void sendContinue(StreamId id);
    void submitAnswer(StreamId id, const RenderedResponse &response, AnswerFault fault);
    void planEnd(ConnectionEnd how);
    void noteFrameTaken(qsizetype bytes);

    const Limits m_limits;
    const Http2Limits m_http2Limits;
    std::unique_ptr<nghttp2_session, SessionDeleter> m_session;
    Moment m_now; ///< Of the call that is running.
    Moment m_began;
    SteadyTime m_idleSince;
    Streams m_streams;
    StreamId m_lastStream; ///< The newest that was taken on.
    std::vector<Http2Event> m_events;
    qint64 m_held = 0;
    Http2Intake m_intake = Http2Intake::All;
    RateGate m_resets;
    Http2FrameGuard m_frames;
    bool m_greeted = false;      ///< The preface and the first frame's head have come.
    bool m_dataWasEmpty = false; ///< No byte of the DATA frame has come.
    QString m_complaint;         ///< Why a callback ends the connection.
    QByteArray m_blamedField;    ///< The field that nghttp2 objected to last.
    bool m_inputEnded = false;
    bool m_failed = false; ///< nghttp2 may not be used any more.
    bool m_ended = false;  ///< Everything open was reported; no answer is taken.
    QByteArray m_lastWords;
    std::vector<StreamId> m_endedByFrame; ///< Answers that the frame being taken completes.
    ShortQueue<Leaving> m_leaving;
    std::optional<PlannedEnd> m_plannedEnd;
    qint64 m_taken = 0;   ///< Bytes of output so far.
    qint64 m_written = 0; ///< Of these, what has left.
};

} // namespace pushbench::wire
