// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http1/http1parser.h"
#include "core/wire/server/answerqueue.h"
#include "core/wire/server/sessionconnection.h"

namespace pushbench::wire {

/// One HTTP/1.1 connection: moves bytes between its transport, the codec and the queue of its
/// answers, and ends when its deadlines say so.
class Http1Connection final : public SessionConnection
{
public:
    /// began: when the first byte came.
    Http1Connection(Server &server, Link link, Moment began);
    ~Http1Connection() override;

    /// With what was read already, if anything.
    void begin(const QByteArray &first);

    /// Refuses a connection that does not even begin as it should.
    void refuseOpening(const Refusal &refusal, const QByteArray &seen);

    [[nodiscard]] bool answer(quint64 ordinal, Answer answer) override;
    [[nodiscard]] bool awaits(quint64 ordinal) const override;
    void flush() override;

    void resumeReading() override;
    void stopReading() override;
    void checkDeadline(SteadyTime now) override;
    void die() override;

    void transportReadable() override;

private:
    using Then = AnswerQueue::Then;

    [[nodiscard]] QByteArrayView unsent() override { return m_answers.unsent(); }
    void sent(qsizetype bytes) override { m_answers.sent(bytes); }
    void written() override;
    void wake() override { flush(); }

    [[nodiscard]] bool mayRead();
    [[nodiscard]] bool hasRoomToRead();
    [[nodiscard]] bool readSome();
    [[nodiscard]] Transport::Moved readBody();
    void parse(QByteArrayView data);
    void countHeld(Moment now);
    [[nodiscard]] bool handle(const Parsed &parsed, QByteArrayView unread, Moment now);
    void requestComplete(Moment now);
    void refuse(const Refusal &refusal, QByteArrayView unread);
    void reportBroken(const QString &reason);
    [[nodiscard]] FailedRequest brokenRequest(const Refusal &refusal, QByteArrayView unread);
    void peerEnded();
    void peerBroke();
    void tellPeerLeft();
    void enter(Phase phase, Moment now);
    void goOnReading();
    void tellSettled();
    void checkSent();
    [[nodiscard]] bool endAsMeant();
    void finishSending();
    void fallSilent();

    RequestParser m_parser;
    QByteArray m_unread; ///< Read, not parsed yet.
    Moment m_began;      ///< The first byte of the request that is being read.
    AnswerQueue m_answers;
    Then m_then = Then::GoOn;  ///< How the last answer ends the connection.
    bool m_closeAfter = false; ///< The last answer ends the connection; nothing more is read.
    bool m_ended = false;      ///< The peer has closed its sending side.
    bool m_stopped = false;
    bool m_owesContinue = false; ///< 100 (Continue) is due once the answers before it are out.
};

} // namespace pushbench::wire
