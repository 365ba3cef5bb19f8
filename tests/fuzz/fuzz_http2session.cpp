// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http2/http2preface.h"
#include "core/wire/http2/http2session.h"
#include "core/wire/recordedhead.h"
#include "tests/fuzz/fuzz.h"

#include <set>

using namespace pushbench;
using namespace pushbench::wire;

namespace {

const Limits kLimits{.headBytes = 2000, .targetBytes = 200, .fields = 20, .bodyBytes = 300};
constexpr Http2Limits kHttp2Limits{.streams = 10, .streamWindow = 1000};

/// How many bytes the output of one call may overshoot: a frame.
constexpr qsizetype kFrame = 16 * 1024 + 9;
constexpr qsizetype kMost = 1000;

/// An owner that answers everything, by another fault each time, and keeps an account of it.
class Owner
{
public:
    Owner()
        : m_session(kLimits, kHttp2Limits, m_now)
    {
    }

    void receive(QByteArrayView bytes)
    {
        m_session.receive(bytes, m_now);
        require(m_session.heldBytes() >= 0, "nothing is counted twice");
        require(m_session.heldBytes()
                    <= qint64(kHttp2Limits.streams) * (kLimits.bodyBytes + 2 * kLimits.headBytes),
                "what is held is bounded");
        require(m_session.openStreams() <= qsizetype(kHttp2Limits.streams), "streams are bounded");
        pump();
    }

    void pass(std::chrono::milliseconds time)
    {
        m_now.steady += time;
        m_session.checkDeadlines(m_now);
        pump();
    }

    void end()
    {
        m_session.connectionLost(m_now);
        takeEvents();
        require(m_owed.empty(), "every answer is settled");
        require(m_session.openStreams() == 0 && m_session.heldBytes() == 0, "nothing is left");
        require(m_session.isOver(), "a lost connection is over");
    }

private:
    void pump()
    {
        takeEvents();
        const QByteArray out = m_session.takeOutput(kMost, m_now);
        require(out.size() <= kMost + kFrame, "output is taken in measured pieces");
        m_session.outputWritten(out.size());
        takeEvents();
    }

    void takeEvents()
    {
        for (const Http2Event &event : m_session.takeEvents()) {
            if (const auto *request = std::get_if<Http2Request>(&event))
                passedOn(*request);
            else if (const auto *failure = std::get_if<Http2Failure>(&event))
                failed(*failure);
            else if (const auto *settled = std::get_if<Http2Settled>(&event))
                require(m_owed.erase(settled->stream) == 1, "an answer is settled once");
        }
    }

    void passedOn(const Http2Request &event)
    {
        const Request &request = event.request;
        require(m_seen.insert(event.stream).second, "a stream carries one request");
        require(event.stream.value % 2 == 1, "streams of clients are odd");
        require(request.body.size() <= kLimits.bodyBytes, "the body is within its limit");
        require(request.head.raw().size() <= kLimits.headBytes, "the head is within its limit");
        require(request.head.fieldCount() <= kLimits.fields, "the fields are within their limit");
        const std::optional<Request> again = readRecordedHead(request.head.raw());
        require(again && again->method == request.method && again->target == request.target
                    && again->head.fieldCount() == request.head.fieldCount(),
                "a recorded head reads back");
        answer(event.stream, 200);
    }

    void failed(const Http2Failure &event)
    {
        require(!event.refusal.reason.isEmpty(), "a failure has a reason");
        if (event.refusal.status == 0)
            return;
        require(m_seen.insert(event.stream).second, "what is refused is not passed on");
        answer(event.stream, event.refusal.status);
    }

    void answer(StreamId id, int status)
    {
        const auto fault = AnswerFault(m_seen.size() % kAnswerFaultNames.size());
        const RenderedResponse response = renderResponse(
            {.status = status, .fields = {}, .body = "an answer"}, {.version = kHttp2}, {});
        const bool awaited = m_session.awaits(id);
        const bool taken = m_session.answer(id, response, fault, {}, m_now);
        require(taken == awaited, "what is awaited is taken");
        if (taken)
            m_owed.insert(id);
    }

    Moment m_now{WallTime(std::chrono::seconds(1'800'000'000)), SteadyTime(std::chrono::hours(1))};
    Http2ServerSession m_session;
    std::set<StreamId> m_seen;
    std::set<StreamId> m_owed;
};

void run(QByteArrayView bytes, qsizetype slice)
{
    Owner owner;
    owner.receive(kHttp2Preface);
    for (qsizetype at = 0; at < bytes.size(); at += slice)
        owner.receive(bytes.sliced(at, qMin(slice, bytes.size() - at)));
    owner.pass(std::chrono::milliseconds(100));
    owner.pass(std::chrono::minutes(2));
    owner.end();
}

} // namespace

/// The input is what follows the preface.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes = viewOf(data, size);
    run(bytes, qMax(bytes.size(), qsizetype(1)));
    run(bytes, 7);
    return 0;
}
