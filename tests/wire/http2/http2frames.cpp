// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/http2/http2frames.h"

#include <QtEndian>

namespace pushbench::wire {
namespace {

constexpr qsizetype kFrameHead = 9;

/// RFC 7541 section 5.1 with a 7-bit prefix.
void appendLength(QByteArray &out, qsizetype length)
{
    constexpr qsizetype kPrefix = 127;
    if (length < kPrefix) {
        out.append(char(length));
        return;
    }
    out.append(char(kPrefix));
    for (length -= kPrefix; length >= 128; length /= 128)
        out.append(char(length % 128 + 128));
    out.append(char(length));
}

} // namespace

QByteArray bigEndian(quint32 number)
{
    const quint32 big = qToBigEndian(number);
    return {reinterpret_cast<const char *>(&big), sizeof big};
}

QByteArray frameBytes(const RawFrame &frame)
{
    QByteArray bytes = bigEndian(quint32(frame.payload.size())).sliced(1);
    bytes.append(char(frame.type)).append(char(frame.flags));
    return bytes.append(bigEndian(quint32(frame.stream))).append(frame.payload);
}

std::vector<RawFrame> takeFrames(QByteArray &bytes)
{
    std::vector<RawFrame> frames;
    qsizetype at = 0;
    while (bytes.size() - at >= kFrameHead) {
        const char *head = bytes.constData() + at;
        const qsizetype size = qFromBigEndian<quint32>(head) >> 8;
        if (bytes.size() - at < kFrameHead + size)
            break;
        frames.push_back({.type = quint8(head[3]),
                          .flags = quint8(head[4]),
                          .stream = qFromBigEndian<qint32>(head + 5),
                          .payload = bytes.sliced(at + kFrameHead, size)});
        at += kFrameHead + size;
    }
    bytes.remove(0, at);
    return frames;
}

QByteArray fieldBlock(const Fields &fields)
{
    QByteArray block;
    for (const Field &field : fields) {
        block.append('\0');
        appendLength(block, field.name.size());
        block.append(field.name);
        appendLength(block, field.value.size());
        block.append(field.value);
    }
    return block;
}

QByteArray greeting()
{
    return kHttp2Preface.toByteArray().append(frameBytes({.type = NGHTTP2_SETTINGS}));
}

QByteArray headersFrame(qint32 stream, const Fields &fields, quint8 flags)
{
    return frameBytes({.type = NGHTTP2_HEADERS,
                       .flags = quint8(flags | kEndHeaders),
                       .stream = stream,
                       .payload = fieldBlock(fields)});
}

QByteArray dataFrame(qint32 stream, QByteArrayView body, quint8 flags)
{
    return frameBytes(
        {.type = NGHTTP2_DATA, .flags = flags, .stream = stream, .payload = body.toByteArray()});
}

QByteArray resetFrame(qint32 stream, quint32 code)
{
    return frameBytes({.type = NGHTTP2_RST_STREAM, .stream = stream, .payload = bigEndian(code)});
}

Fields postFields(const Fields &more)
{
    Fields fields{
        {":method", "POST"}, {":scheme", "http"}, {":authority", "h"}, {":path", "/hook"}};
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
}

} // namespace pushbench::wire
