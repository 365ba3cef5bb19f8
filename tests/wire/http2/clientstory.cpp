// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/http2/clientstory.h"

#include "core/wire/http1/http1writer.h"

namespace pushbench::wire {
namespace {

quint32 numberAt(QByteArrayView bytes, qsizetype at)
{
    quint32 number = 0;
    for (qsizetype i = at; i < at + 4; ++i)
        number = number << 8 | quint32(static_cast<unsigned char>(bytes[i]));
    return number;
}

QByteArray codeName(quint32 code)
{
    return nghttp2_http2_strerror(code);
}

QByteArray evidenceName(Evidence evidence)
{
    switch (evidence) {
    case Evidence::NotDelivered:
        return "not delivered";
    case Evidence::Unknown:
        return "unknown";
    case Evidence::Answered:
        return "answered";
    }
    Q_UNREACHABLE();
}

} // namespace

ClientStory::ClientStory(const Limits &limits, const Http2Limits &http2Limits)
    : m_session(limits, http2Limits)
{
}

StreamId ClientStory::send(const QByteArray &body)
{
    const QByteArray head = renderHttp2RequestHead(
        {.method = "POST", .scheme = "http", .authority = "h", .path = "/hook"},
        {{"Content-Length", QByteArray::number(body.size())}});
    return m_session.send(head + body).value_or(StreamId{});
}

void ClientStory::cancel(StreamId id)
{
    const Http2Unanswered end = m_session.cancel(id);
    line(id, evidenceName(end.evidence) + ": cancelled");
    takeEvents();
}

void ClientStory::receive(const QByteArray &bytes, const Slicer &slicer)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype size = slicer(bytes.size() - at);
        m_session.receive(QByteArrayView(bytes).sliced(at, size), m_now);
        takeEvents();
        at += size;
    }
}

void ClientStory::lose(const QString &reason)
{
    m_session.connectionLost(reason);
    takeEvents();
}

void ClientStory::write(qint64 most)
{
    while (most > 0) {
        if (m_out.isEmpty())
            m_out = m_session.takeOutput(16 * 1024);
        if (m_out.isEmpty())
            break;
        const qint64 size = qMin(most, qint64(m_out.size()));
        m_written += m_out.first(size);
        m_out.remove(0, size);
        m_session.outputWritten(size);
        most -= size;
    }
    noteFrames();
    takeEvents();
}

QByteArray ClientStory::take()
{
    return std::exchange(m_lines, {}).trimmed();
}

void ClientStory::line(StreamId stream, const QByteArray &text)
{
    m_lines += QByteArray::number(stream.value) + ' ' + text + '\n';
}

void ClientStory::takeEvents()
{
    for (const Http2ClientEvent &event : m_session.takeEvents())
        note(event);
}

void ClientStory::note(const Http2ClientEvent &event)
{
    if (const auto *handedOver = std::get_if<Http2HandedOver>(&event)) {
        line(handedOver->stream, "handed over");
    } else if (const auto *answered = std::get_if<Http2Answered>(&event)) {
        const ReceivedResponse &response = answered->response;
        QByteArray text = "answered " + QByteArray::number(response.status);
        if (!response.body.isEmpty())
            text += " \"" + response.body + '"';
        line(answered->stream, text);
    } else if (const auto *unanswered = std::get_if<Http2Unanswered>(&event)) {
        line(unanswered->stream,
             evidenceName(unanswered->evidence) + ": " + unanswered->reason.toUtf8());
    }
}

void ClientStory::noteFrames()
{
    if (!m_prefaceLeft && m_written.startsWith(kHttp2Preface)) {
        m_written.remove(0, kHttp2Preface.size());
        m_prefaceLeft = true;
    }
    if (!m_prefaceLeft)
        return;
    for (const RawFrame &frame : takeFrames(m_written)) {
        if (frame.type == NGHTTP2_DATA)
            m_bodyBytes += frame.payload.size();
        else if (frame.type == NGHTTP2_RST_STREAM)
            m_lines += "> " + QByteArray::number(frame.stream) + " rst "
                + codeName(numberAt(frame.payload, 0)) + '\n';
        else if (frame.type == NGHTTP2_GOAWAY)
            m_lines += "> goaway " + codeName(numberAt(frame.payload, 4)) + '\n';
    }
}

QByteArray settingsFrame(quint16 setting, quint32 value)
{
    QByteArray payload;
    if (setting != 0)
        payload.append(char(setting >> 8)).append(char(setting)).append(bigEndian(value));
    return frameBytes({.type = NGHTTP2_SETTINGS, .payload = payload});
}

QByteArray goAwayBytes(qint32 last, quint32 code, const QByteArray &text)
{
    return frameBytes(
        {.type = NGHTTP2_GOAWAY, .payload = bigEndian(quint32(last)) + bigEndian(code) + text});
}

QByteArray windowFrame(qint32 stream, quint32 by)
{
    return frameBytes({.type = NGHTTP2_WINDOW_UPDATE, .stream = stream, .payload = bigEndian(by)});
}

QByteArray answerBytes(qint32 stream, const char *status, const QByteArray &body,
                       const Fields &more)
{
    Fields fields{{":status", status}};
    fields.insert(fields.end(), more.begin(), more.end());
    if (body.isEmpty())
        return headersFrame(stream, fields, kEndStream);
    return headersFrame(stream, fields) + dataFrame(stream, body, kEndStream);
}

} // namespace pushbench::wire
