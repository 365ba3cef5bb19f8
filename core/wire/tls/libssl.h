// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/tls/libcrypto.h"

#include <openssl/ssl.h>

/// What the client's TLS needs of OpenSSL's libssl, with owners. For .cpp files only.
namespace pushbench::wire::crypto {

using Context = std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>>;
using Method = std::unique_ptr<BIO_METHOD, Free<BIO_meth_free>>;

/// libssl reads its own errors off a queue that all of OpenSSL shares, and takes the first for the
/// one of its last call: so the queue is empty before one, and QSslSocket finds it empty after.
class EmptyErrors
{
public:
    EmptyErrors() { ERR_clear_error(); }
    ~EmptyErrors() { ERR_clear_error(); }
    Q_DISABLE_COPY_MOVE(EmptyErrors)
};

inline Certificate toX509(QByteArrayView der)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.data());
    return Certificate(d2i_X509(nullptr, &at, long(der.size())));
}

} // namespace pushbench::wire::crypto
