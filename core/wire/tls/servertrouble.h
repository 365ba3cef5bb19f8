// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace pushbench::wire {

/// What a client knows when TLS with a server comes to nothing.
struct ServerTrouble
{
    QString host{};
    std::optional<int> alert{};    ///< The server's own reason (RFC 8446 section 6.2).
    long verification = 0;         ///< OpenSSL's X509_V_ERR_…, 0 for a certificate that does.
    QString certificate{};         ///< "CN=feed.example", of the one that was judged.
    QString validity{};            ///< "2025-01-01 to 2026-01-01", of the same.
    QString names{};               ///< "feed.example, 127.0.0.1": whom it is for.
    QString offered{};             ///< What we offered by ALPN.
    QString libraryText{};         ///< As OpenSSL puts it.
    bool notTls = false;           ///< What came cannot be TLS.
    bool left = false;             ///< The server closed or reset without a reason.
    bool certificateAsked = false; ///< It asked for a certificate of ours.
    bool certificateShown = false; ///< There was one to show.
    bool established = false;      ///< By our side's book the handshake was over.
};

/// One sentence: what happened, where, and how to mend it where that is known.
[[nodiscard]] QString describe(const ServerTrouble &trouble);

/// By that alert a server ends a handshake that it did not agree to: it has read nothing of what
/// came behind it.
[[nodiscard]] bool refusesHandshake(int alert);

} // namespace pushbench::wire
