// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/tls/certificates.h"
#include "core/wire/tls/tlssettings.h"

#include <QTemporaryDir>

/// Certificates that the openssl command makes in a folder of its own: what people really have.
class TestCertificates
{
public:
    TestCertificates();

    [[nodiscard]] bool isValid() const { return m_trouble.isEmpty(); }
    [[nodiscard]] QString trouble() const { return m_trouble; }

    /// The path of a file in the folder.
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    /// NAME.pem and NAME.key, signed by itself and good as an authority.
    void makeAuthority(const QString &name);

    /// NAME.pem and NAME.key, signed by that authority for a client or a server on 127.0.0.1.
    void makeSigned(const QString &name, const QString &authority);

    void run(const QStringList &arguments);
    void write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QByteArray read(const QString &name) const;
    [[nodiscard]] pushbench::wire::Identity identity(const QString &name) const;
    [[nodiscard]] QList<QSslCertificate> authorities(const QString &name) const;

private:
    QTemporaryDir m_folder;
    QString m_trouble;
};

/// A server's settings with a fresh self-signed certificate.
[[nodiscard]] pushbench::wire::TlsSettings selfSignedSettings();
