// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/server/server.h"
#include "tests/support/manualclock.h"
#include "tests/wire/server/rawpeer.h"

#include <QByteArrayList>

#include <deque>

namespace pushbench::wire {

/// A server on a free port with a user that writes down what it is told, a line for each call:
///
///   arrived POST /hook "body"
///   failed 400 GET /hook
///   handed over 1
///   lost 2
///
/// The numbers are the cookies that answers were given. Its clock stands still until a test turns
/// it.
class Gate final : public ServerUser
{
public:
    enum class Answers : quint8 {
        AtOnce, ///< 200 with the target as its body.
        Later,  ///< When the test calls answer().
    };

    explicit Gate(Answers answers = Answers::AtOnce, const Limits &limits = {});
    explicit Gate(ServerConfig config, Answers answers = Answers::AtOnce);
    ~Gate();

    [[nodiscard]] quint16 port() const { return m_server->port(); }
    [[nodiscard]] Server &server() { return *m_server; }
    void deleteServer() { m_server.reset(); }
    ManualClock &clock() { return m_clock; }

    /// Requests that wait for an answer, oldest first.
    [[nodiscard]] const std::deque<IncomingRequest> &waiting() const { return m_waiting; }
    [[nodiscard]] bool waitForRequests(size_t count);

    /// The oldest of them, to be dropped without an answer.
    [[nodiscard]] IncomingRequest takeWaiting();

    /// Answers that waiting request, with its target as the body unless told otherwise.
    bool answer(size_t index = 0, const Response *response = nullptr);

    [[nodiscard]] QByteArray log() const { return m_log.join('\n'); }
    QByteArray takeLog() { return std::exchange(m_log, {}).join('\n'); }
    [[nodiscard]] int arrived() const { return m_arrived; }
    [[nodiscard]] const std::vector<FailedRequest> &failed() const { return m_failed; }

    /// The answer to "/reset" is that fault, and so on.
    bool goesWrong = false;
    DripPace pace{.bytes = 20, .every = std::chrono::milliseconds(10)};

    /// Called after each line of the log.
    std::function<void()> onCall;

    void requestArrived(IncomingRequest request) override;
    void requestFailed(FailedRequest request) override;
    void answerSettled(RequestId id, AnswerFate fate, const Cookie &cookie) override;

private:
    void note(const QByteArray &line);

    ManualClock m_clock;
    Answers m_answers;
    std::unique_ptr<Server> m_server;
    std::deque<IncomingRequest> m_waiting;
    std::vector<FailedRequest> m_failed;
    QByteArrayList m_log;
    int m_arrived = 0;
    int m_cookies = 0;
};

/// Well-formed requests for a keep-alive connection.
[[nodiscard]] QByteArray get(const char *target);
[[nodiscard]] QByteArray post(const char *target, const QByteArray &body);

/// "200 /a, 200 /b": the answers in a stream of them, framing taken off.
[[nodiscard]] QByteArray answersIn(QByteArrayView stream, bool toHead = false);

} // namespace pushbench::wire
