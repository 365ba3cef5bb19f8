// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/selfsigned.h"

#include "core/wire/tls/libcrypto.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr std::chrono::days kMostDays{398};
constexpr qsizetype kMostHost = 253;

using Extension = std::unique_ptr<X509_EXTENSION, crypto::Free<X509_EXTENSION_free>>;

Fault failed()
{
    char text[256] = {};
    ERR_error_string_n(ERR_peek_last_error(), text, sizeof text);
    return {.kind = FaultKind::Broken,
            .where = u"self-signed certificate"_s,
            .text = u"libcrypto cannot make one: %1; give a certificate of your own instead"_s.arg(
                QString::fromLatin1(text))};
}

/// "DNS:bench.example" or "IP:192.0.2.1"; empty when the host is neither. Nothing of it can be
/// taken for a second entry.
QByteArray alternativeName(const QString &host)
{
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    QHostAddress address;
    if (address.setAddress(bracketed ? host.sliced(1, host.size() - 2) : host)) {
        address.setScopeId({});
        return "IP:" + address.toString().toLatin1();
    }
    const QByteArray name = QUrl::toAce(host);
    const bool clean = !name.isEmpty() && name.size() <= kMostHost
        && std::all_of(name.cbegin(), name.cend(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                   || c == '-' || c == '.';
           });
    return clean ? "DNS:" + name : QByteArray();
}

bool addExtension(X509 *certificate, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// 127 random bits: positive, and never twice.
bool setSerial(X509 *certificate)
{
    unsigned char bytes[16];
    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return false;
    bytes[0] &= 0x7f;
    using Number = std::unique_ptr<BIGNUM, crypto::Free<BN_free>>;
    const Number number(BN_bin2bn(bytes, sizeof bytes, nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

bool setValidity(X509 *certificate, WallTime now, std::chrono::days validity)
{
    using namespace std::chrono;
    const auto seconds = [](WallTime time) {
        return time_t(duration_cast<std::chrono::seconds>(time.time_since_epoch()).count());
    };
    const WallTime end = now + std::clamp(validity, days(1), kMostDays);
    return ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(now - hours(1)))
        && ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(end));
}

bool setName(X509 *certificate)
{
    constexpr QByteArrayView kName = "Pushbench, self-signed";
    X509_NAME *name = X509_get_subject_name(certificate);
    return X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(kName.data()),
                                      int(kName.size()), -1, 0)
        == 1
        && X509_set_issuer_name(certificate, name) == 1;
}

/// Not an authority: whoever trusts it trusts this one server and nothing else. Without a key
/// usage, because one that forbids to sign certificates makes OpenSSL no longer see it as signed by
/// itself, and clients that do not ask for partial chains (Python, Node) then refuse it.
bool addExtensions(X509 *certificate, const QByteArray &names)
{
    return addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE"_ba)
        && addExtension(certificate, NID_ext_key_usage, "serverAuth"_ba)
        && addExtension(certificate, NID_subject_key_identifier, "hash"_ba)
        && addExtension(certificate, NID_subject_alt_name, names);
}

} // namespace

Result<SelfSigned> makeSelfSigned(const QString &host, WallTime now, std::chrono::days validity)
{
    const crypto::ErrorGuard guard;
    QByteArrayList names{"DNS:localhost"_ba, "IP:127.0.0.1"_ba, "IP:::1"_ba};
    if (!host.isEmpty()) {
        const QByteArray name = alternativeName(host);
        if (name.isEmpty())
            return Fault{.kind = FaultKind::Usage,
                         .where = host,
                         .text = u"it is neither a host name nor an address, so no certificate can"
                                 " be made for it"_s};
        if (!names.contains(name))
            names << name;
    }
    const crypto::PKey key(EVP_EC_gen("P-256"));
    const crypto::Certificate certificate(X509_new());
    const bool made = key && certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1
        && setSerial(certificate.get()) && setValidity(certificate.get(), now, validity)
        && setName(certificate.get()) && X509_set_pubkey(certificate.get(), key.get()) == 1
        && addExtensions(certificate.get(), names.join(','))
        && X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0;
    if (!made)
        return failed();
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    X509_digest(certificate.get(), EVP_sha256(), digest, &size);
    return SelfSigned{.certificatePem = crypto::toPem(certificate),
                      .keyPem = crypto::toPem(key),
                      .fingerprint =
                          QByteArray(reinterpret_cast<const char *>(digest), qsizetype(size))
                              .toHex(':')
                              .toUpper()};
}

} // namespace pushbench::wire
