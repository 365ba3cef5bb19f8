// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/protocol/payload/payload.h"
#include "core/wire/http1/http1parser.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <deque>
#include <memory>

namespace pushbench::producer {

/// What the scripted consumer does with one request.
struct Turn
{
    enum class Kind : quint8 {
        Answer, ///< With status and fields.
        Close,  ///< Takes the whole request and closes without a word.
        Reset,  ///< … and resets the connection.
        Break,  ///< Closes in the middle of an answer.
        Silent, ///< Takes the whole request and never answers.
        Later,  ///< Waits until the test calls release().
        Early,  ///< Answers when the head is there, and reads nothing more.
    };

    Kind kind = Kind::Answer;
    int status = 200;
    QByteArray fields{}; ///< "Retry-After: 1\r\n".
};

/// A consumer over a real socket that answers what a test wrote down, in the order of the requests;
/// what is not written down is answered 200. Parses strictly: a request that is none is no request.
class ScriptedServer final : public QObject
{
    Q_OBJECT

public:
    struct Seen
    {
        int connection = 0;
        wire::Request request;
        std::vector<qint64> sequences{};
        SteadyTime at{};
    };

    explicit ScriptedServer(std::deque<Turn> script = {});

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] const std::vector<Seen> &seen() const noexcept { return m_seen; }

    /// All that came, in order: "1101 1102,1103".
    [[nodiscard]] QByteArray sequences() const;
    [[nodiscard]] int connections() const noexcept { return m_connections; }
    [[nodiscard]] int waiting() const noexcept { return int(m_later.size()); }

    void release(); ///< Answers everything that was put off, and puts off nothing more.

private:
    struct Connection
    {
        int number = 0;
        QTcpSocket *socket = nullptr;
        QByteArray unread{};
        wire::RequestParser parser{wire::Limits{}};
        bool deaf = false;
    };

    void accept();
    void read(const std::shared_ptr<Connection> &connection);
    void react(const std::shared_ptr<Connection> &connection, const Turn &turn);
    [[nodiscard]] bool isEarly() const
    {
        return !m_script.empty() && m_script.front().kind == Turn::Kind::Early;
    }
    [[nodiscard]] Turn takeTurn();

    QTcpServer m_server;
    SystemClock m_clock;
    std::deque<Turn> m_script;
    std::vector<Seen> m_seen;
    std::vector<std::pair<std::shared_ptr<Connection>, Turn>> m_later;
    int m_connections = 0;
    bool m_released = false;
};

} // namespace pushbench::producer
