// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

QT_FORWARD_DECLARE_CLASS(QSslSocket)

namespace pushbench::wire {

inline constexpr QByteArrayView kAlpnHttp2 = "h2";
inline constexpr QByteArrayView kAlpnHttp11 = "http/1.1";

/// What one side of TLS shows, trusts and offers. The same for a server and a client; what differs
/// is what its absence means.
struct TlsSettings
{
    /// The own certificate first, then those that lead to its root. A server needs one; a client
    /// that has one shows it when the server asks.
    QList<QSslCertificate> chain{};
    QSslKey key{};

    /// Whom to trust. A server with any demands a certificate of each client (mTLS); a client with
    /// none trusts the system's.
    QList<QSslCertificate> authorities{};

    /// ALPN, the preferred one first; the client's order decides. Empty: none is agreed on. A
    /// client that asks for others only is refused (RFC 7301 section 3.2).
    QByteArrayList protocols{};
    bool insecure = false; ///< A client takes any certificate. Of no meaning to a server.

    friend bool operator==(const TlsSettings &, const TlsSettings &) = default;
};

/// TLS 1.2 and 1.3 only (CORE-1). A client without a certificate of the authorities is refused by
/// an alert that says so.
[[nodiscard]] QSslConfiguration serverConfiguration(const TlsSettings &settings);
[[nodiscard]] QSslConfiguration clientConfiguration(const TlsSettings &settings);

/// What two sides agreed on, for the records.
struct TlsFacts
{
    QByteArray version{};         ///< "TLS 1.3".
    QByteArray cipher{};          ///< "TLS_AES_256_GCM_SHA384".
    QByteArray protocol{};        ///< By ALPN: "h2"; empty when none was agreed on.
    QString peerSubject{};        ///< "CN=feed client,O=Example"; empty without a certificate.
    QByteArray peerFingerprint{}; ///< As fingerprint() in certificates.h gives it.
    bool unverified = false;      ///< A client was told to take any certificate (insecure).

    friend bool operator==(const TlsFacts &, const TlsFacts &) = default;
};

/// Of a socket whose handshake is done.
[[nodiscard]] TlsFacts factsOf(const QSslSocket &socket);

/// "TLS 1.3, TLS_AES_256_GCM_SHA384, h2, client CN=feed client (AB:CD:…)": one line for people.
[[nodiscard]] QString describe(const TlsFacts &facts);

} // namespace pushbench::wire
