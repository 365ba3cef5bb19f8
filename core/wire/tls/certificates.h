// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QStringList>

namespace pushbench::wire {

/// SHA-256 over the DER form, "AB:CD:…", as openssl and browsers show it.
[[nodiscard]] QByteArray fingerprint(const QSslCertificate &certificate);

/// "CN=feed client,O=Example".
[[nodiscard]] QString subjectText(const QSslCertificate &certificate);

/// A certificate with the key that proves it.
struct Identity
{
    QList<QSslCertificate> chain{}; ///< The own certificate first.
    QSslKey key{};
    QStringList warnings{}; ///< It can be used, but peers will object: expired, not valid yet.
};

/// Every certificate of a PEM file in its order, at least one: a chain, or authorities to trust.
[[nodiscard]] Result<QList<QSslCertificate>> readCertificates(const QString &file);

/// Both files may be the same one. The key is RSA or EC, not encrypted, and fits the first
/// certificate.
[[nodiscard]] Result<Identity> readIdentity(const QString &certificateFile, const QString &keyFile,
                                            WallTime now);

/// The same from PEM text; the names are for the faults.
[[nodiscard]] Result<Identity> parseIdentity(const QByteArray &certificatePem,
                                             const QByteArray &keyPem, WallTime now,
                                             const QString &certificateName,
                                             const QString &keyName);

/// For clients that are to trust us (curl --cacert). The file is replaced as a whole.
[[nodiscard]] Result<> writeCertificate(const QString &file, const QByteArray &certificatePem);

} // namespace pushbench::wire
