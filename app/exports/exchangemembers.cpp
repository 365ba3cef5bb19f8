// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exports/exchangemembers.h"

#include "app/exports/exporter.h"
#include "core/journal/sessionformat.h"
#include "core/protocol/payload/payloadwriter.h"

namespace pushbench::app {
namespace {

using protocol::appendJsonString;

void appendNumber(QByteArray &out, QByteArrayView name, qint64 value)
{
    if (!out.isEmpty())
        out.append(',');
    appendJsonString(out, name);
    out.append(':').append(QByteArray::number(value));
}

void appendOffset(QByteArray &out, QByteArrayView name, const journal::Timings::Offset &offset)
{
    if (offset)
        appendNumber(out, name, offset->count());
}

void appendNotes(QByteArray &out, QByteArrayView name, const std::vector<journal::Note> &notes)
{
    if (notes.empty())
        return;
    out.append(',');
    appendJsonString(out, name);
    out.append(":[");
    for (const journal::Note &note : notes) {
        out.append(&note == &notes.front() ? "{\"kind\":" : ",{\"kind\":");
        appendJsonString(out, journal::noteKindName(note.kind));
        out.append(",\"exchange\":").append(QByteArray::number(note.exchange.value));
        out.append(",\"text\":");
        appendJsonString(out, note.text);
        out.append('}');
    }
    out.append(']');
}

} // namespace

void appendBytesMember(QByteArray &out, const QByteArray &name, const QByteArray &bytes)
{
    if (!out.isEmpty() && !out.endsWith('{'))
        out.append(',');
    const bool plain = isText(bytes);
    appendJsonString(out, plain ? name : name + "Base64");
    out.append(':');
    appendJsonString(out, plain ? bytes : bytes.toBase64());
}

QByteArray spanJson(const Beside::Span &span)
{
    QByteArray json;
    appendNumber(json, "beganUs", journal::microseconds(span.began));
    appendNumber(json, "endedUs", journal::microseconds(span.ended));
    return json.prepend('{').append('}');
}

QByteArray exactMembers(const journal::Exchange &exchange, const Beside &beside)
{
    QByteArray out;
    appendNumber(out, "connection", exchange.connection);
    appendNumber(out, "delivery", exchange.delivery);
    appendNumber(out, "beganUs", journal::microseconds(exchange.began));
    appendOffset(out, "connectedUs", exchange.timings.connected);
    appendOffset(out, "requestDoneUs", exchange.timings.requestDone);
    appendOffset(out, "firstByteUs", exchange.timings.firstByte);
    appendOffset(out, "doneUs", exchange.timings.done);
    // What a peer wrote there may be no text; then the member of that name shows it as well as it
    // can, and this one is exact.
    for (const auto &[name, bytes] :
         {std::pair("method", exchange.method), std::pair("target", exchange.target),
          std::pair("source", exchange.source.value_or(QByteArray()))}) {
        if (!isText(bytes))
            appendBytesMember(out, name, bytes);
    }
    out.append(",\"tls\":");
    appendJsonString(out, exchange.tls);
    if (!exchange.requestTrailers.isEmpty())
        appendBytesMember(out, "requestTrailers", exchange.requestTrailers);
    if (beside.session)
        out.append(",\"session\":").append(spanJson(*beside.session));
    appendNotes(out, "notesBefore", beside.before);
    appendNotes(out, "notes", beside.behind);
    return out;
}

} // namespace pushbench::app
