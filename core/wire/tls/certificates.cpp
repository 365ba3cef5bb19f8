// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/certificates.h"

#include "core/wire/tls/libcrypto.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QSaveFile>

#include <openssl/pem.h>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr qint64 kMostPem = 1024 * 1024; ///< A system's whole list of authorities has a quarter.

Result<QByteArray> readFile(const QString &name, QStringView what)
{
    QFile file(name);
    if (!file.exists())
        return Fault{.kind = FaultKind::NotFound,
                     .where = name,
                     .text = u"there is no such file; name the PEM file with %1"_s.arg(what)};
    if (!file.open(QIODevice::ReadOnly))
        return Fault{.kind = FaultKind::Denied,
                     .where = name,
                     .text = u"it cannot be read: %1"_s.arg(file.errorString())};
    const QByteArray content = file.read(kMostPem + 1);
    if (file.error() != QFile::NoError)
        return Fault{.kind = FaultKind::Denied,
                     .where = name,
                     .text = u"it cannot be read: %1"_s.arg(file.errorString())};
    if (content.size() > kMostPem)
        return Fault{
            .kind = FaultKind::Malformed,
            .where = name,
            .text = u"it is larger than %1 bytes, which no PEM file with %2 is"_s.arg(kMostPem).arg(
                what)};
    return content;
}

Fault malformed(const QString &name, const QString &text)
{
    return {.kind = FaultKind::Malformed, .where = name, .text = text};
}

Result<QList<QSslCertificate>> parseCertificates(const QByteArray &pem, const QString &name)
{
    const qsizetype announced =
        pem.count("-----BEGIN CERTIFICATE-----") + pem.count("-----BEGIN TRUSTED CERTIFICATE-----");
    if (announced == 0) {
        const bool der = pem.startsWith('\x30');
        return malformed(name,
                         der ? u"it is in binary form (DER or PKCS#12); make it PEM first:"
                               " openssl x509 -inform der, or openssl pkcs12 -nodes"_s
                             : u"there is no certificate in it; PEM begins with"
                               " -----BEGIN CERTIFICATE-----"_s);
    }
    QList<QSslCertificate> certificates = QSslCertificate::fromData(pem, QSsl::Pem);
    const bool whole = certificates.size() == announced
        && std::none_of(certificates.cbegin(), certificates.cend(),
                        [](const QSslCertificate &one) { return one.isNull(); });
    if (!whole)
        return malformed(name,
                         u"certificate %1 of %2 is damaged; copy the file again, with all of"
                         " its BEGIN and END lines"_s.arg(certificates.size() + 1)
                             .arg(announced));
    return certificates;
}

/// Says whether a passphrase was asked for, and gives none.
int refusePassphrase(char *, int, int, void *asked)
{
    *static_cast<bool *>(asked) = true;
    return -1;
}

Result<crypto::PKey> parseKey(const QByteArray &pem, const QString &name)
{
    const crypto::Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    bool encrypted = false;
    crypto::PKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, refusePassphrase, &encrypted));
    if (encrypted)
        return Fault{
            .kind = FaultKind::Unsupported,
            .where = name,
            .text = u"the key is encrypted, and nobody is there to be asked for its"
                    " passphrase; take it off: openssl pkey -in %1 -out plain.pem"_s.arg(name)};
    if (!key)
        return malformed(name,
                         pem.contains("PRIVATE KEY-----")
                             ? u"the private key is damaged; copy the file again, with its BEGIN"
                               " and END lines"_s
                             : u"there is no private key in it; PEM begins with"
                               " -----BEGIN PRIVATE KEY-----"_s);
    return key;
}

std::optional<QSsl::KeyAlgorithm> algorithmOf(const crypto::PKey &key)
{
    switch (EVP_PKEY_get_base_id(key.get())) {
    case EVP_PKEY_RSA:
        return QSsl::Rsa;
    case EVP_PKEY_EC:
        return QSsl::Ec;
    default:
        return std::nullopt;
    }
}

bool fits(const crypto::PKey &key, const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    const crypto::Certificate x509(d2i_X509(nullptr, &at, der.size()));
    return x509 && X509_check_private_key(x509.get(), key.get()) == 1;
}

