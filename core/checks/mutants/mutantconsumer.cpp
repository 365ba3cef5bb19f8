// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The mutant's connections and framing; mutantanswers.cpp says what it answers.

#include "core/checks/mutants/mutantconsumer.h"

#include "core/base/datetext.h"

#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

constexpr int kHeadMilliseconds = 2500;

} // namespace

MutantConsumer::MutantConsumer(QByteArray fault, Secret token, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_fault(std::move(fault))
    , m_token(std::move(token))
    , m_clock(clock)
{
    m_server.setParent(this);
    connect(&m_server, &QTcpServer::newConnection, this, &MutantConsumer::accept);
}

MutantConsumer::~MutantConsumer()
{
    const QList<QTcpSocket *> sockets = m_peers.keys();
    for (QTcpSocket *socket : sockets) {
        socket->disconnect(this);
        socket->abort();
    }
}

Result<> MutantConsumer::start()
{
    if (m_server.listen(QHostAddress::LocalHost))
        return {};
    return Fault{FaultKind::Denied, u"127.0.0.1"_s, m_server.errorString()};
}

QUrl MutantConsumer::url() const
{
    QUrl url(u"http://127.0.0.1/webhooks"_s);
    // The same machine, by a name that does not look like it.
    if (wrong("B-4.tls"))
        url.setHost(u"::ffff:127.0.0.1"_s);
    url.setPort(m_server.serverPort());
    return url;
}

void MutantConsumer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        m_peers.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { left(socket); });
        if (!wrong("H-SLOW.dribble"))
            QTimer::singleShot(kHeadMilliseconds, socket, [this, socket] {
                const Peer peer = m_peers.value(socket); // It may have left meanwhile.
                if (!peer.buffer.isEmpty() && !peer.buffer.contains("\r\n\r\n"))
                    answer(socket, {.status = 408, .closes = true}, false);
            });
    }
}

void MutantConsumer::left(QTcpSocket *socket)
{
    const Peer peer = m_peers.take(socket);
    const qsizetype end = peer.buffer.indexOf("\r\n\r\n");
    const bool cut = end >= 0 && !peer.closing;
    const bool hadBody = cut && peer.buffer.size() > end + 4;
    if (cut && (hadBody ? wrong("RCP028-R11.cut-body") : wrong("RCP028-R11.cut-head")))
        m_poisoned = true;
    socket->deleteLater();
}

void MutantConsumer::read(QTcpSocket *socket)
{
    if (const auto peer = m_peers.find(socket); peer != m_peers.end())
        peer->buffer += socket->readAll();
    while (m_peers.contains(socket)) { // An answer may have closed it.
        Peer &peer = m_peers[socket];
        if (peer.answering || peer.closing || peer.buffer.isEmpty())
            return;
        Message message;
        std::optional<Answer> refusal;
        if (!parse(socket, peer, message, refusal) && !refusal)
            return;
        peer.buffer.remove(0, message.length);
        peer.continued = false;
        if (refusal)
            peer.buffer.clear();
        else if (wrong("H-PERS.pipelined") && !peer.buffer.isEmpty())
            peer.buffer.clear();
        Answer reply = refusal.value_or(Answer());
        if (refusal)
            reply.closes = true;
        else
            reply = decide(message);
        reply.closes = reply.closes || wrong("H-PERS.reuse");
        if (reply.delayMs == 0) {
            answer(socket, reply, message.method == "HEAD");
            continue;
        }
        peer.answering = true;
        QTimer::singleShot(reply.delayMs, socket, [this, socket, reply] {
            const auto waiting = m_peers.find(socket);
            if (waiting == m_peers.end())
                return; // It has left.
            waiting->answering = false;
            answer(socket, reply, false);
            read(socket);
        });
    }
}

void MutantConsumer::answer(QTcpSocket *socket, const Answer &answer, bool headOnly)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(answer.status) + ' '
        + wire::reasonPhrase(answer.status).toByteArray() + "\r\n";
    bool typed = false;
    for (const wire::Field &field : answer.fields) {
        typed = typed || field.name == "Content-Type";
        out += field.name + ": " + field.value + "\r\n";
    }
    if (!typed)
        out += "Content-Type: application/json\r\n";
    if (!wrong("H-DATE.date"))
        out += "Date: " + datetext::imfFixdate(m_clock.now().wall) + "\r\n";
    if (answer.closes)
        out += "Connection: close\r\n";
    out += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n";
    socket->write(headOnly ? out : out + answer.body);
    if (answer.closes) {
        if (const auto peer = m_peers.find(socket); peer != m_peers.end())
            peer->closing = true;
        socket->disconnectFromHost();
    }
}

