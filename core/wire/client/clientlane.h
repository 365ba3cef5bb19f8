// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/attempt.h"
#include "core/wire/client/requestfault.h"

#include <QObject>

namespace pushbench::wire {

/// Carries one request at a time and never sends one twice on its own; what became of it is told
/// exactly once. With HTTP/1.1 a lane is a connection, with HTTP/2 a stream of one that the lanes
/// share.
class ClientLane : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientLane)

public:
    using QObject::QObject;

    /// Sends a head and its body, connecting first where needed. Only when idle and open.
    /// finished() never comes before it returns.
    virtual void send(QByteArray request, bool isHead = false) = 0;

    /// The same, but it goes wrong on purpose; the log's fault says how, and its evidence what a
    /// peer can have of it. On HTTP/2 only with what is for a stream (isForAStream()).
    virtual void sendWrong(QByteArray request, RequestFault fault) = 0;

    [[nodiscard]] virtual bool isIdle() const noexcept = 0;

    /// May it send now? Not while the peer allows no more requests at a time.
    [[nodiscard]] virtual bool isOpen() const noexcept { return true; }

    /// Gives up the attempt under way, if any; finished() follows.
    virtual void abort(const QString &why) = 0;

Q_SIGNALS:
    /// Whoever hears it may send the next request at once, but must not delete the lane.
    void finished(const pushbench::wire::AttemptLog &log);
};

} // namespace pushbench::wire
