// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/route.h"

#include "core/wire/tls/tlsclientcontext.h"

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

Fault usage(const QString &where, const QString &text)
{
    return {.kind = FaultKind::Usage, .where = where, .text = text};
}

bool isSecure(const QUrl &target)
{
    return target.scheme() == u"https"_s;
}

} // namespace

Result<> checkTarget(const QUrl &target, const QString &option)
{
    const QString url = target.toString(QUrl::RemoveUserInfo);
    const QString where = url.isEmpty() ? option : url;
    if (!target.isValid() || target.host().isEmpty())
        return usage(where, u"this is no address to push to; write http://host:port/path"_s);
    if (target.scheme() != u"http"_s && !isSecure(target))
        return usage(where, u"only http:// and https:// are spoken"_s);
    if (!target.userInfo().isEmpty())
        return usage(where,
                     u"credentials do not belong into the URL; give the token by --auth-token"_s);
    return {};
}

Result<wire::ClientConfig> clientConfig(const Route &route, const QUrl &target,
                                        std::chrono::milliseconds timeout)
{
    wire::ClientConfig config{.host = target.host(),
                              .port =
                                  quint16(target.port(isSecure(target) ? kHttpsPort : kHttpPort)),
                              .timeout = timeout,
                              .proxy = route.proxy,
                              .tunnel = !isForwarded(route, target)};
    if (!isSecure(target))
        return config;
    wire::TlsSettings settings = route.tls;
    settings.protocols = {route.http == HttpVersion::Http2 ? wire::kAlpnHttp2.toByteArray()
                                                           : wire::kAlpnHttp11.toByteArray()};
    auto tls = wire::TlsClientContext::make(settings);
    if (!tls)
        return tls.fault();
    config.tls = std::move(tls).value();
    return config;
}

bool isForwarded(const Route &route, const QUrl &target)
{
    return route.proxy && route.proxy->kind == wire::Proxy::Kind::Http && !isSecure(target)
        && route.http == HttpVersion::Http11;
}

QByteArray authorityOf(const QUrl &target)
{
    QByteArray host = target.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = host.prepend('[').append(']');
    if (target.port() > 0)
        host.append(':').append(QByteArray::number(target.port()));
    return host;
}

QByteArray requestTarget(const Route &route, const QUrl &target)
{
    QByteArray path = target.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        path = "/";
    if (target.hasQuery())
        path.append('?').append(target.query(QUrl::FullyEncoded).toLatin1());
    if (isForwarded(route, target))
        path.prepend(authorityOf(target)).prepend("http://");
    return path;
}

} // namespace pushbench::producer
