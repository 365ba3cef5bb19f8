// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/wire/client/clientconfig.h"
#include "core/wire/tls/tlssettings.h"

#include <QUrl>

namespace pushbench::producer {

enum class HttpVersion : quint8 {
    Http11,
    Http2, ///< By ALPN over TLS, by prior knowledge without.
};

/// How a producer reaches the consumer, and the token endpoint.
struct Route
{
    HttpVersion http = HttpVersion::Http11;
    wire::TlsSettings tls{}; ///< For https; its protocols follow from http.
    std::optional<wire::Proxy> proxy{};
};

/// Is that an address that this route leads to? Says what and how to mend it; option names the flag
/// that gave it.
[[nodiscard]] Result<> checkTarget(const QUrl &target, const QString &option);

/// Fails only when OpenSSL cannot use what the settings hold.
[[nodiscard]] Result<wire::ClientConfig> clientConfig(const Route &route, const QUrl &target,
                                                      std::chrono::milliseconds timeout);

/// The proxy reads the requests themselves: they name their target in full, and hold its
/// credentials.
[[nodiscard]] bool isForwarded(const Route &route, const QUrl &target);

/// "host:port", and "host" alone where the port is the scheme's own.
[[nodiscard]] QByteArray authorityOf(const QUrl &target);

/// What stands in a request's first line: "/path?query", or all of it when it is forwarded.
[[nodiscard]] QByteArray requestTarget(const Route &route, const QUrl &target);

} // namespace pushbench::producer
