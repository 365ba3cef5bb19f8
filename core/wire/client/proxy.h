// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QUrl>

namespace pushbench::wire {

/// Who stands between a client and its peer.
struct Proxy
{
    enum class Kind : quint8 {
        Http,   ///< RFC 9110: tunnels by CONNECT, or passes on requests whose target is absolute.
        Socks5, ///< RFC 1928. It looks up the peer's name.
    };

    Kind kind = Kind::Http;
    QString host{};
    quint16 port = 0;
    QByteArray user{}; ///< Empty: it wants no credentials.
    Secret password{};

    /// "http://proxy.example:3128", without the credentials: for people and records.
    [[nodiscard]] QString name() const;

    /// The value of Proxy-Authorization (RFC 7617); empty without a user.
    [[nodiscard]] QByteArray authorization() const;
};

/// http://[user:password@]host[:port], or socks5:// (also socks5h://). The faults never repeat the
/// URL's credentials.
[[nodiscard]] Result<Proxy> readProxy(const QUrl &url);

} // namespace pushbench::wire