std::vector<QByteArray> MutantConsumer::valuesOf(const Message &message, const char *name) const
{
    std::vector<QByteArray> values;
    for (const wire::Field &field : message.fields) {
        if (wrong("H-HDR.case") ? field.name == name
                                : field.name.compare(name, Qt::CaseInsensitive) == 0)
            values.push_back(field.value);
    }
    return values;
}

QByteArray MutantConsumer::valueOf(const Message &message, const char *name) const
{
    const std::vector<QByteArray> values = valuesOf(message, name);
    return values.empty() ? QByteArray() : values.front();
}

bool MutantConsumer::parse(QTcpSocket *socket, Peer &peer, Message &message,
                           std::optional<Answer> &refusal)
{
    const qsizetype end = peer.buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    QList<QByteArray> lines = peer.buffer.first(end).split('\n');
    const QList<QByteArray> start = lines.takeFirst().trimmed().split(' ');
    message.method = start.value(0);
    message.target = start.value(1);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon);
        if (name.endsWith(' ') && !wrong("H-FRAME.blank-in-name"))
            refusal = Answer{.status = 400};
        message.fields.push_back({name.trimmed(), line.mid(colon + 1).trimmed()});
    }
    if (valuesOf(message, "Host").empty() && !wrong("H-FRAME.no-host"))
        refusal = Answer{.status = 400};
    return parseBody(socket, peer, message, end + 4, refusal);
}

bool MutantConsumer::parseBody(QTcpSocket *socket, Peer &peer, Message &message, qsizetype bodyAt,
                               std::optional<Answer> &refusal)
{
    const std::vector<QByteArray> lengths = valuesOf(message, "Content-Length");
    const QByteArray coding = valueOf(message, "Transfer-Encoding");
    const bool expects = !valueOf(message, "Expect").isEmpty();
    if (!coding.isEmpty() && !lengths.empty() && !wrong("H-FRAME.length-and-chunked"))
        refusal = Answer{.status = 400};
    if (lengths.size() > 1 && lengths.front() != lengths.back() && !wrong("H-FRAME.two-lengths"))
        refusal = Answer{.status = 400};
    if (!coding.isEmpty() && coding != "chunked" && !wrong("H-FRAME.unknown-coding"))
        refusal = Answer{.status = 501};
    bool good = true;
    qsizetype length = lengths.empty() ? 0 : lengths.front().toLongLong(&good);
    const bool digits = lengths.empty()
        || std::ranges::all_of(lengths.front(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits && !wrong("H-FRAME.bad-length"))
        refusal = Answer{.status = 400};
    if (refusal)
        return false;
    if (!good || length < 0 || (!coding.isEmpty() && coding != "chunked"))
        length = peer.buffer.size() - bodyAt; // Whatever is there.
    message.chunked = coding == "chunked" && lengths.empty();
    const bool whole = message.chunked ? parseChunks(peer, message, bodyAt)
                                       : peer.buffer.size() >= bodyAt + length;
    if (!whole) {
        if (expects && !std::exchange(peer.continued, true) && !wrong("H-EXP.continue"))
            socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        return false;
    }
    if (!message.chunked) {
        message.body = peer.buffer.sliced(bodyAt, length);
        message.length = bodyAt + length;
    }
    return true;
}

bool MutantConsumer::parseChunks(const Peer &peer, Message &message, qsizetype at)
{
    message.body.clear();
    while (true) {
        const qsizetype line = peer.buffer.indexOf("\r\n", at);
        if (line < 0)
            return false;
        QByteArray size = peer.buffer.sliced(at, line - at);
        if (const qsizetype extension = size.indexOf(';'); extension >= 0) {
            message.extended = true;
            size = size.left(extension);
        }
        const qsizetype bytes = size.toLongLong(nullptr, 16);
        if (bytes == 0) {
            // An empty line ends the trailers.
            const bool none = peer.buffer.sliced(line).startsWith("\r\n\r\n");
            const qsizetype end = none ? line : peer.buffer.indexOf("\r\n\r\n", line);
            if (end < 0)
                return false;
            message.length = end + 4;
            return true;
        }
        if (peer.buffer.size() < line + 2 + bytes + 2)
            return false;
        message.body += peer.buffer.sliced(line + 2, bytes);
        at = line + 2 + bytes + 2;
    }
}

} // namespace pushbench::checks