QStringList validityWarnings(const QList<QSslCertificate> &chain, WallTime now)
{
    using namespace std::chrono;
    const QDateTime today = QDateTime::fromMSecsSinceEpoch(
        duration_cast<milliseconds>(now.time_since_epoch()).count(), Qt::UTC);
    QStringList warnings;
    for (const QSslCertificate &certificate : chain) {
        if (certificate.expiryDate() < today)
            warnings << u"the certificate of %1 expired on %2; clients will refuse it"_s.arg(
                subjectText(certificate), certificate.expiryDate().toUTC().toString(Qt::ISODate));
        if (certificate.effectiveDate() > today)
            warnings << u"the certificate of %1 is valid only from %2; clients will refuse it"_s
                            .arg(subjectText(certificate),
                                 certificate.effectiveDate().toUTC().toString(Qt::ISODate));
    }
    return warnings;
}

} // namespace

QByteArray fingerprint(const QSslCertificate &certificate)
{
    return certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper();
}

QString subjectText(const QSslCertificate &certificate)
{
    QStringList parts;
    const QList<QByteArray> attributes = certificate.subjectInfoAttributes();
    for (const QByteArray &attribute : attributes) {
        const QStringList values = certificate.subjectInfo(attribute);
        for (const QString &value : values)
            parts << QString::fromLatin1(attribute) + u'=' + value;
    }
    return parts.join(u',');
}

Result<QList<QSslCertificate>> readCertificates(const QString &file)
{
    const Result<QByteArray> pem = readFile(file, u"certificates");
    return pem ? parseCertificates(pem.value(), file) : pem.fault();
}

Result<Identity> readIdentity(const QString &certificateFile, const QString &keyFile, WallTime now)
{
    const Result<QByteArray> certificate = readFile(certificateFile, u"the certificate");
    if (!certificate)
        return certificate.fault();
    const Result<QByteArray> key = readFile(keyFile, u"the private key");
    if (!key)
        return key.fault();
    return parseIdentity(certificate.value(), key.value(), now, certificateFile, keyFile);
}

Result<Identity> parseIdentity(const QByteArray &certificatePem, const QByteArray &keyPem,
                               WallTime now, const QString &certificateName, const QString &keyName)
{
    const crypto::ErrorGuard guard;
    const Result<QList<QSslCertificate>> chain = parseCertificates(certificatePem, certificateName);
    if (!chain)
        return chain.fault();
    const Result<crypto::PKey> key = parseKey(keyPem, keyName);
    if (!key)
        return key.fault();
    const std::optional<QSsl::KeyAlgorithm> algorithm = algorithmOf(key.value());
    if (!algorithm)
        return Fault{.kind = FaultKind::Unsupported,
                     .where = keyName,
                     .text = u"only RSA and EC keys can be used; make one by"
                             " openssl ecparam -genkey -name prime256v1"_s};
    if (!fits(key.value(), chain->first()))
        return Fault{.kind = FaultKind::Usage,
                     .where = keyName,
                     .text = u"the key does not belong to the first certificate of %1 (%2); name"
                             " the key that it was made with"_s.arg(certificateName,
                                                                    subjectText(chain->first()))};
    Identity identity{.chain = chain.value(),
                      .key = QSslKey(crypto::toPem(key.value()), *algorithm),
                      .warnings = validityWarnings(chain.value(), now)};
    if (identity.key.isNull())
        return malformed(keyName,
                         u"Qt cannot use this key; make one by"
                         " openssl ecparam -genkey -name prime256v1"_s);
    return identity;
}

Result<> writeCertificate(const QString &file, const QByteArray &certificatePem)
{
    QSaveFile target(file);
    if (target.open(QIODevice::WriteOnly) && target.write(certificatePem) == certificatePem.size()
        && target.commit())
        return {};
    return Fault{.kind = FaultKind::Denied,
                 .where = file,
                 .text = u"the certificate cannot be written: %1"_s.arg(target.errorString())};
}

} // namespace pushbench::wire
