// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/servertrouble.h"

#include "core/wire/tls/libssl.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

struct Known
{
    long code;
    QStringView text;
};

/// %1 the certificate, %2 its validity, %3 its names, %4 the host.
constexpr std::array kVerification{
    Known{X509_V_ERR_CERT_HAS_EXPIRED,
          u"the certificate of %1 is no longer valid (%2); renew it, or set this machine's clock"},
    Known{X509_V_ERR_CERT_NOT_YET_VALID,
          u"the certificate of %1 is not valid yet (%2); set this machine's clock"},
    Known{X509_V_ERR_HOSTNAME_MISMATCH,
          u"its certificate is for %3 and not for %4; push to a name that it holds"},
    Known{X509_V_ERR_IP_ADDRESS_MISMATCH,
          u"its certificate is for %3 and not for %4; push to a name that it holds"},
    Known{X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
          u"nobody that is trusted has signed its certificate (%1, signed by itself); trust it by"
          " --ca with its PEM file"},
    Known{X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
          u"its certificate was signed by an authority that is not trusted (%1); trust that by --ca"
          " with its PEM file"},
    Known{X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
          u"it is not known who signed its certificate (%1); trust the authority by --ca with its"
          " PEM file, or have the server send the whole chain"},
    Known{X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE,
          u"it is not known who signed its certificate (%1); trust the authority by --ca with its"
          " PEM file, or have the server send the whole chain"},
    Known{X509_V_ERR_INVALID_PURPOSE, u"the certificate of %1 is not one for servers"},
    Known{X509_V_ERR_CERT_REVOKED, u"the certificate of %1 was revoked"},
};

constexpr std::array kAlerts{
    Known{SSL_AD_PROTOCOL_VERSION,
          u"it speaks no version of TLS in common with us; 1.2 and 1.3 are spoken here"},
    Known{SSL_AD_NO_APPLICATION_PROTOCOL,
          u"it speaks nothing of what was offered by ALPN (%1); try the other --http"},
    Known{SSL_AD_UNRECOGNIZED_NAME, u"it does not know the name %2; push to one that it serves"},
    Known{SSL_AD_INSUFFICIENT_SECURITY, u"its security demands were not met"},
    Known{SSL_AD_INTERNAL_ERROR, u"it reports an error of its own; its log will say more"},
};

/// What a server may say about a client's certificate, or the lack of it.
constexpr std::array kAboutClient{SSL_AD_HANDSHAKE_FAILURE,
                                  SSL_AD_BAD_CERTIFICATE,
                                  SSL_AD_UNSUPPORTED_CERTIFICATE,
                                  SSL_AD_CERTIFICATE_REVOKED,
                                  SSL_AD_CERTIFICATE_EXPIRED,
                                  SSL_AD_CERTIFICATE_UNKNOWN,
                                  SSL_AD_UNKNOWN_CA,
                                  SSL_AD_ACCESS_DENIED,
                                  SSL_AD_DECRYPT_ERROR,
                                  TLS13_AD_CERTIFICATE_REQUIRED};

bool isAboutClient(int alert)
{
    return std::find(kAboutClient.begin(), kAboutClient.end(), alert) != kAboutClient.end();
}

template <size_t Size>
QStringView textOf(const std::array<Known, Size> &texts, long code)
{
    for (const Known &known : texts) {
        if (known.code == code)
            return known.text;
    }
    return {};
}

QString aboutVerification(const ServerTrouble &trouble)
{
    const QStringView text = textOf(kVerification, trouble.verification);
    const QString what = text.isEmpty()
        ? u"the certificate of %1 does not do: %2"_s.arg(
            trouble.certificate,
            QString::fromLatin1(X509_verify_cert_error_string(trouble.verification)))
        // Every text gets all four, and takes those that it names.
        : text.toString()
              .replace(u"%1"_s, trouble.certificate)
              .replace(u"%2"_s, trouble.validity)
              .replace(u"%3"_s, trouble.names.isEmpty() ? u"nobody by name"_s : trouble.names)
              .replace(u"%4"_s, trouble.host);
    return u"the server is not trusted: %1"_s.arg(what);
}

QString aboutOwnCertificate(const ServerTrouble &trouble)
{
    if (!trouble.certificateAsked)
        return {};
    return trouble.certificateShown
        ? u"it does not take our client certificate; show one that it trusts (--client-cert)"_s
        : u"it wants a client certificate; show one by --client-cert and --client-key"_s;
}

QString aboutAlert(const ServerTrouble &trouble)
{
    const QString own = aboutOwnCertificate(trouble);
    if (isAboutClient(*trouble.alert) && !own.isEmpty())
        return own;
    if (*trouble.alert == SSL_AD_HANDSHAKE_FAILURE)
        return u"no cipher or group in common, or it wants something that we do not have"_s;
    const QStringView text = textOf(kAlerts, *trouble.alert);
    if (text.isEmpty())
        return u"alert %1, %2"_s.arg(*trouble.alert)
            .arg(QString::fromLatin1(SSL_alert_desc_string_long(*trouble.alert)));
    return text.toString().replace(u"%1"_s, trouble.offered).replace(u"%2"_s, trouble.host);
}

} // namespace

bool refusesHandshake(int alert)
{
    return isAboutClient(alert);
}

QString describe(const ServerTrouble &trouble)
{
    if (trouble.verification != X509_V_OK)
        return aboutVerification(trouble);
    if (trouble.alert)
        return (trouble.established ? u"the server broke TLS off: %1"_s
                                    : u"the server broke off the TLS handshake: %1"_s)
            .arg(aboutAlert(trouble));
    if (trouble.notTls)
        return u"what answers there does not speak TLS; if it is plain HTTP, write http://"_s;
    if (trouble.left) {
        const QString own = aboutOwnCertificate(trouble);
        const QString what = trouble.established
            ? u"the server broke the connection off"_s
            : u"the server closed the connection during the TLS handshake"_s;
        return own.isEmpty() ? what : QString(what + u"; perhaps "_s + own);
    }
    return trouble.established ? u"TLS failed: %1"_s.arg(trouble.libraryText)
                               : u"the TLS handshake failed: %1"_s.arg(trouble.libraryText);
}

} // namespace pushbench::wire
