// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/router.h"

#include <QHttpServer>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

/// Those of RFC 9110 and PATCH: a server that does not take one of them here says 405, and 501 to
/// all others.
constexpr std::array<QByteArrayView, 9> kMethods{"GET",     "HEAD",    "POST",  "PUT",  "DELETE",
                                                 "OPTIONS", "CONNECT", "TRACE", "PATCH"};

bool lists(const QByteArray &methods, QByteArrayView method)
{
    const QList<QByteArray> names = methods.split(',');
    return std::ranges::any_of(
        names, [method](const QByteArray &name) { return name.trimmed() == method; });
}

/// The request's path as QUrl reads it without a second meaning.
QByteArray cleanPath(QByteArrayView path)
{
    const QByteArray decoded = QByteArray::fromPercentEncoding(path.toByteArray());
    return decoded.toPercentEncoding("/()$'!*,;:@=&+");
}

/// A connection that is made of memory: what is fed can be read from it, what is written to it is
/// gone.
class MemorySocket final : public QTcpSocket
{
public:
    explicit MemorySocket(QObject *parent)
        : QTcpSocket(parent)
    {
        setSocketState(ConnectedState);
        setPeerAddress(QHostAddress(QHostAddress::LocalHost));
        setOpenMode(ReadWrite | Unbuffered);
    }

    void feed(const QByteArray &bytes)
    {
        m_unread.append(bytes);
        Q_EMIT readyRead();
    }

    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return m_unread.size() + QIODevice::bytesAvailable();
    }
    void disconnectFromHost() override { }
    void close() override { }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 count = std::min<qint64>(size, m_unread.size());
        std::memcpy(data, m_unread.constData(), size_t(count));
        m_unread.remove(0, count);
        return count;
    }
    qint64 writeData(const char *, qint64 size) override { return size; }

private:
    QByteArray m_unread;
};

/// Hands QtHttpServer the one connection that there is. It listens only for as long as newer
/// versions of bind() want to see it do so.
class MemoryListener final : public QTcpServer
{
public:
    void offer(MemorySocket *socket)
    {
        m_offered = socket;
        QMetaObject::invokeMethod(this, "pendingConnectionAvailable", Qt::DirectConnection);
    }

    [[nodiscard]] bool hasPendingConnections() const override { return m_offered != nullptr; }
    QTcpSocket *nextPendingConnection() override { return std::exchange(m_offered, nullptr); }

private:
    MemorySocket *m_offered = nullptr;
};

} // namespace

class Router::Bridge
{
public:
    explicit Bridge(Refuser refuse)
        : m_refuse(std::move(refuse))
    {
        auto *listener = new MemoryListener;
        listener->listen(QHostAddress::LocalHost);
        m_server.bind(listener);
        listener->close();
        m_socket = new MemorySocket(listener);
        listener->offer(m_socket);
    }

    void route(const QString &pathPattern, const QByteArray &methods, Handler handler)
    {
        // The dollar that a rule appends would let a line end pass.
        const QString pattern = u"^(?s:"_s + pathPattern + u")\\z"_s;
        m_server.route(pattern,
                       [this, methods, handler = std::move(handler)](const QHttpServerRequest &) {
                           take(methods, handler);
                           return QHttpServerResponse(QHttpServerResponder::StatusCode::NoContent);
                       });
    }

    Response answer(const Request &request)
    {
        if (std::ranges::find(kMethods, request.method) == kMethods.end())
            return m_refuse(request, 501, {});
        m_request = &request;
        // Rules are for paths; 6.4 does not read every method.
        m_socket->feed("GET " + cleanPath(request.path()) + " HTTP/1.1\r\nHost: router\r\n\r\n");
        m_request = nullptr;
        std::optional<Response> response = std::exchange(m_response, std::nullopt);
        return response ? *std::move(response) : m_refuse(request, 404, {});
    }

private:
    void take(const QByteArray &methods, const Handler &handler)
    {
        m_response = lists(methods, m_request->method) ? handler(*m_request)
                                                       : m_refuse(*m_request, 405, methods);
    }

    Refuser m_refuse;
    QHttpServer m_server;
    MemorySocket *m_socket = nullptr; ///< The server's.
    const Request *m_request = nullptr;
    std::optional<Response> m_response;
};

Router::Router(Refuser refuse)
    : m_bridge(std::make_unique<Bridge>(std::move(refuse)))
{
}

Router::~Router() = default;

void Router::route(const QString &pathPattern, const QByteArray &methods, Handler handler)
{
    m_bridge->route(pathPattern, methods, std::move(handler));
}

Response Router::answer(const Request &request)
{
    return m_bridge->answer(request);
}

} // namespace pushbench::wire
