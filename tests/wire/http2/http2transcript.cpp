// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/http2/http2transcript.h"

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

Http2Transcript::Http2Transcript()
    : m_inflater(newInflater())
{
}

void Http2Transcript::noteRequest(StreamId id, const Request &request)
{
    QByteArray line("request ");
    line.append(request.method).append(' ').append(request.target).append(quoted(request.body));
    if (!request.trailers.isEmpty())
        line.append(" trailers").append(quoted(request.trailers.trimmed()));
    noteEvent(id, line);
}

void Http2Transcript::noteFailure(StreamId id, const Refusal &refusal)
{
    noteEvent(id,
              refusal.status == 0 ? QByteArray("broken")
                                  : "refused " + QByteArray::number(refusal.status));
}

void Http2Transcript::noteReceived(QByteArrayView bytes)
{
    m_unread.append(bytes);
    for (const RawFrame &frame : takeFrames(m_unread))
        noteFrame(frame);
}

void Http2Transcript::noteFrame(const RawFrame &frame)
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

void Http2Transcript::noteAnswer(const RawFrame &frame)
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

void Http2Transcript::noteEvent(StreamId id, const QByteArray &what)
{
    m_lines[id].events += QByteArray::number(id.value) + ' ' + what + '\n';
}

void Http2Transcript::noteFrame(StreamId id, const QByteArray &what)
{
    m_lines[id].frames += QByteArray::number(id.value) + ' ' + what + '\n';
}

QByteArray Http2Transcript::text() const
{
    QByteArray all;
    for (const auto &[id, lines] : m_lines)
        all.append(lines.events).append(lines.frames);
    return all.trimmed();
}

} // namespace pushbench::wire
