// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The mutant's connections and its log; mutantentities.cpp says what it answers.

#include "core/checks/mutants/mutantresource.h"

#include "core/wire/message.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

constexpr QByteArrayView kRoot = "/odata/";
constexpr qint64 kBeyondDoubles = 9'007'199'254'740'993;
constexpr int kOrdinary = 40; ///< Events whose numbers any reader holds.

} // namespace

MutantResource::MutantResource(QByteArray fault, Secret token, QObject *parent)
    : QObject(parent)
    , m_fault(std::move(fault))
    , m_token(std::move(token))
{
    m_server.setParent(this);
    connect(&m_server, &QTcpServer::newConnection, this, &MutantResource::accept);
    if (wrong("RCP027-R16.data"))
        return;
    const auto add = [this](qint64 sequence) {
        m_log.push_back({.sequence = sequence,
                         .name = m_log.size() % 2 == 0 ? "Property" : "Member",
                         .key = "K-" + QByteArray::number(sequence)});
    };
    for (int i = 0; i < kOrdinary; ++i)
        add(1001 + 2 * i); // Every other number is hidden.
    // The newest but twenty is there, too, and so are neighbours that doubles cannot tell apart.
    add(kBeyondDoubles + 4 - 20);
    for (int i = 0; i < 5; ++i)
        add(kBeyondDoubles + i);
}

MutantResource::~MutantResource()
{
    const QList<QTcpSocket *> sockets = m_peers.keys();
    for (QTcpSocket *socket : sockets) {
        socket->disconnect(this);
        socket->abort();
    }
}

Result<> MutantResource::start()
{
    if (m_server.listen(QHostAddress::LocalHost))
        return {};
    return Fault{FaultKind::Denied, u"127.0.0.1"_s, m_server.errorString()};
}

QUrl MutantResource::url() const
{
    QUrl url(u"http://127.0.0.1"_s);
    url.setPath(QString::fromLatin1(kRoot));
    url.setPort(m_server.serverPort());
    return url;
}

void MutantResource::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        m_peers.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_peers.remove(socket);
            socket->deleteLater();
        });
    }
}

void MutantResource::read(QTcpSocket *socket)
{
    QByteArray &buffer = m_peers[socket];
    buffer += socket->readAll();
    while (true) {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        QList<QByteArray> lines = buffer.first(end).split('\n');
        const QList<QByteArray> start = lines.takeFirst().trimmed().split(' ');
        const QByteArray target = start.value(1);
        const qsizetype mark = target.indexOf('?');
        Message message{
            .method = start.value(0),
            .path = QByteArray::fromPercentEncoding(target.first(mark < 0 ? target.size() : mark)),
            .query = mark < 0 ? QByteArray() : target.sliced(mark + 1)};
        qsizetype length = 0;
        for (const QByteArray &line : lines) {
            const qsizetype colon = line.indexOf(':');
            const QByteArray name = line.first(std::max<qsizetype>(colon, 0)).toLower();
            const QByteArray value = line.sliced(colon + 1).trimmed();
            if (name == "authorization")
                message.authorization = value;
            else if (name == "content-length")
                length = value.toLongLong();
            else if (name == "prefer" && value.startsWith("odata.maxpagesize="))
                message.pageSize = value.sliced(value.indexOf('=') + 1).toInt();
        }
        if (buffer.size() < end + 4 + length)
            return;
        buffer.remove(0, end + 4 + length);
        if (message.path.startsWith(kRoot))
            message.path = message.path.sliced(kRoot.size());
        socket->write(bytesOf(decide(message)));
    }
}

QByteArray MutantResource::bytesOf(const Answer &answer) const
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(answer.status) + ' '
        + wire::reasonPhrase(answer.status).toByteArray() + "\r\nContent-Type: " + answer.type
        + "\r\n" + answer.further;
    if (!wrong("CORE-2.version"))
        out += "OData-Version: 4.0\r\n";
    return out + "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n"
        + answer.body;
}

} // namespace pushbench::checks
