// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/client/proxydialog.h"

#include "core/wire/http1/http1writer.h"

#include <QHostAddress>

#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr int kProxyAuthenticationRequired = 407;

// RFC 1928 and 1929.
constexpr char kVersion = 5;
constexpr char kNoAuthentication = 0;
constexpr char kUserAndPassword = 2;
constexpr char kPasswordVersion = 1;
constexpr char kConnect = 1;
constexpr char kIpV4 = 1;
constexpr char kName = 3;
constexpr char kIpV6 = 4;
constexpr qsizetype kPort = 2;
constexpr qsizetype kReplyStart = 5;

constexpr std::array kReplies{
    u"it has a general failure",
    u"its rules do not allow the connection",
    u"the network cannot be reached from it",
    u"the host cannot be reached from it, or is not known to it",
    u"the connection was refused: nothing listens at that address and port",
    u"the host did not answer it in time",
    u"it does not know the command CONNECT",
    u"it does not take this kind of address",
};

QByteArray authority(const QString &host, quint16 port)
{
    const QByteArray name = host.contains(u':')
        ? QByteArray("[").append(host.toLatin1()).append(']')
        : QUrl::toAce(host);
    return QByteArray(name).append(':').append(QByteArray::number(port));
}

} // namespace

ProxyDialog::ProxyDialog(Proxy proxy, const QString &host, quint16 port, const Limits &limits)
    : m_limits(limits)
    , m_proxy(std::move(proxy))
    , m_host(host)
    , m_port(port)
    , m_head(HeadReader::Kind::Response, m_limits)
    , m_phase(m_proxy.kind == Proxy::Kind::Http ? Phase::Connect : Phase::Method)
{
    if (m_phase == Phase::Connect) {
        const QByteArray to = authority(host, port);
        Fields fields{{"Host", to}};
        if (!m_proxy.user.isEmpty())
            fields.push_back({"Proxy-Authorization", m_proxy.authorization()});
        m_output = renderRequestHead("CONNECT", to, fields);
        m_wanted = 1; // Its head may end with any byte.
        return;
    }
    const bool credentials = !m_proxy.user.isEmpty();
    m_output.append(kVersion).append(credentials ? '\2' : '\1').append(kNoAuthentication);
    if (credentials)
        m_output.append(kUserAndPassword);
    m_wanted = 2;
}

ProxyDialog::Step ProxyDialog::receive(QByteArrayView data)
{
    m_read.append(data);
    if (m_phase == Phase::Connect)
        return readHead();
    m_wanted -= data.size();
    if (m_wanted > 0)
        return Step::Talking;
    switch (m_phase) {
    case Phase::Method:
        return readMethod();
    case Phase::Password:
        return readPassword();
    case Phase::Reply:
        return readReply();
    case Phase::Connect:
    case Phase::Address:
        return Step::Open;
    }
    Q_UNREACHABLE();
}

ProxyDialog::Step ProxyDialog::readHead()
{
    // Only a line's end can be the head's.
    if (!m_read.endsWith('\n') && m_read.size() < m_limits.headBytes)
        return Step::Talking;
    switch (m_head.read(m_read)) {
    case HeadReader::Step::NeedMore:
        return Step::Talking;
    case HeadReader::Step::Refused:
        return refuse(u"what it answers to CONNECT is not HTTP: %1"_s.arg(m_head.refusal().reason));
    case HeadReader::Step::Complete:
        break;
    }
    const int status = m_head.status();
    const Head head = m_head.take(m_read);
    m_read.clear();
    if (status >= 100 && status < 200) {
        m_head.reset();
        return Step::Talking;
    }
    if (status >= 200 && status < 300) // No body follows, whatever its fields say.
        return Step::Open;
    if (status == kProxyAuthenticationRequired)
        return refuse(m_proxy.user.isEmpty()
                          ? u"it wants credentials (407); write user:password@ before its host"_s
                          : u"it does not take the user and password (407)"_s);
    return refuse(u"it answered %1 %2 to CONNECT %3"_s.arg(status).arg(
        QString::fromLatin1(reasonPhrase(status)), QString::fromLatin1(authority(m_host, m_port))));
}

ProxyDialog::Step ProxyDialog::expect(Phase phase, qsizetype bytes)
{
    m_phase = phase;
    m_wanted = bytes;
    m_read.clear();
    return Step::Talking;
}

ProxyDialog::Step ProxyDialog::refuse(const QString &why)
{
    m_wanted = 0;
    m_refusal = u"the proxy %1 gives no connection to %2: %3"_s.arg(
        m_proxy.name(), QString::fromLatin1(authority(m_host, m_port)), why);
    return Step::Refused;
}

QString ProxyDialog::leftEarly() const
{
    return u"the proxy %1 closed the connection instead of an answer"_s.arg(m_proxy.name());
}

ProxyDialog::Step ProxyDialog::readMethod()
{
    if (m_read[0] != kVersion)
        return refuse(u"it does not speak SOCKS5"_s);
    if (m_read[1] == kNoAuthentication) {
        m_output = socksRequest();
        return expect(Phase::Reply, kReplyStart);
    }
    if (m_read[1] != kUserAndPassword)
        return refuse(m_proxy.user.isEmpty()
                          ? u"it wants credentials; write user:password@ before its host"_s
                          : u"it takes neither user and password nor nobody in particular"_s);
    const QByteArray &password = m_proxy.password.reveal();
    m_output.append(kPasswordVersion);
    m_output.append(char(m_proxy.user.size())).append(m_proxy.user);
    m_output.append(char(password.size())).append(password);
    return expect(Phase::Password, 2);
}

ProxyDialog::Step ProxyDialog::readPassword()
{
    if (m_read[1] != 0)
        return refuse(u"it does not take the user and password"_s);
    m_output = socksRequest();
    return expect(Phase::Reply, kReplyStart);
}

QByteArray ProxyDialog::socksRequest() const
{
    QByteArray request;
    request.append(kVersion).append(kConnect).append('\0');
    const QHostAddress address(m_host);
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        const quint32 v4 = address.toIPv4Address();
        request.append(kIpV4);
        for (const int shift : {24, 16, 8, 0})
            request.append(char(v4 >> shift));
    } else if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        const Q_IPV6ADDR v6 = address.toIPv6Address();
        request.append(kIpV6).append(reinterpret_cast<const char *>(v6.c), sizeof v6.c);
    } else {
        const QByteArray name = QUrl::toAce(m_host).left(255);
        request.append(kName).append(char(name.size())).append(name);
    }
    return request.append(char(m_port >> 8)).append(char(m_port));
}

/// The address that it tells is its own end of the connection, of use to nobody here.
ProxyDialog::Step ProxyDialog::readReply()
{
    const auto reply = static_cast<unsigned char>(m_read[1]);
    if (m_read[0] != kVersion)
        return refuse(u"it does not speak SOCKS5"_s);
    if (reply != 0)
        return refuse(reply <= kReplies.size() ? QString::fromUtf16(kReplies[reply - 1])
                                               : u"reply %1"_s.arg(reply));
    switch (m_read[3]) {
    case kIpV4:
        return expect(Phase::Address, 4 - 1 + kPort);
    case kIpV6:
        return expect(Phase::Address, 16 - 1 + kPort);
    case kName:
        return expect(Phase::Address, qsizetype(static_cast<unsigned char>(m_read[4])) + kPort);
    default:
        return refuse(u"its reply cannot be read"_s);
    }
}

} // namespace pushbench::wire
