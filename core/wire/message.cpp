// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/message.h"

#include <utility>

namespace pushbench::wire {

bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b) noexcept
{
    // Letters differ by one bit in their case; most names of the same length differ by more.
    return a.size() == b.size()
        && (a.isEmpty()
            || (((a.front() ^ b.front()) & ~0x20) == 0
                && qstrnicmp(a.data(), a.size(), b.data(), b.size()) == 0));
}

FieldView Head::field(qsizetype index) const
{
    const Span &span = m_fields.at(index);
    return {view(span.nameAt, span.nameSize), view(span.valueAt, span.valueSize)};
}

std::optional<QByteArrayView> Head::value(QByteArrayView name) const
{
    for (const Span &span : m_fields) {
        if (equalsIgnoringCase(view(span.nameAt, span.nameSize), name))
            return view(span.valueAt, span.valueSize);
    }
    return std::nullopt;
}

Head::Values Head::values(QByteArrayView name) const
{
    Values values;
    for (const Span &span : m_fields) {
        if (equalsIgnoringCase(view(span.nameAt, span.nameSize), name))
            values.append(view(span.valueAt, span.valueSize));
    }
    return values;
}

bool Head::lists(QByteArrayView name, QByteArrayView token) const
{
    for (const QByteArrayView value : values(name)) {
        qsizetype from = 0;
        while (from <= value.size()) {
            qsizetype comma = value.indexOf(',', from);
            if (comma < 0)
                comma = value.size();
            if (equalsIgnoringCase(value.sliced(from, comma - from).trimmed(), token))
                return true;
            from = comma + 1;
        }
    }
    return false;
}

void HeadBuilder::append(QByteArrayView name, QByteArrayView value)
{
    QByteArray &raw = m_head.m_raw;
    const qsizetype at = raw.size();
    raw.append(name).append(": ").append(value).append("\r\n");
    m_head.m_fields.append({.nameAt = quint32(at),
                            .nameSize = quint32(name.size()),
                            .valueAt = quint32(at + name.size() + 2),
                            .valueSize = quint32(value.size())});
}

Head HeadBuilder::finish()
{
    m_head.m_raw.append("\r\n");
    return std::exchange(m_head, {});
}

QByteArrayView pathOf(QByteArrayView target) noexcept
{
    const qsizetype question = target.indexOf('?');
    const QByteArrayView whole = question < 0 ? target : target.first(question);
    const qsizetype authority = whole.startsWith('/') ? -1 : whole.indexOf("://");
    if (authority < 0)
        return whole;
    const qsizetype slash = whole.indexOf('/', authority + 3);
    return slash < 0 ? QByteArrayView("/") : whole.sliced(slash);
}

QByteArrayView Request::query() const
{
    const qsizetype question = target.indexOf('?');
    return question < 0 ? QByteArrayView() : target.sliced(question + 1);
}

QByteArrayView reasonPhrase(int status) noexcept
{
    switch (status) {
    case 100:
        return "Continue";
    case 101:
        return "Switching Protocols";
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 206:
        return "Partial Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 402:
        return "Payment Required";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 407:
        return "Proxy Authentication Required";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 411:
        return "Length Required";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 416:
        return "Range Not Satisfiable";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Content";
    case 425:
        return "Too Early";
    case 426:
        return "Upgrade Required";
    case 428:
        return "Precondition Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 451:
        return "Unavailable For Legal Reasons";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    case 507:
        return "Insufficient Storage";
    }
    return "Unknown";
}

} // namespace pushbench::wire
