// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace pushbench::wire {

/// Runs the event loop until that holds; false after a time that only a broken program takes.
[[nodiscard]] bool spinUntil(const std::function<bool()> &holds);

/// Handles what is there to be handled now, and nothing that needs waiting.
void spinOnce();

/// One end of a TCP connection without any manners: sends what it is told, reads when it is told,
/// closes as rudely as it is told. Keeps everything that it received.
class RawPeer
{
    Q_DISABLE_COPY_MOVE(RawPeer)

public:
    /// Connects to 127.0.0.1.
    explicit RawPeer(quint16 port);

    /// Takes over a descriptor.
    explicit RawPeer(int descriptor);
    ~RawPeer();

    /// Sends all of it, running the event loop while the other end does not take it. False when the
    /// connection broke.
    bool send(QByteArrayView bytes);

    /// Sends what fits right now; how much that was.
    qsizetype sendSome(QByteArrayView bytes);

    /// One byte at a time, each read before the next is sent.
    bool sendSliced(QByteArrayView bytes);

    /// "No more from me."
    void shutdownSending();

    /// Closes with a reset instead of an orderly end.
    void reset();
    void close();

    /// A peer that does not read fills the kernel's buffers: up to ten MiB or so.
    void setReading(bool on);

    /// Something waits in the kernel for a peer that does not read.
    [[nodiscard]] bool hasUnread() const;

    [[nodiscard]] const QByteArray &received() const { return m_received; }
    QByteArray takeReceived()
    {
        m_firstRead.clear();
        return std::exchange(m_received, {});
    }

    /// What the first read brought, since the start or since takeReceived().
    [[nodiscard]] const QByteArray &firstRead() const { return m_firstRead; }

    /// The other end has closed, orderly or by a reset.
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] bool wasReset() const { return m_reset; }

    [[nodiscard]] bool waitFor(QByteArrayView part);
    [[nodiscard]] bool waitForEnd();

private:
    void start();
    void read();

    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_received;
    QByteArray m_firstRead;
    bool m_ended = false;
    bool m_reset = false;
};

} // namespace pushbench::wire
