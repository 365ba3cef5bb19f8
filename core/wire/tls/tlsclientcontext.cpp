// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/tlsclientcontext.h"

#include "core/wire/tls/libssl.h"

#include <QHostAddress>
#include <QUrl>

#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

Fault broken(const QString &what)
{
    const QByteArray why(ERR_reason_error_string(ERR_peek_last_error()));
    return {.kind = FaultKind::Broken,
            .where = u"TLS"_s,
            .text = u"OpenSSL cannot %1: %2"_s.arg(what, QString::fromLatin1(why))};
}

bool trust(SSL_CTX *context, const QList<QSslCertificate> &authorities)
{
    if (authorities.isEmpty())
        return SSL_CTX_set_default_verify_paths(context) == 1;
    X509_STORE *store = SSL_CTX_get_cert_store(context);
    for (const QSslCertificate &authority : authorities) {
        const crypto::Certificate x509 = crypto::toX509(authority.toDer());
        if (!x509 || X509_STORE_add_cert(store, x509.get()) != 1)
            return false;
    }
    // Whoever names a certificate trusts it, also one that another authority has signed.
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_PARTIAL_CHAIN);
    return true;
}

bool show(SSL_CTX *context, const TlsSettings &settings)
{
    const QByteArray pem = settings.key.toPem();
    const crypto::Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    const crypto::PKey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
    const crypto::Certificate own = crypto::toX509(settings.chain.first().toDer());
    if (!key || !own || SSL_CTX_use_certificate(context, own.get()) != 1
        || SSL_CTX_use_PrivateKey(context, key.get()) != 1)
        return false;
    for (qsizetype i = 1; i < settings.chain.size(); ++i) {
        crypto::Certificate next = crypto::toX509(settings.chain[i].toDer());
        if (!next || SSL_CTX_add_extra_chain_cert(context, next.get()) != 1)
            return false;
        static_cast<void>(next.release()); // The context has taken it over.
    }
    return true;
}

/// RFC 7301 section 3.1: each name behind its length.
QByteArray alpnList(const QByteArrayList &protocols)
{
    QByteArray list;
    for (const QByteArray &protocol : protocols)
        list.append(char(protocol.size())).append(protocol);
    return list;
}

} // namespace

void TlsClientContext::Deleter::operator()(ssl_ctx_st *context) const
{
    SSL_CTX_free(context);
}

TlsClientContext::~TlsClientContext() = default;

Result<std::shared_ptr<const TlsClientContext>> TlsClientContext::make(const TlsSettings &settings)
{
    const crypto::ErrorGuard guard;
    std::shared_ptr<TlsClientContext> made(new TlsClientContext);
    made->m_insecure = settings.insecure;
    made->m_showsCertificate = !settings.chain.isEmpty();
    made->m_offered = QString::fromLatin1(settings.protocols.join(", "));
    made->m_context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX *context = made->m_context.get();
    if (!context || SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1)
        return broken(u"be set up"_s);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_verify(context, settings.insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nullptr);
    if (!settings.insecure && !trust(context, settings.authorities))
        return broken(u"use the authorities"_s);
    if (!settings.chain.isEmpty() && !show(context, settings))
        return broken(u"use the client's certificate and key"_s);
    const QByteArray alpn = alpnList(settings.protocols);
    if (!alpn.isEmpty()
        && SSL_CTX_set_alpn_protos(context,
                                   reinterpret_cast<const unsigned char *>(alpn.constData()),
                                   unsigned(alpn.size()))
            != 0)
        return broken(u"offer protocols by ALPN"_s);
    return std::shared_ptr<const TlsClientContext>(std::move(made));
}

ssl_st *TlsClientContext::open(const QString &host) const
{
    const crypto::ErrorGuard guard;
    SSL *ssl = SSL_new(m_context.get());
    if (!ssl)
        qBadAlloc();
    SSL_set_connect_state(ssl);
    const QByteArray name = QUrl::toAce(host);
    if (QHostAddress().setAddress(host)) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.toLatin1().constData());
    } else {
        // RFC 6066 section 3: only names go into SNI.
        QByteArray copy = name; // What the macro SSL_set_tlsext_host_name() comes to.
        SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, copy.data());
        SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        SSL_set1_host(ssl, name.constData());
    }
    return ssl;
}

} // namespace pushbench::wire
