// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <chrono>
#include <functional>

namespace pushbench::wire {

/// A loaded machine is slow; a broken program waits for ever.
inline constexpr std::chrono::seconds kPatience{20};

/// Runs the event loop until that holds; false after a time that only a broken program takes.
[[nodiscard]] bool spinUntil(const std::function<bool()> &holds);

/// Handles what is there to be handled now, and nothing that needs waiting.
void spinOnce();

/// One end of a connection that sends whatever bytes a test wants and keeps everything that it
/// received, by TCP alone (RawPeer) or inside TLS (TlsPeer).
class Peer
{
    Q_DISABLE_COPY_MOVE(Peer)

public:
    virtual ~Peer() = default;

    /// Sends all of it, running the event loop while the other end does not take it. False when the
    /// connection broke.
    virtual bool send(QByteArrayView bytes) = 0;

    /// One byte at a time, each read before the next is sent.
    bool sendSliced(QByteArrayView bytes);

    [[nodiscard]] const QByteArray &received() const { return m_received; }

    /// The other end has closed, orderly or by a reset.
    [[nodiscard]] virtual bool ended() const = 0;
    [[nodiscard]] virtual bool wasReset() const = 0;

    [[nodiscard]] bool waitFor(QByteArrayView part);
    [[nodiscard]] bool waitForEnd();

protected:
    Peer() = default;

    QByteArray m_received;
};

} // namespace pushbench::wire
