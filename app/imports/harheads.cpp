// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/imports/harheads.h"

#include "core/wire/http1/headreader.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// Cookies; and what says how bytes were framed, because an archive shows bodies without that.
constexpr std::array<QByteArrayView, 4> kLeftOut{"Cookie", "Set-Cookie", "Transfer-Encoding",
                                                 "Content-Length"};
constexpr std::array<QByteArrayView, 3> kConnectionSpecific{"Host", "Connection", "Keep-Alive"};

template <size_t Count>
bool isOneOf(QByteArrayView name, const std::array<QByteArrayView, Count> &names)
{
    return std::any_of(names.begin(), names.end(), [name](QByteArrayView known) {
        return name.compare(known, Qt::CaseInsensitive) == 0;
    });
}

bool isField(QByteArrayView name)
{
    return !name.isEmpty() && wire::isToken(name);
}

/// No line of a head holds a control character.
QByteArray clean(QByteArray value)
{
    for (char &c : value) {
        if (quint8(c) < 0x20 && c != '\t')
            c = ' ';
    }
    return value.trimmed();
}

bool isSecondVersion(QByteArrayView protocol)
{
    return protocol == "HTTP/2" || protocol == "HTTP/3";
}

void appendLine(QByteArray &head, QByteArrayView name, QByteArrayView value)
{
    head.append(name).append(": ").append(value).append("\r\n");
}

void appendFields(QByteArray &head, const wire::Fields &fields, bool lower)
{
    for (const wire::Field &field : fields)
        appendLine(head, lower ? field.name.toLower() : field.name, field.value);
}

/// A request line is parted by blanks and ends with its line.
QByteArray withoutBlanks(QByteArrayView target)
{
    QByteArray out;
    for (const char c : target) {
        if (c > ' ' && c < '\x7f')
            out.append(c);
        else
            out.append('%').append(QByteArray::number(quint8(c), 16).rightJustified(2, '0'));
    }
    return out;
}

} // namespace

QByteArray HarUrl::peer() const
{
    // The colons of an IPv6 address stand in brackets.
    const bool named = host.lastIndexOf(':') > host.lastIndexOf(']');
    return named ? host : host + (tls ? ":443" : ":80");
}

QByteArray upTo(const QByteArray &text, char end)
{
    const qsizetype at = text.indexOf(end);
    return at < 0 ? text : text.first(at);
}

HarUrl takeApart(QByteArrayView url)
{
    HarUrl parts;
    const qsizetype scheme = url.indexOf("://");
    if (scheme < 0) {
        parts.target = withoutBlanks(url);
        return parts;
    }
    parts.tls = url.first(scheme).compare("https", Qt::CaseInsensitive) == 0;
    QByteArrayView rest = url.sliced(scheme + 3);
    if (const qsizetype fragment = rest.indexOf('#'); fragment >= 0)
        rest = rest.first(fragment);
    qsizetype path = 0;
    while (path < rest.size() && rest[path] != '/' && rest[path] != '?')
        ++path;
    QByteArrayView authority = rest.first(path);
    authority = authority.sliced(authority.lastIndexOf('@') + 1); // A password is nobody's.
    parts.host = authority.toByteArray();
    parts.target = withoutBlanks(rest.sliced(path));
    if (!parts.target.startsWith('/'))
        parts.target.prepend('/');
    return parts;
}

QByteArray protocolName(QByteArrayView harVersion)
{
    const QByteArray version = harVersion.toByteArray().trimmed().toLower();
    if (version.startsWith("h2") || version.startsWith("http/2"))
        return "HTTP/2";
    if (version.startsWith("h3") || version.startsWith("http/3"))
        return "HTTP/3";
    return version == "http/1.0" ? "HTTP/1.0" : "HTTP/1.1";
}

wire::Fields headerFields(MemberReader &message)
{
    wire::Fields fields;
    const JsonNode *list = message.array("headers");
    if (!list)
        return fields;
    for (const JsonNode &item : list->items) {
        MemberReader header(item, message.file());
        const QByteArray name = header.text("name");
        const QByteArray value = header.text("value");
        message.take(header.fault());
        if (!isField(name) || isOneOf(name, kLeftOut))
            continue;
        for (const QByteArray &each : value.split('\n'))
            fields.push_back({name, clean(each)});
    }
    return fields;
}

std::optional<QByteArray> valueOf(const wire::Fields &fields, QByteArrayView name)
{
    for (const wire::Field &field : fields) {
        if (name.compare(field.name, Qt::CaseInsensitive) == 0)
            return field.value;
    }
    return std::nullopt;
}

QByteArray requestHead(QByteArrayView protocol, QByteArrayView method, const HarUrl &url,
                       const wire::Fields &fields)
{
    QByteArray head;
    if (isSecondVersion(protocol)) {
        appendLine(head, ":method", method);
        appendLine(head, ":scheme", url.tls ? "https" : "http");
        appendLine(head, ":authority", url.host);
        appendLine(head, ":path", url.target);
        for (const wire::Field &field : fields) {
            if (!isOneOf(field.name, kConnectionSpecific))
                appendLine(head, field.name.toLower(), field.value);
        }
        return head.append("\r\n");
    }
    head.append(method).append(' ').append(url.target).append(' ').append(protocol);
    head.append("\r\n");
    if (!valueOf(fields, "Host"))
        appendLine(head, "Host", url.host);
    appendFields(head, fields, false);
    return head.append("\r\n");
}

QByteArray responseHead(QByteArrayView protocol, int status, QByteArrayView reason,
                        const wire::Fields &fields)
{
    QByteArray head;
    if (isSecondVersion(protocol)) {
        appendLine(head, ":status", QByteArray::number(status));
        appendFields(head, fields, true);
        return head.append("\r\n");
    }
    head.append(protocol).append(' ').append(QByteArray::number(status));
    head.append(' ').append(clean(reason.toByteArray())).append("\r\n");
    appendFields(head, fields, false);
    return head.append("\r\n");
}

} // namespace pushbench::app
