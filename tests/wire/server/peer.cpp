// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/server/peer.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

using namespace std::chrono_literals;

namespace pushbench::wire {

bool spinUntil(const std::function<bool()> &holds)
{
    const QDeadlineTimer deadline(kPatience);
    QTimer heartbeat; // For what no socket and no timer of the program announces.
    heartbeat.start(5ms);
    while (!holds()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void spinOnce()
{
    QCoreApplication::processEvents();
    QCoreApplication::processEvents(); // What the first round queued.
}

bool Peer::sendSliced(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (!send(bytes.sliced(i, 1)))
            return false;
        spinOnce();
    }
    return true;
}

bool Peer::waitFor(QByteArrayView part)
{
    return spinUntil([&] { return m_received.contains(part); });
}

bool Peer::waitForEnd()
{
    return spinUntil([this] { return ended(); });
}

} // namespace pushbench::wire
