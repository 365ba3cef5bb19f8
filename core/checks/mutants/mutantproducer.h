// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

class QTcpSocket;

namespace pushbench::checks {

/// A small producer of its own, written apart from the bench's so that both may be wrong on their
/// own, that does everything right but for one thing: what the check of that id looks at. Without
/// an id it is right throughout. It pushes one event after the other over one connection, for ever.
/// For `check self` and nothing else: it trusts its consumer to speak HTTP/1.1 as it does. Lives on
/// the thread that started it.
class MutantProducer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MutantProducer)

public:
    struct Config
    {
        QByteArray fault{};
        QUrl target{};
        Secret token{};
        Secret nextToken{}; ///< That it goes on with after a 401.
        QByteArray label{};
        std::chrono::milliseconds absence{};  ///< How long one stays away that should not.
        std::chrono::milliseconds givingUp{}; ///< How long it waits for an answer.
    };

    MutantProducer(Config config, const Clock &clock, QObject *parent = nullptr);
    ~MutantProducer() override;

    void start();

private:
    /// A request as it is to be written. Whatever is not set is as a good producer has it.
    struct Request
    {
        QByteArray body{};
        QByteArray method = "POST";
        QByteArray query{};
        QByteArray token{};
        QByteArray type = "application/json";
        QByteArray label{};
        QByteArray further{}; ///< Raw lines.
    };

    struct Answer
    {
        int status = 0; ///< 0: none came.
        QByteArray retryAfter{};
        bool closes = false;
    };

    /// Whether this very thing is done wrong.
    [[nodiscard]] bool wrong(const char *id) const { return m_config.fault == id; }

    void send();
    void read();
    void ended();
    void decide(const Answer &answer);
    void later(std::chrono::milliseconds wait);
    [[nodiscard]] std::chrono::milliseconds holdOf(const Answer &answer);
    void sendBeside(const QByteArray &body);
    void dropUnanswered();
    void giveUp();
    void beRefused();

    // mutantrequests.cpp
    [[nodiscard]] QByteArray nextBody();
    [[nodiscard]] QByteArray flawedBody(qint64 sequence);
    [[nodiscard]] Request requestOf(const QByteArray &body);
    [[nodiscard]] QByteArray bytesOf(const Request &request) const;

    Config m_config;
    const Clock &m_clock;
    QTimer m_pause;
    QTimer m_patience; ///< With an answer.
    QTcpSocket *m_socket = nullptr;
    QByteArray m_unread;
    QByteArray m_body;    ///< Under way, or to be sent again.
    QByteArray m_held;    ///< An event that its successor overtakes.
    QByteArray m_taken;   ///< What was delivered last.
    qint64 m_next = 1001; ///< Sequence.
    int m_made = 0;       ///< Bodies.
    int m_unanswered = 0; ///< Requests that got no answer.
    int m_refused = 0;    ///< Requests that were answered 401.
    bool m_waiting = false;
    bool m_erred = false; ///< What is done wrong once was done.
};

} // namespace pushbench::checks
