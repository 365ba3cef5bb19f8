// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/wire/tls/tlssettings.h"

#include <QStringList>

namespace pushbench::app {

/// What a person says about it.
struct TlsOptions
{
    bool selfSigned = false;
    QString certificate{}; ///< PEM file, with its key.
    QString key{};
    QString clientCa{};                       ///< PEM file; empty: clients show no certificate.
    QString prefix = QStringLiteral("--tls"); ///< Of the flags that the first three come from.
};

/// How a server of ours is to speak TLS, and what its clients have to know for it.
struct ServerTls
{
    wire::TlsSettings settings{};
    QByteArray fingerprint{};   ///< Of the own certificate, SHA-256.
    QByteArray selfSignedPem{}; ///< Made for this run: what clients have to trust.
    QStringList warnings{};
};

/// --tls-cert and --tls-key, or --tls-self-signed; with --client-ca every client must show a
/// certificate. Nothing when none of them is given.
[[nodiscard]] Result<std::optional<ServerTls>> readServerTls(const TlsOptions &options,
                                                             const QString &host, WallTime now);

} // namespace pushbench::app
