// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http1parser.h"
#include "core/wire/server.h"
#include "core/wire/shortqueue.h"
#include "core/wire/transport.h"

namespace pushbench::wire {

/// One accepted connection: moves bytes between its transport and the codec, keeps answers in the
/// order of their requests, and counts its deadlines. Owned by the Server, on the Server's thread.
class ServerConnection final : public TransportUser
{
public:
    ServerConnection(Server &server, ConnectionId id, qintptr descriptor);
    ~ServerConnection();

    [[nodiscard]] ConnectionId id() const noexcept { return m_id; }
    [[nodiscard]] bool isDead() const noexcept { return m_dead; }

    [[nodiscard]] bool answer(quint64 ordinal, RenderedResponse response, Cookie cookie);
    [[nodiscard]] bool awaits(quint64 ordinal) const;
    void flush();

    /// The budget has room again, or the pipeline has.
    void resumeReading();
    void stopReading();
    void checkDeadline(SteadyTime now);

    void transportReadable() override;
    void transportWritable() override;

private:
    enum class Phase : quint8 {
        Idle, ///< Between requests.
        Head,
        Body,
        Draining, ///< The last answer is out and our side is shut; the peer may finish sending.
    };

    /// A request that awaits its answer, or an answer that awaits its turn.
    struct Slot
    {
        std::optional<RenderedResponse> response{};
        Cookie cookie{};
    };

    /// An answer whose bytes are queued for the transport.
    struct Leaving
    {
        quint64 ordinal = 0;
        qint64 end = 0; ///< It is out when that many bytes have left.
        Cookie cookie{};
    };

    [[nodiscard]] bool mayRead();
    [[nodiscard]] bool hasRoom();
    [[nodiscard]] bool readSome();
    [[nodiscard]] Transport::Moved readBody();
    void parse(QByteArrayView data);
    void countHeld();
    [[nodiscard]] ByteHold takeHold();
    [[nodiscard]] bool handle(const Parsed &parsed, QByteArrayView unread);
    void requestComplete();
    void refuse(const Refusal &refusal, QByteArrayView unread);
    void reportBroken(const QString &reason);
    [[nodiscard]] FailedRequest failedRequest(const Refusal &refusal, QByteArrayView unread);
    void peerEnded();
    void enter(Phase phase);
    void goOnReading();
    void collectAnswers();
    void writeOut();
    void settle();
    void settled(quint64 ordinal, const Cookie &cookie, AnswerFate fate);
    void loseWaiting();
    void finishSending();
    void die();

    Server &m_server;
    const ConnectionId m_id;
    QByteArray m_peer;
    std::unique_ptr<Transport> m_transport;
    RequestParser m_parser;
    QByteArray m_unread; ///< Read, not parsed yet.
    ByteHold m_hold;     ///< Counts what is kept of a request that is not whole yet.
    Phase m_phase = Phase::Idle;
    Moment m_began;
    SteadyTime m_phaseBegan;
    SteadyTime m_lastRead;      ///< When the body last grew.
    SteadyTime m_writeStalled;  ///< When the transport last took bytes, while there are some left.
    quint64 m_nextOrdinal = 0;  ///< Of the next request.
    quint64 m_firstWaiting = 0; ///< Of m_slots.front().
    ShortQueue<Slot> m_slots;
    ShortQueue<Leaving> m_leaving;
    QByteArray m_out;
    qsizetype m_outAt = 0; ///< Bytes of m_out that have left.
    qint64 m_queuedTotal = 0;
    qint64 m_sentTotal = 0;
    bool m_closeAfter = false; ///< The last answer ends the connection; nothing more is read.
    bool m_ended = false;      ///< The peer has closed its sending side.
    bool m_stopped = false;
    bool m_paused = false; ///< We do not read, by our own choice: no deadline runs.
    bool m_waitingForRoom = false;
    bool m_owesContinue = false; ///< 100 (Continue) is due once the answers before it are out.
    bool m_dirty = false;
    bool m_dead = false;

    friend class Server;
};

} // namespace pushbench::wire
