// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/server/serverconnection.h"

namespace pushbench::wire {

/// What the connections of both protocols have in common: their share of the budget, writing as
/// fast as the transport takes it, and the timer of answers that drip.
class SessionConnection : public ServerConnection
{
public:
    SessionConnection(Server &server, Link link);
    ~SessionConnection() override;

    void transportWritable() final { writeOut(); }

protected:
    static constexpr int kReadsPerTurn = 4; ///< Then the other connections have their turn.

    /// What is to be sent next. It shows the same bytes, or more, until sent() says that they left.
    [[nodiscard]] virtual QByteArrayView unsent() = 0;
    virtual void sent(qsizetype bytes) = 0;

    /// The transport takes no more, or has taken everything.
    virtual void written() = 0;

    /// The time of setWake() has come.
    virtual void wake() = 0;

    /// Asks for a flush() when control returns to the event loop.
    void markDirty();
    [[nodiscard]] bool isDirty() const noexcept { return m_dirty; }

    /// Of flush(): there is nothing to flush any more. False for a connection that has ended.
    [[nodiscard]] bool beginFlush();
    void writeOut();

    /// The peer has not taken anything for too long.
    [[nodiscard]] bool isWriteOverdue(SteadyTime now) const;

    [[nodiscard]] bool budgetHasRoom() const;

    /// Others may go beyond the budget now.
    void endOverdraft();

    /// Puts what is kept of unfinished requests on the budget's account.
    void growHold(qint64 bytes);
    void setHold(qint64 bytes);

    /// What was counted for them is no longer "being read".
    [[nodiscard]] ByteHold takeHold();
    [[nodiscard]] ByteHold newHold(qint64 bytes) const;
    [[nodiscard]] static qint64 heldSize(const Request &request);

    /// Fills in what every record of a failed request holds, and composes the answer to it.
    [[nodiscard]] FailedRequest failedRequest(quint64 ordinal, Request request, Moment began,
                                              const Refusal &refusal) const;

    void setWake(std::optional<SteadyTime> at);

private:
    ByteHold m_hold;
    SteadyTime m_writeStalled; ///< When the transport last took bytes, while there are some left.
    bool m_outputWaits = false;
    std::unique_ptr<QTimer> m_wake;
};

} // namespace pushbench::wire
