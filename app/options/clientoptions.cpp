// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/clientoptions.h"

#include "app/options/optionvalues.h"
#include "core/wire/tls/certificates.h"

#include <CLI/CLI.hpp>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

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
            warnings << u"warning: "_s + QString(warning).replace(u"; clients will"_s, u"; servers will"_s);
    }
    if (raw.insecure)
        warnings << u"WARNING: --insecure: no certificate is verified. Whoever sits on the way can "
                    "read and change everything, the token included. Trust a certificate by --ca "
                    "instead."_s;
    return settings;
}

} // namespace

void addClient(CLI::App &verb, ClientRawOptions &raw)
{
    verb.add_option("--http", raw.http,
                    "HTTP version: 1.1, or 2 (by ALPN for https, by prior knowledge for http)")
        ->type_name("VERSION")
        ->check(CLI::Validator(
            [](const std::string &text) {
                return text == "1.1" || text == "2" ? std::string()
                                                    : '"' + text + "\" is neither 1.1 nor 2";
            },
            std::string()))
        ->capture_default_str();
    verb.add_option("--ca", raw.ca,
                    "https: trust these certificates, PEM, instead of the system's authorities")
        ->type_name("FILE");
    verb.add_flag("--insecure", raw.insecure, "https: take any certificate; anybody may listen");
    verb.add_option("--client-cert", raw.certificate,
                    "https: the certificate chain to show when asked, PEM")
        ->type_name("FILE");
    verb.add_option("--client-key", raw.key, "Its private key, PEM")->type_name("FILE");
    verb.add_option("--proxy", raw.proxy,
                    "http://[user:password@]host:port or socks5://…; or @FILE with that in it")
        ->type_name("URL");
}

Result<ClientOptions> readClientOptions(const ClientRawOptions &raw, const producer::Config &config,
                                        WallTime now)
{
    ClientOptions options;
    options.route.http =
        raw.http == "2" ? producer::HttpVersion::Http2 : producer::HttpVersion::Http11;
    const bool secure = config.target.scheme() == u"https"_s;
    if (const QString flag = anyTlsFlag(raw); !secure && !flag.isEmpty())
        return usageFault(flag, u"this is about https://, and the URL is not; leave it out"_s);
    Result<wire::TlsSettings> tls = readTls(raw, now, options.warnings);
    if (!tls)
        return tls.fault();
    options.route.tls = std::move(tls).value();
    if (!raw.proxy.empty()) {
        const Result<Secret> url = readSecret(u"--proxy"_s, fromStd(raw.proxy));
        if (!url)
            return url.fault();
        Result<wire::Proxy> proxy =
            wire::readProxy(QUrl::fromEncoded(url->reveal(), QUrl::StrictMode));
        if (!proxy)
            return proxy.fault();
        options.route.proxy = std::move(proxy).value();
    }
    return options;
}

} // namespace pushbench::app
