// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/curlcommand.h"

#include "core/journal/headfields.h"
#include "core/wire/message.h"

#include <QStringBuilder>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace pushbench::journal {
namespace {

constexpr QByteArrayView kToken = "\"Authorization: Bearer $PUSHBENCH_AUTH_TOKEN\"";

bool needsNoQuotes(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("-_./:@%+,=").contains(c);
}

/// What curl composes itself, or what describes a framing that the copy will not have.
bool isCurlsOwn(QByteArrayView name)
{
    static constexpr std::array<QByteArrayView, 5> kNames{
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect"};
    return std::ranges::any_of(
        kNames, [name](QByteArrayView own) { return wire::equalsIgnoringCase(name, own); });
}

/// A printf format whose output is exactly these bytes.
QByteArray printfFormat(QByteArrayView bytes)
{
    QByteArray out = "'";
    for (const char c : bytes) {
        if (c == '%')
            out += "%%";
        else if (quint8(c) < 0x20 || quint8(c) >= 0x7F || c == '\\' || c == '\'')
            out += '\\' + QByteArray::number(quint8(c), 8).rightJustified(3, '0');
        else
            out += c;
    }
    return out + '\'';
}

void appendOption(QByteArray &command, QByteArrayView option, QByteArrayView word)
{
    command += " \\\n  ";
    command += option;
    command += ' ';
    command += word;
}

void appendField(QByteArray &command, QByteArrayView name, QByteArrayView value)
{
    QByteArray field = name.toByteArray();
    field += value.isEmpty() ? QByteArrayView(";") : QByteArrayView(": "); // ";" sends an empty one
    field += value;
    appendOption(command, "-H", shellQuoted(field));
}

/// Appends the fields of a head; returns the value of Host.
QByteArray appendFields(QByteArray &command, QByteArrayView head)
{
    QByteArray host;
    bool typed = false;
    for (const HeadField &field : headFields(head)) {
        typed = typed || wire::equalsIgnoringCase(field.name, "Content-Type");
        if (wire::equalsIgnoringCase(field.name, "Host"))
            host = field.value.toByteArray();
        else if (wire::equalsIgnoringCase(field.name, "Authorization"))
            appendOption(command, "-H", kToken);
        else if (wire::equalsIgnoringCase(field.name, "Transfer-Encoding")
                 && wire::equalsIgnoringCase(field.value, "chunked"))
            appendField(command, field.name, field.value); // Then curl makes chunks, too.
        else if (!field.name.isEmpty() && !isCurlsOwn(field.name))
            appendField(command, field.name, field.value);
    }
    if (!typed)
        appendOption(command, "-H", "'Content-Type:'"); // or curl claims a form
    return host;
}

/// Linux takes no longer word on a command line; what a shell's own printf writes has no limit.
constexpr qsizetype kLongestWord = 120 * 1024;

void appendBody(QByteArray &command, QByteArrayView body)
{
    if (body.size() <= kLongestWord && isShellText(body)) {
        appendOption(command, "--data-raw", shellQuoted(body));
    } else {
        appendOption(command, "--data-binary", "@-");
        command.prepend("printf " + printfFormat(body) + " | ");
    }
}

} // namespace

bool isShellText(QByteArrayView bytes)
{
    const auto isText = [](char c) {
        return (quint8(c) >= 0x20 && c != 0x7F) || c == '\n' || c == '\t';
    };
    if (!std::ranges::all_of(bytes, isText))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(bytes);
    return !decoder.hasError() && !decoded.isNull();
}

QByteArray shellQuoted(QByteArrayView bytes)
{
    if (!bytes.isEmpty() && std::ranges::all_of(bytes, needsNoQuotes))
        return bytes.toByteArray();
    QByteArray inside = bytes.toByteArray();
    inside.replace('\'', "'\\''");
    return '\'' + inside + '\'';
}

QByteArray curlCommand(const Exchange &exchange)
{
    QByteArray fields;
    QByteArray host = appendFields(fields, exchange.requestHead);
    if (host.isEmpty())
        host = exchange.peer;
    QByteArray command = "curl -i";
    if (exchange.method != "POST")
        command += " -X " + shellQuoted(exchange.method);
    const QByteArray url = exchange.target.startsWith('/')
        ? QByteArray((exchange.tls.isEmpty() ? "http://" : "https://") + host + exchange.target)
        : exchange.target; // absolute form
    command += ' ' + shellQuoted(url);
    command += fields;
    if (!exchange.requestBody.isEmpty() || exchange.method == "POST")
        appendBody(command, exchange.requestBody);
    return command;
}

QByteArray curlCommand(const QUrl &url, QByteArrayView body)
{
    QByteArray command = "curl -i " + shellQuoted(url.toEncoded());
    appendOption(command, "-H", "'Content-Type: application/json'");
    appendOption(command, "-H", kToken);
    appendBody(command, body);
    return command;
}

} // namespace pushbench::journal
