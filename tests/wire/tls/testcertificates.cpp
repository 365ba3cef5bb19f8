// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/tls/testcertificates.h"

#include "core/wire/tls/selfsigned.h"

#include <QFile>
#include <QProcess>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

constexpr int kPatience = 30'000;

} // namespace

TestCertificates::TestCertificates()
{
    if (!m_folder.isValid())
        m_trouble = m_folder.errorString();
}

void TestCertificates::run(const QStringList &arguments)
{
    QProcess openssl;
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(u"openssl"_s, arguments);
    if (!openssl.waitForFinished(kPatience) || openssl.exitCode() != 0)
        m_trouble =
            u"openssl %1: %2"_s.arg(arguments.join(u' '), QString::fromUtf8(openssl.readAll()));
}

void TestCertificates::makeAuthority(const QString &name)
{
    run({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
         u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
         u"/CN="_s + name, u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".pem"_s});
}

void TestCertificates::makeSigned(const QString &name, const QString &authority)
{
    write(u"extensions"_s, "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
    run({u"req"_s, u"-new"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
         u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-subj"_s, u"/CN="_s + name, u"-keyout"_s,
         name + u".key"_s, u"-out"_s, name + u".csr"_s});
    run({u"x509"_s, u"-req"_s, u"-in"_s, name + u".csr"_s, u"-CA"_s, authority + u".pem"_s,
         u"-CAkey"_s, authority + u".key"_s, u"-CAcreateserial"_s, u"-days"_s, u"2"_s,
         u"-extfile"_s, u"extensions"_s, u"-out"_s, name + u".pem"_s});
}

void TestCertificates::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qWarning("%s cannot be written", qPrintable(name));
}

QByteArray TestCertificates::read(const QString &name) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::ReadOnly))
        qWarning("%s cannot be read", qPrintable(name));
    return file.readAll();
}

Identity TestCertificates::identity(const QString &name) const
{
    Result<Identity> read =
        readIdentity(path(name + u".pem"_s), path(name + u".key"_s), SystemClock().now().wall);
    if (read)
        return std::move(read).value();
    qWarning("%s", qPrintable(read.fault().message()));
    return {};
}

QList<QSslCertificate> TestCertificates::authorities(const QString &name) const
{
    return identity(name).chain;
}

TlsSettings selfSignedSettings()
{
    const WallTime now = SystemClock().now().wall;
    const Result<SelfSigned> made = makeSelfSigned({}, now);
    if (!made)
        qFatal("%s", qPrintable(made.fault().message()));
    const Result<Identity> identity =
        parseIdentity(made->certificatePem, made->keyPem, now, u"certificate"_s, u"key"_s);
    if (!identity)
        qFatal("%s", qPrintable(identity.fault().message()));
    return {.chain = identity->chain, .key = identity->key};
}
