// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/http2/http2rawclient.h"

#include <QtEndian>

namespace pushbench::wire {
namespace {

QByteArray quoted(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    return bytes.size() > 60 ? QByteArray(" ").append(QByteArray::number(bytes.size())) + " bytes"
                             : QByteArray(" \"").append(bytes).append('"');
}

nghttp2_hd_inflater *newInflater()
{
    nghttp2_hd_inflater *inflater = nullptr;
    return nghttp2_hd_inflate_new(&inflater) == 0 ? inflater : nullptr;
}

quint32 numberAt(const QByteArray &payload, qsizetype at)
{
    return payload.size() < at + 4 ? 0 : qFromBigEndian<quint32>(payload.constData() + at);
}

} // namespace

QByteArray errorName(quint32 code)
{
    return nghttp2_http2_strerror(code);
}

Http2RawClient::Http2RawClient(const Limits &limits, const Http2Limits &http2Limits)
    : m_session(limits, http2Limits, m_clock.now())
    , m_inflater(newInflater())
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
        m_unread.append(out);
        for (const RawFrame &frame : takeFrames(m_unread))
            noteFrame(frame);
    }
    for (const Http2Event &event : m_session.takeEvents())
        handle(event);
}

void Http2RawClient::handle(const Http2Event &event)
{
    if (const auto *request = std::get_if<Http2Request>(&event)) {
        QByteArray line("request ");
        line.append(request->request.method).append(' ').append(request->request.target);
        line.append(quoted(request->request.body));
        if (!request->request.trailers.isEmpty())
            line.append(" trailers").append(quoted(request->request.trailers.trimmed()));
        noteEvent(request->stream, line);
        if (answers)
            m_session.answer(request->stream,
                             renderResponse({.status = 200, .fields = {}, .body = "ok"},
                                            {.version = kHttp2}, now().wall),
                             AnswerFault::None, {}, now());
    } else if (const auto *failure = std::get_if<Http2Failure>(&event)) {
        m_lastReason = failure->refusal.reason;
        const int status = failure->refusal.status;
        noteEvent(failure->stream,
                  status == 0 ? QByteArray("broken") : "refused " + QByteArray::number(status));
        if (status != 0)
            m_session.answer(failure->stream,
                             renderResponse({.status = status}, {.version = kHttp2}, now().wall),
                             AnswerFault::None, {}, now());
    } else if (const auto *settled = std::get_if<Http2Settled>(&event);
               settled && !settled->handedOver) {
        noteEvent(settled->stream, "lost");
    }
}

void Http2RawClient::noteFrame(const RawFrame &frame)
{
    const QByteArray end = (frame.flags & kEndStream) != 0 ? " end" : "";
    switch (frame.type) {
    case NGHTTP2_HEADERS:
        return noteAnswer(frame);
    case NGHTTP2_DATA:
        return noteFrame({frame.stream}, "data" + quoted(frame.payload) + end);
    case NGHTTP2_RST_STREAM:
        return noteFrame({frame.stream}, "rst " + errorName(numberAt(frame.payload, 0)));
    case NGHTTP2_GOAWAY:
        return noteFrame({0},
                         "goaway " + QByteArray::number(numberAt(frame.payload, 0)) + ' '
                             + errorName(numberAt(frame.payload, 4)));
    default:
        return;
    }
}

void Http2RawClient::noteAnswer(const RawFrame &frame)
{
    QByteArray status;
    const auto *in = reinterpret_cast<const uint8_t *>(frame.payload.constData());
    size_t left = size_t(frame.payload.size());
    while (true) {
        nghttp2_nv field{};
        int flags = 0;
        const ssize_t used = nghttp2_hd_inflate_hd2(m_inflater.get(), &field, &flags, in, left, 1);
        if (used < 0)
            return noteFrame({frame.stream}, "bug: an unreadable head");
        in += used;
        left -= size_t(used);
        const QByteArrayView name(reinterpret_cast<const char *>(field.name),
                                  qsizetype(field.namelen));
        if ((flags & NGHTTP2_HD_INFLATE_EMIT) != 0 && name == QByteArrayView(":status"))
            status =
                QByteArray(reinterpret_cast<const char *>(field.value), qsizetype(field.valuelen));
        if ((flags & NGHTTP2_HD_INFLATE_FINAL) != 0) {
            nghttp2_hd_inflate_end_headers(m_inflater.get());
            break;
        }
    }
    noteFrame({frame.stream},
              "answer " + status
                  + ((frame.flags & kEndStream) != 0 ? QByteArray(" end") : QByteArray()));
}

void Http2RawClient::noteEvent(StreamId id, const QByteArray &line)
{
    m_lines[id.value].events += QByteArray::number(id.value) + ' ' + line + '\n';
}

void Http2RawClient::noteFrame(StreamId id, const QByteArray &line)
{
    m_lines[id.value].frames += QByteArray::number(id.value) + ' ' + line + '\n';
}

QByteArray Http2RawClient::transcript() const
{
    QByteArray all;
    for (const auto &[id, lines] : m_lines)
        all.append(lines.events).append(lines.frames);
    return all.trimmed();
}

} // namespace pushbench::wire
