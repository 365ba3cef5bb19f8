// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/consumer.h"
#include "core/protocol/payload/payloadwriter.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <optional>
#include <sys/socket.h>

namespace pushbench::consumer {

inline constexpr const char *kToken = "bench-token";

[[nodiscard]] inline QByteArray pushOf(qint64 sequence, const QByteArray &token = kToken)
{
    const QByteArray body = protocol::writeSingle(
        {.sequence = {sequence}, .resourceName = "Property", .resourceRecordKey = "k"});
    return "POST /webhooks HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
           "Authorization: Bearer "
        + token + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// A producer's connection, byte by byte.
class Line
{
public:
    explicit Line(const QUrl &url) { m_socket.connectToHost(url.host(), quint16(url.port())); }

    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    void leave() { m_socket.disconnectFromHost(); }
    void endSending() ///< A half-closed connection still takes answers.
    {
        m_socket.flush();
        ::shutdown(int(m_socket.socketDescriptor()), SHUT_WR);
    }
    void breakOff() ///< By a reset: nobody is left to read an answer.
    {
        const linger now{.l_onoff = 1, .l_linger = 0};
        setsockopt(int(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof(now));
        m_socket.abort();
    }
    [[nodiscard]] bool isOpen() const
    {
        return m_socket.state() == QAbstractSocket::ConnectedState;
    }

    /// The statuses of the answers so far: "200 429".
    [[nodiscard]] QByteArray statuses()
    {
        QByteArrayList words;
        for (qsizetype at = 0; (at = received().indexOf("HTTP/1.1 ", at)) >= 0; at += 9)
            words.append(m_received.mid(at + 9, 3));
        return words.join(' ');
    }

    /// The value of the field in the last answer.
    [[nodiscard]] QByteArray field(const QByteArray &name)
    {
        const qsizetype at = received().lastIndexOf(QByteArray("\r\n" + name + ": "));
        if (at < 0)
            return {};
        const qsizetype from = at + name.size() + 4;
        return m_received.mid(from, m_received.indexOf("\r\n", from) - from);
    }

    [[nodiscard]] const QByteArray &received()
    {
        m_received.append(m_socket.readAll());
        return m_received;
    }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

/// A consumer with a journal of its own, on the test's thread.
class ConsumerBench
{
public:
    explicit ConsumerBench(const Clock &clock, Config config = {})
        : m_box(std::make_shared<Inbox<journal::Committed>>([] {}))
    {
        path = m_folder.filePath(QStringLiteral("t.pushbench"));
        journal =
            journal::Journal::open(path, {.program = "test"}, journal::Durability::Process, clock)
                .value();
        journal->subscribe(m_box);
        config.port = 0;
        config.intake.endpoints.front().tokens = {Secret(kToken)};
        consumer.emplace(std::move(config), clock, *journal);
        stopped.emplace(&*consumer, &Consumer::stopped);
        started = consumer->start().ok();
    }

    ~ConsumerBench()
    {
        go.release();
        consumer.reset();
        static_cast<void>(journal->close());
    }

    /// The journal's thread stands still until resumeJournal().
    void stallJournal()
    {
        journal->moveTo(m_folder.filePath(QStringLiteral("moved.pushbench")),
                        [this](const Result<> &) {
                            m_reached.release();
                            go.acquire();
                        });
        m_reached.acquire();
    }
    void resumeJournal() { go.release(); }

    /// What the books are told: "200", "429 refused", "200 lost".
    [[nodiscard]] QByteArray recorded()
    {
        for (journal::Committed &committed : m_box->drain()) {
            if (auto *exchange = std::get_if<std::shared_ptr<const journal::Exchange>>(&committed))
                exchanges.push_back(*exchange);
            else
                notes.push_back(std::get<journal::Note>(committed));
        }
        QByteArrayList words;
        for (const auto &exchange : exchanges) {
            QByteArray word = QByteArray::number(exchange->status);
            if (!exchange->accepted())
                word.append(" refused");
            for (const journal::Note &note : notes)
                if (note.kind == journal::Note::Kind::AnswerLost
                    && note.exchange == exchange->number)
                    word.append(" lost");
                else if (note.kind == journal::Note::Kind::PeerLeft
                         && note.exchange == exchange->number)
                    word.append(" left");
            words.append(word);
        }
        return words.join(", ");
    }

    std::unique_ptr<journal::Journal> journal;
    std::optional<Consumer> consumer;
    std::optional<QSignalSpy> stopped;
    std::vector<std::shared_ptr<const journal::Exchange>> exchanges;
    std::vector<journal::Note> notes;
    QString path;
    bool started = false;
    QSemaphore go;

private:
    QTemporaryDir m_folder;
    QSemaphore m_reached;
    journal::CommittedBox m_box;
};

} // namespace pushbench::consumer
