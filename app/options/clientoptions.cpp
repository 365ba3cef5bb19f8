// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/clientoptions.h"

#include "app/options/optionvalues.h"
#include "core/wire/tls/certificates.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr const char *kSecretVariable = "PUSHBENCH_CLIENT_SECRET";

QString fromStd(const std::string &text)
{
    return QString::fromStdString(text);
}

/// The first TLS flag that was given, so that it can be named.
QString anyTlsFlag(const ClientRawOptions &raw)
{
    if (!raw.ca.empty())
        return u"--ca"_s;
    if (!raw.certificate.empty())
        return u"--client-cert"_s;
    if (!raw.key.empty())
        return u"--client-key"_s;
    return raw.insecure ? u"--insecure"_s : QString();
}

/// What shall not stand on a command line: the value itself, or @FILE.
Result<QByteArray> readHidden(const QString &option, const QString &argument)
{
    QByteArray value = argument.toUtf8();
    if (argument.startsWith(u'@')) {
        Result<QByteArray> text = readFile(option, argument.sliced(1));
        if (!text)
            return text.fault();
        value = text->trimmed();
    }
    if (value.isEmpty())
        return usageFault(option, u"it is empty; give a value, or @FILE with one in it"_s);
    return value;
}

/// --client-secret, else the environment, else nothing.
Result<Secret> readClientSecret(const std::optional<std::string> &argument)
{
    const QByteArray variable = qgetenv(kSecretVariable);
    if (!argument)
        return variable.isEmpty() ? Secret() : Secret(variable);
    const Result<QByteArray> value = readHidden(u"--client-secret"_s, fromStd(*argument));
    return value ? Result<Secret>(Secret(value.value())) : Result<Secret>(value.fault());
}

Result<producer::OAuthConfig> readOAuth(const ClientRawOptions &raw, QStringList &warnings)
{
    producer::OAuthConfig oauth;
    if (raw.tokenUrl.empty()) {
        if (!raw.clientId.empty() || raw.clientSecret || !raw.tokenScope.empty())
            return usageFault(u"--token-url"_s,
                              u"--client-id, --client-secret and --token-scope are for a token "
                              "endpoint; name it"_s);
        return oauth;
    }
    Result<Secret> secret = readClientSecret(raw.clientSecret);
    if (!secret)
        return secret.fault();
    oauth.tokenUrl = QUrl(fromStd(raw.tokenUrl), QUrl::StrictMode);
    oauth.clientId = QByteArray::fromStdString(raw.clientId);
    oauth.clientSecret = std::move(secret).value();
    oauth.scope = QByteArray::fromStdString(raw.tokenScope);
    const QString host = oauth.tokenUrl.host();
    if (oauth.tokenUrl.scheme() == u"http"_s && host != u"localhost"_s
        && !QHostAddress(host).isLoopback())
        warnings << u"warning: the client's secret travels to %1 in the clear; RFC 6749 section "
                    "2.3.1 wants https for it"_s.arg(host);
    return oauth;
}

Result<wire::TlsSettings> readTls(const ClientRawOptions &raw, WallTime now, QStringList &warnings)
{
    wire::TlsSettings settings{.insecure = raw.insecure};
    if (raw.insecure && !raw.ca.empty())
        return usageFault(u"--insecure"_s,
                          u"it takes any certificate, and --ca those of an authority; leave one of "
                          "them out"_s);
    if (raw.certificate.empty() != raw.key.empty())
        return usageFault(raw.key.empty() ? u"--client-cert"_s : u"--client-key"_s,
                          u"a certificate and its key go together; give both files"_s);
    if (!raw.ca.empty()) {
        Result<QList<QSslCertificate>> authorities = wire::readCertificates(fromStd(raw.ca));
        if (!authorities)
            return authorities.fault();
        settings.authorities = std::move(authorities).value();
    }
    if (!raw.certificate.empty()) {
        Result<wire::Identity> identity =
            wire::readIdentity(fromStd(raw.certificate), fromStd(raw.key), now);
        if (!identity)
            return identity.fault();
        settings.chain = identity->chain;
        settings.key = identity->key;
        for (const QString &warning : identity->warnings)
            warnings << u"warning: "_s
                    + QString(warning).replace(u"; clients will"_s, u"; servers will"_s);
    }
    if (raw.insecure)
        warnings << u"WARNING: --insecure: no certificate is verified. Whoever sits on the way can "
                    "read and change everything, the token included. Trust a certificate by --ca "
                    "instead."_s;
    return settings;
}

} // namespace

Result<ClientOptions> readClientOptions(const ClientRawOptions &raw, const producer::Config &config,
                                        WallTime now)
{
    ClientOptions options;
    options.route.http =
        raw.http == "2" ? producer::HttpVersion::Http2 : producer::HttpVersion::Http11;
    Result<producer::OAuthConfig> oauth = readOAuth(raw, options.warnings);
    if (!oauth)
        return oauth.fault();
    options.oauth = std::move(oauth).value();
    const bool secure =
        config.target.scheme() == u"https"_s || options.oauth.tokenUrl.scheme() == u"https"_s;
    if (const QString flag = anyTlsFlag(raw); !secure && !flag.isEmpty())
        return usageFault(flag, u"this is about https://, and the URL is not; leave it out"_s);
    Result<wire::TlsSettings> tls = readTls(raw, now, options.warnings);
    if (!tls)
        return tls.fault();
    options.route.tls = std::move(tls).value();
    if (!raw.proxy.empty()) {
        const Result<QByteArray> url = readHidden(u"--proxy"_s, fromStd(raw.proxy));
        if (!url)
            return url.fault();
        Result<wire::Proxy> proxy =
            wire::readProxy(QUrl::fromEncoded(url.value(), QUrl::StrictMode));
        if (!proxy)
            return proxy.fault();
        options.route.proxy = std::move(proxy).value();
    }
    return options;
}

} // namespace pushbench::app
