// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/tlssettings.h"

#include "core/wire/tls/certificates.h"

#include <QSslCipher>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

void setCommon(QSslConfiguration &configuration, const TlsSettings &settings)
{
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setLocalCertificateChain(settings.chain);
    configuration.setPrivateKey(settings.key);
    configuration.setAllowedNextProtocols(settings.protocols);
}

QByteArray versionName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return "TLS 1.2"_ba;
    case QSsl::TlsV1_3:
        return "TLS 1.3"_ba;
    default: // Qt's enum has ranges and DTLS too; no other is ever agreed on here.
        return "unknown"_ba;
    }
}

} // namespace

QSslConfiguration serverConfiguration(const TlsSettings &settings)
{
    QSslConfiguration configuration;
    setCommon(configuration, settings);
    // These and no others: without this call OpenSSL would look among the system's, too.
    configuration.setCaCertificates(settings.authorities);
    const bool demands = !settings.authorities.isEmpty();
    configuration.setPeerVerifyMode(demands ? QSslSocket::VerifyPeer : QSslSocket::VerifyNone);
    // Both make the refusal part of the handshake. Otherwise it would come after it, as a mere
    // close, and the client would have to guess why.
    configuration.setHandshakeMustInterruptOnError(demands);
    configuration.setMissingCertificateIsFatal(demands);
    return configuration;
}

QSslConfiguration clientConfiguration(const TlsSettings &settings)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    setCommon(configuration, settings);
    if (!settings.authorities.isEmpty())
        configuration.setCaCertificates(settings.authorities);
    configuration.setPeerVerifyMode(settings.insecure ? QSslSocket::VerifyNone
                                                      : QSslSocket::VerifyPeer);
    return configuration;
}

TlsFacts factsOf(const QSslSocket &socket)
{
    const QSslConfiguration agreed = socket.sslConfiguration();
    const QSslCertificate peer = agreed.peerCertificate();
    TlsFacts facts{.version = versionName(agreed.sessionProtocol()),
                   .cipher = agreed.sessionCipher().name().toLatin1()};
    // Without ALPN Qt names "http/1.1" all the same, which nobody agreed on.
    if (agreed.nextProtocolNegotiationStatus()
        == QSslConfiguration::NextProtocolNegotiationNegotiated)
        facts.protocol = agreed.nextNegotiatedProtocol();
    if (!peer.isNull()) {
        facts.peerSubject = subjectText(peer);
        facts.peerFingerprint = fingerprint(peer);
    }
    return facts;
}

QString describe(const TlsFacts &facts)
{
    QStringList parts{QString::fromLatin1(facts.version), QString::fromLatin1(facts.cipher)};
    if (!facts.protocol.isEmpty())
        parts << QString::fromLatin1(facts.protocol);
    if (!facts.peerFingerprint.isEmpty())
        parts << u"peer %1 (%2)"_s.arg(facts.peerSubject,
                                       QString::fromLatin1(facts.peerFingerprint));
    if (facts.unverified)
        parts << u"NOT VERIFIED"_s;
    return parts.join(u", ");
}

} // namespace pushbench::wire
