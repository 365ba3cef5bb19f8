// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/client/proxy.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr int kHttpPort = 3128;
constexpr int kSocksPort = 1080;
constexpr qsizetype kLongestSocksText = 255; ///< RFC 1929 counts in a byte.

bool hasControls(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; });
}

} // namespace

QString Proxy::name() const
{
    const QString bracketed = host.contains(u':') ? QString(u'[' + host + u']') : host;
    return u"%1://%2:%3"_s.arg(kind == Kind::Http ? u"http"_s : u"socks5"_s, bracketed).arg(port);
}

QByteArray Proxy::authorization() const
{
    if (user.isEmpty())
        return {};
    return QByteArray("Basic ").append(
        QByteArray(user).append(':').append(password.reveal()).toBase64());
}

Result<Proxy> readProxy(const QUrl &url)
{
    const auto fault = [](const QString &text) {
        return Fault{.kind = FaultKind::Usage, .where = u"--proxy"_s, .text = text};
    };
    const QString shown = url.toDisplayString(QUrl::RemoveUserInfo);
    const QString scheme = url.scheme();
    const bool socks = scheme == u"socks5"_s || scheme == u"socks5h"_s;
    if (!url.isValid() || url.host().isEmpty() || (!socks && scheme != u"http"_s))
        return fault(u"\"%1\" is no proxy that is spoken to; write http://host:3128 or "
                     "socks5://host:1080, with user:password@ where it wants them"_s.arg(shown));
    if (url.path().size() > 1 || url.hasQuery() || url.hasFragment())
        return fault(u"a proxy has a host and a port, and nothing behind them; leave out what "
                     "follows in \"%1\""_s.arg(shown));
    Proxy proxy{.kind = socks ? Proxy::Kind::Socks5 : Proxy::Kind::Http,
                .host = url.host(),
                .port = quint16(url.port(socks ? kSocksPort : kHttpPort)),
                .user = url.userName(QUrl::FullyDecoded).toUtf8()};
    const QByteArray password = url.password(QUrl::FullyDecoded).toUtf8();
    if (proxy.user.isEmpty() && !password.isEmpty())
        return fault(u"there is a password for %1 and no user; write user:password@"_s.arg(shown));
    if (hasControls(proxy.user) || hasControls(password) || (!socks && proxy.user.contains(':')))
        return fault(u"the credentials for %1 hold a character that they cannot"_s.arg(shown));
    if (socks && (proxy.user.size() > kLongestSocksText || password.size() > kLongestSocksText))
        return fault(u"SOCKS5 takes at most %1 bytes of user or password"_s.arg(kLongestSocksText));
    if (!password.isEmpty())
        proxy.password = Secret(password);
    return proxy;
}

} // namespace pushbench::wire
