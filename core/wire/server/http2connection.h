// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http2/http2session.h"
#include "core/wire/server/sessionconnection.h"

namespace pushbench::wire {

/// One HTTP/2 connection: moves bytes between its transport and the session, and the session's
/// events to the Server's user. The number of a stream is the ordinal of its request.
class Http2Connection final : public SessionConnection
{
public:
    Http2Connection(Server &server, Link link, Moment began);
    ~Http2Connection() override;

    /// With what was read already.
    void begin(const QByteArray &first);

    [[nodiscard]] bool answer(quint64 ordinal, Answer answer) override;
    [[nodiscard]] bool awaits(quint64 ordinal) const override;
    void flush() override;
    void resumeReading() override;
    void stopReading() override;
    void checkDeadline(SteadyTime now) override;
    void die() override;

    void transportReadable() override;

private:
    /// An answer that the session has taken.
    struct Pending
    {
        Cookie cookie{};
        bool doomed = false; ///< By its fault: it is lost even when all of it has left.
    };

    [[nodiscard]] QByteArrayView unsent() override;
    void sent(qsizetype bytes) override;
    void written() override;
    void wake() override;

    [[nodiscard]] bool mayRead();
    void tellEvents();
    void tell(Http2Request &&request);
    void tell(Http2Failure &&failure);
    void tell(const Http2Settled &settled);
    void tell(const Http2Left &left);
    void peerEnded();
    void finish();
    void loseAll();

    Http2ServerSession m_session;
    std::map<StreamId, Pending> m_pending;
    QByteArray m_out; ///< The slice of the session's output that is on its way.
    qsizetype m_outAt = 0;
    Http2Intake m_intake = Http2Intake::All;
    bool m_ended = false; ///< The peer has closed its sending side.
};

} // namespace pushbench::wire
