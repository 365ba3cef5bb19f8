// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/http2/http2rawclient.h"

namespace pushbench::wire {
Http2RawClient::Http2RawClient(const Limits &limits, const Http2Limits &http2Limits)
    : m_session(limits, http2Limits, m_clock.now())
{
}

void Http2RawClient::send(const QByteArray &bytes, const Slicer &slicer)
{
    for (QByteArrayView left(bytes); !left.isEmpty();) {
        const qsizetype size = qMin(left.size(), slicer(left.size()));
        // A copy of exactly this size, so that the address sanitizer sees a byte read too many.
        const std::vector<char> slice(left.begin(), left.begin() + size);
        m_session.receive(QByteArrayView(slice.data(), size), now());
        left = left.sliced(size);
        pump();
    }
}

void Http2RawClient::pump()
{
    while (true) {
        for (const Http2Event &event : m_session.takeEvents())
            handle(event);
        const QByteArray out = reads ? m_session.takeOutput(16 * 1024, now()) : QByteArray();
        if (out.isEmpty())
            break;
        m_session.outputWritten(out.size());
        m_transcript.noteReceived(out);
    }
    for (const Http2Event &event : m_session.takeEvents())
        handle(event);
}

void Http2RawClient::handle(const Http2Event &event)
{
    if (const auto *request = std::get_if<Http2Request>(&event)) {
        m_transcript.noteRequest(request->stream, request->request);
        if (answers)
            m_session.answer(request->stream,
                             renderResponse({.status = 200, .fields = {}, .body = "ok"},
                                            {.version = kHttp2}, now().wall),
                             AnswerFault::None, {}, now());
    } else if (const auto *failure = std::get_if<Http2Failure>(&event)) {
        m_lastReason = failure->refusal.reason;
        m_transcript.noteFailure(failure->stream, failure->refusal);
        if (failure->refusal.status != 0)
            m_session.answer(failure->stream,
                             renderResponse({.status = failure->refusal.status},
                                            {.version = kHttp2}, now().wall),
                             AnswerFault::None, {}, now());
    } else if (const auto *settled = std::get_if<Http2Settled>(&event);
               settled && !settled->handedOver) {
        m_transcript.noteEvent(settled->stream, "lost");
    }
}

} // namespace pushbench::wire
