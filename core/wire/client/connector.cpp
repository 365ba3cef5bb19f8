// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/client/connector.h"

#include "core/wire/tls/tlsclienttransport.h"

#include <QHostInfo>

#include <array>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace pushbench::wire {

Connector::Connector(const ClientConfig &config, ConnectorUser &user)
    : m_config(config)
    , m_user(user)
{
}

Connector::~Connector()
{
    close();
}

void Connector::start()
{
    Q_ASSERT(m_stage == Stage::Idle);
    m_stage = Stage::Lookup;
    lookUp();
}

void Connector::cancel()
{
    close();
    m_stage = Stage::Idle;
}

QString Connector::target() const
{
    const QString host =
        m_config.host.contains(u':') ? QString(u'[' + m_config.host + u']') : m_config.host;
    return host + u':' + QString::number(m_config.port);
}

QString Connector::pending() const
{
    switch (m_stage) {
    case Stage::Idle:
        break;
    case Stage::Lookup:
        return u"the host %1 was not found"_s.arg(m_config.proxy ? m_config.proxy->host
                                                                 : m_config.host);
    case Stage::Connecting:
        return m_config.proxy ? u"no connection to the proxy %1"_s.arg(m_config.proxy->name())
                              : u"no connection to %1"_s.arg(target());
    case Stage::Proxy:
        return u"the proxy %1 made no connection to %2"_s.arg(m_config.proxy->name(), target());
    case Stage::Handshake:
        return u"the TLS handshake with %1 did not end"_s.arg(target());
    }
    return u"no connection"_s;
}

QString Connector::connectFault(int error) const
{
    const QString what = error == ECONNREFUSED
        ? u"the connection was refused: nothing listens at that address and port"_s
        : u"no connection: "_s + qt_error_string(error);
    if (!m_config.proxy)
        return what;
    return u"the proxy %1 cannot be reached: %2"_s.arg(m_config.proxy->name(), what);
}

void Connector::lookUp()
{
    const QString &host = m_config.proxy ? m_config.proxy->host : m_config.host;
    QHostAddress address;
    if (address.setAddress(host)) {
        m_addresses = {address};
        connectNext();
        return;
    }
    m_lookup = QHostInfo::lookupHost(host, &m_context, [this, host](const QHostInfo &info) {
        if (m_lookup != info.lookupId())
            return;
        m_lookup = -1;
        m_addresses = info.addresses();
        if (m_addresses.isEmpty())
            fail((m_config.proxy ? u"the proxy's host %1 is not known: "_s
                                 : u"the host %1 is not known: "_s)
                     .arg(host)
                 + info.errorString());
        else
            connectNext();
    });
}

void Connector::connectNext()
{
    const quint16 port = m_config.proxy ? m_config.proxy->port : m_config.port;
    m_stage = Stage::Connecting;
    int error = 0;
    while (!m_addresses.isEmpty()) {
        const Connecting connecting = startConnecting(m_addresses.takeFirst(), port);
        error = connecting.error;
        if (connecting.descriptor < 0)
            continue;
        m_descriptor = connecting.descriptor;
        m_transport =
            std::make_unique<PlainTransport>(m_descriptor, static_cast<TransportUser *>(this));
        m_transport->setReading(false);
        m_transport->setWriting(true);
        return;
    }
    fail(connectFault(error));
}

void Connector::transportWritable()
{
    if (m_stage == Stage::Connecting)
        connectDone();
    else if (m_stage == Stage::Proxy)
        writeProxy();
}

void Connector::connectDone()
{
    if (const int error = connectError(m_descriptor)) {
        m_transport.reset();
        if (m_addresses.isEmpty())
            fail(connectFault(error));
        else
            connectNext();
        return;
    }
    m_addresses.clear();
    m_transport->setWriting(false);
    m_peer = peerAddress(m_descriptor);
    tunnelOrGoOn();
}

void Connector::tunnelOrGoOn()
{
    const bool tunnel = m_config.proxy
        && (m_config.tunnel || m_config.tls || m_config.proxy->kind == Proxy::Kind::Socks5);
    if (!tunnel)
        return goOn();
    m_stage = Stage::Proxy;
    m_dialog.emplace(*m_config.proxy, m_config.host, m_config.port, m_config.limits);
    m_transport->setReading(true);
    writeProxy();
}

void Connector::writeProxy()
{
    m_unsent.append(m_dialog->takeOutput());
    while (!m_unsent.isEmpty()) {
        const Transport::Moved moved = m_transport->write(m_unsent);
        if (moved.broken)
            return fail(m_dialog->leftEarly());
        m_unsent.remove(0, moved.bytes);
        if (moved.bytes == 0)
            break;
    }
    m_transport->setWriting(!m_unsent.isEmpty());
}

void Connector::readProxy()
{
    std::array<char, 512> buffer{};
    while (true) {
        const auto most = size_t(qMin(m_dialog->wanted(), qsizetype(buffer.size())));
        const Transport::Moved moved = m_transport->read({buffer.data(), most});
        if (moved.ended || moved.broken)
            return fail(m_dialog->leftEarly());
        if (moved.bytes == 0)
            return;
        switch (m_dialog->receive({buffer.data(), qsizetype(moved.bytes)})) {
        case ProxyDialog::Step::Talking:
            writeProxy();
            if (m_stage != Stage::Proxy)
                return;
            break;
        case ProxyDialog::Step::Open:
            return goOn();
        case ProxyDialog::Step::Refused:
            return fail(m_dialog->refusal());
        }
    }
}

/// The other end is the peer's now.
void Connector::goOn()
{
    m_dialog.reset();
    m_transport->setReading(false);
    if (!m_config.tls)
        return done(std::nullopt);
    m_stage = Stage::Handshake;
    auto tls = std::make_unique<TlsClientTransport>(
        std::move(m_transport), m_config.tls, m_config.host, static_cast<TransportUser *>(this));
    m_tls = tls.get();
    m_transport = std::move(tls);
}

void Connector::transportReady()
{
    done(m_tls->facts());
}

void Connector::transportReadable()
{
    if (m_stage == Stage::Proxy)
        readProxy();
    else if (m_stage == Stage::Handshake)
        fail(m_transport->failure());
}

void Connector::done(std::optional<TlsFacts> facts)
{
    m_stage = Stage::Idle;
    m_tls = nullptr;
    m_descriptor = -1;
    m_user.connected(
        {.transport = std::move(m_transport), .peer = m_peer, .tls = std::move(facts)});
}

void Connector::fail(const QString &why)
{
    cancel();
    m_user.notConnected(why);
}

void Connector::close()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    m_dialog.reset();
    m_unsent.clear();
    m_addresses.clear();
    m_tls = nullptr;
    m_transport.reset();
    m_descriptor = -1;
}

} // namespace pushbench::wire
