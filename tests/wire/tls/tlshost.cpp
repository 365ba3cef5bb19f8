// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/tls/tlshost.h"

#include <QScopedValueRollback>

#include <array>
#include <fcntl.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;
using namespace pushbench::wire;

TlsHost::TlsHost(QSslConfiguration configuration)
    : m_configuration(std::move(configuration))
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no port on 127.0.0.1");
}

TlsHost::~TlsHost() = default;

QString TlsHost::url() const
{
    return u"https://127.0.0.1:%1/"_s.arg(serverPort());
}

void TlsHost::incomingConnection(qintptr descriptor)
{
    const int fd = static_cast<int>(descriptor);
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    ++accepted;
    m_descriptor = descriptor;
    hangUp();
    auto plain = std::make_unique<PlainTransport>(descriptor, this);
    m_plain = plain.get();
    transport = std::move(plain);
}

void TlsHost::hangUp()
{
    m_plain = nullptr;
    m_tls = nullptr;
    transport.reset();
}

void TlsHost::startReading()
{
    reads = true;
    transport->setReading(true);
}

void TlsHost::endTcp() const
{
    ::shutdown(static_cast<int>(m_descriptor), SHUT_WR);
}

void TlsHost::send(const QByteArray &data)
{
    m_out.append(data);
    writeOut();
}

/// The first byte decides which transport it is.
void TlsHost::open()
{
    opening = m_plain->opening();
    if (opening == Opening::Tls) {
        auto tls = std::make_unique<TlsTransport>(m_plain->release(), m_configuration, this);
        m_tls = tls.get();
        transport = std::move(tls);
    }
    m_plain = nullptr;
}

/// Nobody is called from within a call of his own.
void TlsHost::mustBeOutside() const
{
    if (m_inside)
        qWarning("the transport called its user from within the user's call");
}

void TlsHost::transportReady()
{
    mustBeOutside();
    ++ready;
    transport->setReading(reads);
    if (leaves)
        hangUp();
}

void TlsHost::transportReadable()
{
    mustBeOutside();
    ++readable;
    if (m_plain) {
        open();
        if (m_tls)
            return;
    }
    if (leaves)
        return hangUp();
    std::array<char, 16 * 1024> buffer;
    {
        const QScopedValueRollback inside(m_inside, true);
        const Transport::Moved moved = transport->read(buffer);
        received.append(buffer.data(), qsizetype(moved.bytes));
        note(moved);
    }
    if (!answer.isEmpty() && received.contains("\r\n\r\n"))
        send(std::exchange(answer, {}));
}

void TlsHost::transportWritable()
{
    mustBeOutside();
    writeOut();
}

void TlsHost::writeOut()
{
    const QScopedValueRollback inside(m_inside, true);
    while (m_outAt < m_out.size()) {
        const Transport::Moved moved = transport->write(QByteArrayView(m_out).sliced(m_outAt));
        note(moved);
        m_outAt += qsizetype(moved.bytes);
        if (moved.bytes == 0)
            break;
    }
    transport->setWriting(m_outAt < m_out.size() && !end.broken);
    if (closesAfter && !m_out.isEmpty() && allMoved()) {
        closesAfter = false;
        transport->shutdownSending();
    }
}

void TlsHost::note(const Transport::Moved &moved)
{
    if (moved.ended || moved.broken) {
        end = moved;
        failure = transport->failure();
        if (moved.broken && closesOnFailure)
            transport->shutdownSending();
        transport->setReading(false);
        transport->setWriting(false);
    }
}
