// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http2/http2session.h"
#include "tests/support/manualclock.h"
#include "tests/wire/http2/http2frames.h"

#include <map>
#include <set>

namespace pushbench::wire {

/// A client by nghttp2 and the owner of a session in one, both in memory and driven by hand: what a
/// well-behaved peer sees. It objects to whatever breaks RFC 9113 in our answers.
class Http2Client
{
public:
    /// What came back on a stream.
    struct Answer
    {
        std::vector<int> interim{};
        int status = 0;
        Fields fields{};
        QByteArray body{};
        bool ended = false;              ///< By END_STREAM.
        std::optional<quint32> closed{}; ///< The stream is closed, with that code.

        [[nodiscard]] QByteArray field(const char *name) const;
    };

    explicit Http2Client(const Limits &limits = {}, const Http2Limits &http2Limits = {},
                         quint32 window = 65'535);
    ~Http2Client();

    /// Sends a request; without `ends`, more of the body follows by append() or finish().
    StreamId request(const Fields &fields, const QByteArray &body = {}, bool ends = true);
    void append(StreamId id, const QByteArray &body);
    void finish(StreamId id, const Fields &trailers = {});
    void reset(StreamId id, quint32 code = NGHTTP2_CANCEL);

    /// Lets the client read the bodies of answers, which it otherwise does only by its window.
    void openWindow(StreamId id, qint32 by);

    /// Moves bytes both ways until nothing more moves.
    void pump();

    bool answer(StreamId id, const Response &response, AnswerFault fault = AnswerFault::None,
                DripPace pace = {});

    /// The event of that stream, which must have come.
    [[nodiscard]] const Http2Request &requestOf(StreamId id) const { return m_requests.at(id); }
    [[nodiscard]] bool hasRequest(StreamId id) const { return m_requests.contains(id); }
    [[nodiscard]] const std::map<StreamId, Http2Failure> &failures() const { return m_failures; }
    [[nodiscard]] const std::map<StreamId, bool> &settled() const { return m_settled; }
    [[nodiscard]] const Answer &answerOn(StreamId id) { return m_answers[id]; }
    [[nodiscard]] std::optional<quint32> goAway() const { return m_goAway; }
    [[nodiscard]] Http2ServerSession &session() { return m_session; }
    [[nodiscard]] Moment now() const { return m_clock.now(); }
    [[nodiscard]] const std::vector<StreamId> &order() const { return m_order; }

    template <typename Duration>
    void pass(Duration time)
    {
        m_clock.advance(time);
        m_session.checkDeadlines(now());
        pump();
    }

    qsizetype most = 16 * 1024; ///< Output taken in one go.
    qsizetype largestTake = 0;
    qint64 mostHeld = 0;

private:
    friend struct Http2ClientCallbacks;

    struct Upload
    {
        QByteArray bytes{};
        bool ends = false;
        Fields trailers{};
    };

    struct SessionDeleter
    {
        void operator()(nghttp2_session *session) const { nghttp2_session_del(session); }
    };

    bool clientToServer();
    bool serverToClient();
    void takeEvents();

    ManualClock m_clock;
    Http2ServerSession m_session;
    std::unique_ptr<nghttp2_session, SessionDeleter> m_client;
    std::map<StreamId, Upload> m_uploads;
    std::map<StreamId, Answer> m_answers;
    std::map<StreamId, Http2Request> m_requests;
    std::map<StreamId, Http2Failure> m_failures;
    std::map<StreamId, bool> m_settled;
    std::vector<StreamId> m_order; ///< Of the requests.
    std::optional<quint32> m_goAway;
};

} // namespace pushbench::wire
