// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <memory>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

/// What the certificate code needs of OpenSSL's libcrypto, with owners. For .cpp files only.
namespace pushbench::wire::crypto {

template <auto freeIt>
struct Free
{
    template <typename T>
    void operator()(T *owned) const
    {
        freeIt(owned);
    }
};

using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using PKey = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;

/// Takes away the errors that its scope leaves in OpenSSL's queue. QSslSocket shares that queue,
/// and would take them for its own.
class ErrorGuard
{
public:
    ErrorGuard() { ERR_set_mark(); }
    ~ErrorGuard() { ERR_pop_to_mark(); }
    Q_DISABLE_COPY_MOVE(ErrorGuard)
};

inline QByteArray content(const Bio &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

/// PKCS#8, not encrypted.
inline QByteArray toPem(const PKey &key)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return content(bio);
}

inline QByteArray toPem(const Certificate &certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate.get());
    return content(bio);
}

} // namespace pushbench::wire::crypto
