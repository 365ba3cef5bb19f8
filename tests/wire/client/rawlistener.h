// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/wire/server/rawpeer.h"

#include <vector>

namespace pushbench::wire {

/// A listening socket on 127.0.0.1 that accepts when a test says so, and counts.
class RawListener
{
    Q_DISABLE_COPY_MOVE(RawListener)

public:
    explicit RawListener(int backlog = 16);
    ~RawListener();

    [[nodiscard]] quint16 port() const { return m_port; }

    /// The next peer that connects, reading from the start unless told otherwise; owned by the
    /// listener. None when nobody comes.
    [[nodiscard]] RawPeer *next(bool reads = true);
    [[nodiscard]] RawPeer *last() const { return m_peers.back().get(); }

    /// Connections until now, those that nobody asked for included.
    [[nodiscard]] int accepted();

    /// Connects until the kernel lets nobody else in; close them in the end.
    [[nodiscard]] std::vector<int> fillBacklog() const;
    static void closeAll(const std::vector<int> &descriptors);

private:
    [[nodiscard]] bool acceptOne(bool reads);

    int m_descriptor;
    quint16 m_port = 0;
    std::vector<std::unique_ptr<RawPeer>> m_peers;
};

} // namespace pushbench::wire
