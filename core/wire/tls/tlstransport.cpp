// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/tlstransport.h"

#include <QPointer>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pushbench::wire {

TlsTransport::TlsTransport(qintptr descriptor, const QSslConfiguration &configuration,
                           TransportUser *user)
    : Transport(user)
{
    sendWithoutDelay(descriptor);
    m_wake.setSingleShot(true);
    m_wake.setInterval(0);
    QObject::connect(&m_wake, &QTimer::timeout, &m_wake, [this] { notify(); });
    listenTo(m_socket);
    m_socket.setReadBufferSize(kMostUnread);
    m_socket.setSslConfiguration(configuration);
    if (m_socket.setSocketDescriptor(descriptor)) {
        m_socket.startServerEncryption();
    } else {
        ::close(static_cast<int>(descriptor));
        breakOff(m_socket.errorString());
    }
}

TlsTransport::~TlsTransport()
{
    m_socket.disconnect(); // The user is not to be told of what follows.
    if (m_ready && m_allSent && m_end == End::None && !m_drain)
        m_socket.disconnectFromHost();
    m_socket.flush();
    if (m_kept >= 0)
        ::close(static_cast<int>(m_kept));
}

void TlsTransport::listenTo(QSslSocket &socket)
{
    const auto on = [&socket](auto signal, auto slot) {
        QObject::connect(&socket, signal, &socket, slot);
    };
    on(&QSslSocket::encrypted, [this] { handshakeDone(); });
    on(&QSslSocket::readyRead, [this] { schedule(); });
    on(&QSslSocket::encryptedBytesWritten, [this] { noteSent(); });
    on(&QSslSocket::errorOccurred, [this](auto error) { socketFailed(error); });
    on(&QSslSocket::disconnected, [this] { socketClosed(); });
    on(&QSslSocket::alertReceived, [this](QSsl::AlertLevel, QSsl::AlertType type) {
        m_closeNotify = m_closeNotify || type == QSsl::AlertType::CloseNotify;
        m_trouble.alertReceived = type;
    });
    on(&QSslSocket::alertSent,
       [this](QSsl::AlertLevel, QSsl::AlertType type) { m_trouble.alertSent = type; });
    const auto unverified = [this](const QSslError &error) {
        if (m_trouble.verification.isEmpty())
            m_trouble.verification = error.errorString();
    };
    on(&QSslSocket::peerVerifyError, unverified);
    on(&QSslSocket::handshakeInterruptedOnError, unverified);
}

void TlsTransport::handshakeDone()
{
    m_ready = true;
    m_facts = factsOf(m_socket);
    schedule();
}

/// Comes again with every later move of the socket; only the first time says something new, unless
/// it is worse.
void TlsTransport::socketFailed(QAbstractSocket::SocketError error)
{
    if (m_end == End::Broken)
        return;
    const bool ended = error == QAbstractSocket::RemoteHostClosedError;
    if (!m_ready) {
        m_trouble.peerLeft = ended;
        m_trouble.libraryText = m_socket.errorString();
        keepConnection();
        breakOff(describe(m_trouble));
    } else if (!ended) {
        breakOff(m_socket.errorString());
    } else if (m_end == End::None) {
        m_end = m_closeNotify ? End::Orderly : End::Truncated;
        schedule();
    }
}

/// The descriptor is gone, and with it what had not been sent.
void TlsTransport::socketClosed()
{
    if (m_drain)
        m_drain->shutdownSending();
    else if (m_end == End::None)
        breakOff(u"the connection was closed"_s);
    else
        schedule();
}

void TlsTransport::breakOff(const QString &why)
{
    m_end = End::Broken;
    m_failure = why;
    schedule();
}

/// QSslSocket is about to close its descriptor. With a copy of it the connection lives on, and the
/// alert that is on its way out gets there.
void TlsTransport::keepConnection()
{
    if (m_kept < 0 && m_socket.socketDescriptor() >= 0)
        m_kept = ::fcntl(static_cast<int>(m_socket.socketDescriptor()), F_DUPFD_CLOEXEC, 0);
}

