// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/servertls.h"

#include "core/wire/tls/certificates.h"
#include "core/wire/tls/selfsigned.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

Fault usage(const QString &option, const QString &text)
{
    return {FaultKind::Usage, option, text};
}

Result<ServerTls> makeIdentity(const QString &host, WallTime now)
{
    const Result<wire::SelfSigned> made = wire::makeSelfSigned(host, now);
    if (!made)
        return made.fault();
    const QString name = u"the self-signed certificate"_s;
    Result<wire::Identity> identity =
        wire::parseIdentity(made->certificatePem, made->keyPem, now, name, name);
    if (!identity)
        return identity.fault();
    return ServerTls{.settings = {.chain = identity->chain, .key = identity->key},
                     .fingerprint = made->fingerprint,
                     .selfSignedPem = made->certificatePem};
}

Result<ServerTls> readOwn(const QString &certificate, const QString &key, WallTime now)
{
    Result<wire::Identity> identity = wire::readIdentity(certificate, key, now);
    if (!identity)
        return identity.fault();
    return ServerTls{.settings = {.chain = identity->chain, .key = identity->key},
                     .fingerprint = wire::fingerprint(identity->chain.first()),
                     .warnings = identity->warnings};
}

} // namespace

Result<std::optional<ServerTls>> readServerTls(const TlsOptions &options, const QString &host,
                                               WallTime now)
{
    const bool own = !options.certificate.isEmpty() || !options.key.isEmpty();
    if (own && options.selfSigned)
        return usage(
            options.prefix + u"-self-signed"_s,
            u"it makes a certificate; leave it out, or %1-cert and %1-key"_s.arg(options.prefix));
    if (own && (options.certificate.isEmpty() || options.key.isEmpty()))
        return usage(options.prefix + (options.key.isEmpty() ? u"-cert"_s : u"-key"_s),
                     u"a certificate and its key go together; give both files"_s);
    if (!own && !options.selfSigned) {
        if (!options.clientCa.isEmpty())
            return usage(u"--client-ca"_s,
                         u"client certificates need TLS; add --tls-self-signed, or --tls-cert "
                         "and --tls-key"_s);
        return std::optional<ServerTls>();
    }
    Result<ServerTls> tls = options.selfSigned ? makeIdentity(host, now)
                                               : readOwn(options.certificate, options.key, now);
    if (!tls)
        return tls.fault();
    if (!options.clientCa.isEmpty()) {
        Result<QList<QSslCertificate>> authorities = wire::readCertificates(options.clientCa);
        if (!authorities)
            return authorities.fault();
        tls->settings.authorities = authorities.value();
    }
    tls->settings.protocols = {wire::kAlpnHttp2.toByteArray(), wire::kAlpnHttp11.toByteArray()};
    return std::optional(std::move(tls).value());
}

} // namespace pushbench::app
