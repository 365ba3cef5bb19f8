// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/wire/server/peer.h"

#include <QSocketNotifier>

#include <memory>

namespace pushbench::wire {

/// One end of a TCP connection without any manners: sends what it is told, reads when it is told,
/// closes as rudely as it is told. Keeps everything that it received.
class RawPeer final : public Peer
{
public:
    /// Connects to 127.0.0.1.
    explicit RawPeer(quint16 port);

    /// Takes over a descriptor.
    explicit RawPeer(int descriptor);
    ~RawPeer() override;

    bool send(QByteArrayView bytes) override;

    /// Sends what fits right now; how much that was.
    qsizetype sendSome(QByteArrayView bytes);

    /// "No more from me."
    void shutdownSending();

    /// Closes with a reset instead of an orderly end.
    void reset();
    void close();

    /// A peer that does not read fills the kernel's buffers: up to ten MiB or so.
    void setReading(bool on);

    /// Something waits in the kernel for a peer that does not read.
    [[nodiscard]] bool hasUnread() const;

    QByteArray takeReceived()
    {
        m_firstRead.clear();
        return std::exchange(m_received, {});
    }

    /// What the first read brought, since the start or since takeReceived().
    [[nodiscard]] const QByteArray &firstRead() const { return m_firstRead; }

    /// Segments with data that have come: on loopback one for each write of the other end, unless
    /// it is large.
    [[nodiscard]] quint32 segments() const;

    [[nodiscard]] bool ended() const override { return m_ended; }
    [[nodiscard]] bool wasReset() const override { return m_reset; }

private:
    void start();
    void read();

    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_firstRead;
    bool m_ended = false;
    bool m_reset = false;
};

} // namespace pushbench::wire
