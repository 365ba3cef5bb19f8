// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/tlstrouble.h"

#include <QList>

#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

struct AlertText
{
    QSsl::AlertType alert;
    QStringView text;
};

constexpr std::array kReceived{
    AlertText{QSsl::AlertType::UnknownCa,
              u"it does not trust the server's certificate; give it the certificate, or the"
              " authority that signed it, to trust"},
    AlertText{QSsl::AlertType::BadCertificate,
              u"it does not accept the server's certificate; see that it names the host that the"
              " client asks for"},
    AlertText{QSsl::AlertType::CertificateUnknown,
              u"it does not accept the server's certificate; see that it names the host that the"
              " client asks for, and that the client trusts it"},
    AlertText{QSsl::AlertType::CertificateExpired,
              u"to it the server's certificate has expired; renew it, or set the client's clock"},
    AlertText{QSsl::AlertType::UnsupportedCertificate, u"it cannot use a certificate of this kind"},
    AlertText{QSsl::AlertType::ProtocolVersion, u"it speaks no version of TLS in common with us"},
    // Qt answers a request for other protocols by an ALPN extension without content.
    AlertText{QSsl::AlertType::DecodeError,
              u"it cannot read our answer; most likely it asks by ALPN for protocols that are not"
              " spoken here"},
    AlertText{QSsl::AlertType::CloseNotify, u"it changed its mind"},
    AlertText{QSsl::AlertType::UserCancelled, u"it changed its mind"},
};

constexpr std::array kSent{
    AlertText{QSsl::AlertType::ProtocolVersion,
              u"the peer speaks only versions older than TLS 1.2; only 1.2 and 1.3 are allowed"},
    AlertText{QSsl::AlertType::HandshakeFailure,
              u"no cipher or group in common; the peer's TLS is too old or too narrow"},
    AlertText{QSsl::AlertType::CertificateRequired,
              u"the peer showed no certificate; give it a client certificate"},
    AlertText{QSsl::AlertType::UnexpectedMessage, u"the peer broke the rules of TLS"},
    AlertText{QSsl::AlertType::DecodeError, u"the peer sent what cannot be read as TLS"},
};

/// TLS 1.2 has no alert of its own for it.
std::optional<QSsl::AlertType> reasonToRefuse(const HandshakeTrouble &trouble)
{
    if (trouble.alertSent == QSsl::AlertType::HandshakeFailure
        && trouble.libraryText.contains(u"did not return a certificate"))
        return QSsl::AlertType::CertificateRequired;
    return trouble.alertSent;
}

template <size_t Size>
QStringView textOf(const std::array<AlertText, Size> &texts, std::optional<QSsl::AlertType> alert)
{
    for (const AlertText &known : texts) {
        if (known.alert == alert)
            return known.text;
    }
    return {};
}

QString withLibraryText(const QString &text, const HandshakeTrouble &trouble)
{
    return trouble.libraryText.isEmpty() ? text : text + u" ("_s + trouble.libraryText + u')';
}

} // namespace

QString describe(const HandshakeTrouble &trouble)
{
    if (!trouble.verification.isEmpty())
        return u"the TLS handshake was refused: the client's certificate does not do: %1"_s.arg(
            trouble.verification);
    if (trouble.alertReceived) {
        const QStringView text = textOf(kReceived, trouble.alertReceived);
        return withLibraryText(u"the peer broke off the TLS handshake: %1"_s.arg(
                                   text.isEmpty()
                                       ? u"by alert %1"_s.arg(int(*trouble.alertReceived))
                                       : text.toString()),
                               trouble);
    }
    if (trouble.alertSent) {
        const QStringView text = textOf(kSent, reasonToRefuse(trouble));
        return withLibraryText(
            u"the TLS handshake was refused: %1"_s.arg(
                text.isEmpty() ? u"with alert %1"_s.arg(int(*trouble.alertSent)) : text.toString()),
            trouble);
    }
    if (trouble.peerLeft)
        return u"the peer closed the connection during the TLS handshake"_s;
    return u"the TLS handshake failed: %1"_s.arg(trouble.libraryText);
}

} // namespace pushbench::wire
