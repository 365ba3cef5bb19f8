// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/answerqueue.h"
#include "core/wire/http1parser.h"
#include "core/wire/phaseclock.h"
#include "core/wire/server.h"
#include "core/wire/transport.h"

namespace pushbench::wire {

/// One accepted connection: moves bytes between its transport, the codec and the queue of its
/// answers, and ends when its deadlines say so. Owned by the Server, on the Server's thread.
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
    [[nodiscard]] SteadyTime now() const;
    void goOnReading();
    void writeOut();
    void tellSettled();
    void checkSent();
    void finishSending();
    void die();

    Server &m_server;
    const ConnectionId m_id;
    QByteArray m_peer;
    std::unique_ptr<Transport> m_transport;
    RequestParser m_parser;
    QByteArray m_unread; ///< Read, not parsed yet.
    ByteHold m_hold;     ///< Counts what is kept of a request that is not whole yet.
    Moment m_began;      ///< The first byte of the request that is being read.
    PhaseClock m_phase;
    AnswerQueue m_answers;
    SteadyTime m_writeStalled; ///< When the transport last took bytes, while there are some left.
    bool m_closeAfter = false; ///< The last answer ends the connection; nothing more is read.
    bool m_ended = false;      ///< The peer has closed its sending side.
    bool m_stopped = false;
    bool m_waitingForRoom = false;
    bool m_owesContinue = false; ///< 100 (Continue) is due once the answers before it are out.
    bool m_dirty = false;
    bool m_dead = false;

    friend class Server;
};

} // namespace pushbench::wire