void TlsTransport::noteSent()
{
    if (unsent() > 0)
        return;
    m_allSent = true;
    schedule();
}

qint64 TlsTransport::unsent() const
{
    return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

Transport::Moved TlsTransport::atEnd() const
{
    switch (m_end) {
    case End::None:
        return {};
    case End::Orderly:
        return {.ended = true};
    case End::Truncated:
        return {.ended = true, .truncated = true};
    case End::Broken:
        return {.broken = true};
    }
    Q_UNREACHABLE();
}

Transport::Moved TlsTransport::read(std::span<char> into)
{
    if (m_drain) {
        const Moved dropped = m_drain->read(into);
        return {.ended = dropped.ended, .broken = dropped.broken};
    }
    if (m_ready && m_socket.isOpen()) {
        const qint64 got = m_socket.read(into.data(), qint64(into.size()));
        if (got > 0)
            return {.bytes = got};
    }
    return atEnd();
}

Transport::Moved TlsTransport::write(QByteArrayView data)
{
    if (m_end == End::Broken || m_drain)
        return {.broken = true};
    if (!m_ready || data.isEmpty())
        return {};
    if (m_ahead == 0) {
        if (!canSend())
            return {.broken = true};
        m_allSent = false;
        m_ahead = m_socket.write(data.data(), qMin(qint64(data.size()), kMostUnsent));
        m_socket.flush();
    }
    Q_ASSERT(m_ahead <= data.size());
    if (m_allSent)
        return {.bytes = std::exchange(m_ahead, 0)};
    return {.broken = m_socket.state() == QAbstractSocket::UnconnectedState};
}

bool TlsTransport::canSend() const
{
    return m_ready && !m_drain && m_socket.state() == QAbstractSocket::ConnectedState;
}

void TlsTransport::setReading(bool on)
{
    m_reading = on;
    if (m_drain)
        m_drain->setReading(on);
    else if (on)
        schedule();
}

void TlsTransport::setWriting(bool on)
{
    m_writing = on;
    if (on)
        schedule();
}

void TlsTransport::shutdownSending()
{
    if (m_drain)
        return;
    keepConnection();
    if (m_kept < 0)
        return; // The peer has closed, and so has QSslSocket.
    m_drain = std::make_unique<PlainTransport>(std::exchange(m_kept, -1), user());
    m_drain->setReading(m_reading);
    if (m_socket.state() == QAbstractSocket::UnconnectedState)
        m_drain->shutdownSending();
    else
        m_socket.disconnectFromHost();
    m_socket.flush();
}

void TlsTransport::reset()
{
    m_end = End::Broken;
    m_failure = u"the connection was reset on purpose"_s;
    m_reading = m_writing = false;
    if (m_drain)
        m_drain->reset();
    for (const qintptr descriptor : {m_socket.socketDescriptor(), m_kept}) {
        if (descriptor >= 0)
            resetOnClose(descriptor);
    }
    m_socket.disconnect();
    m_socket.abort();
    if (m_kept >= 0)
        ::close(static_cast<int>(std::exchange(m_kept, -1)));
}

/// The user is only ever called from here: from the event loop, and as long as there is something
/// to tell, as a descriptor's notifier would.
void TlsTransport::schedule()
{
    if (!m_wake.isActive())
        m_wake.start();
}

bool TlsTransport::hasNews() const
{
    return m_reading && !m_drain
        && (m_end != End::None || (m_ready && m_socket.bytesAvailable() > 0));
}

bool TlsTransport::hasRoom() const
{
    return m_writing && !m_drain && (m_end == End::Broken || (m_ready && m_allSent));
}

void TlsTransport::notify()
{
    const QPointer<QSslSocket> alive(&m_socket);
    if (m_ready && !std::exchange(m_readyTold, m_ready))
        user()->transportReady();
    if (alive && hasRoom())
        user()->transportWritable();
    if (alive && hasNews())
        user()->transportReadable();
    if (alive && (hasRoom() || hasNews()))
        schedule();
}

} // namespace pushbench::wire
