// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/proxy.h"
#include "core/wire/limits.h"

#include <memory>
#include <optional>

namespace pushbench::wire {

class TlsClientContext;

/// Where a client's connections go, and how.
struct ClientConfig
{
    QString host;
    quint16 port = 80;
    std::chrono::milliseconds timeout{30'000}; ///< For a whole attempt, connecting included.
    Limits limits{};
    std::shared_ptr<const TlsClientContext> tls{}; ///< None: in the clear.
    std::optional<Proxy> proxy{};

    /// An HTTP proxy makes a tunnel (CONNECT). False: it reads the requests, whose targets are
    /// absolute then (RFC 9112 section 3.2.2); never with TLS.
    bool tunnel = true;
};

/// "no answer within 30 s"; with what was waited for, when that was not an answer.
[[nodiscard]] inline QString timeOutText(const ClientConfig &config, const QString &pending)
{
    return QStringLiteral("%1 within %2 s")
        .arg(pending.isEmpty() ? QStringLiteral("no answer") : pending)
        .arg(double(config.timeout.count()) / 1000);
}

} // namespace pushbench::wire
