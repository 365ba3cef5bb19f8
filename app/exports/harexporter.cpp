// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exports/exporter.h"
#include "app/records/recordwords.h"
#include "app/version.h"
#include "core/base/datetext.h"
#include "core/journal/headfields.h"
#include "core/protocol/payload/payloadwriter.h"
#include "core/wire/message.h"

#include <QUrl>
#include <QUrlQuery>

namespace pushbench::app {
namespace {

using protocol::appendJsonString;

void appendMember(QByteArray &out, QByteArrayView name, QByteArrayView text)
{
    if (!out.endsWith('{'))
        out.append(',');
    appendJsonString(out, name);
    out.append(':');
    appendJsonString(out, text);
}

void appendRaw(QByteArray &out, QByteArrayView name, QByteArrayView json)
{
    if (!out.endsWith('{'))
        out.append(',');
    appendJsonString(out, name);
    out.append(':').append(json);
}

QByteArray pairs(const std::vector<std::pair<QByteArray, QByteArray>> &list)
{
    QByteArray out("[");
    for (const auto &[name, value] : list) {
        out.append(out.size() > 1 ? ",{" : "{");
        appendMember(out, "name", name);
        appendMember(out, "value", value);
        out.append('}');
    }
    return out.append(']');
}

QByteArray headers(const QByteArray &head)
{
    std::vector<std::pair<QByteArray, QByteArray>> list;
    for (const journal::HeadField &field : journal::headFields(head)) {
        if (!field.name.isEmpty() && !field.name.startsWith(':'))
            list.emplace_back(field.name.toByteArray(), field.value.toByteArray());
    }
    return pairs(list);
}

QByteArray urlOf(const journal::Exchange &exchange)
{
    if (!exchange.target.startsWith('/'))
        return exchange.target;
    QByteArrayView host = exchange.peer;
    for (const QByteArrayView name : {QByteArrayView("Host"), QByteArrayView(":authority")}) {
        if (const auto value = journal::headerValue(exchange.requestHead, name))
            host = *value;
    }
    QByteArray url(exchange.tls.isEmpty() ? "http://" : "https://");
    return url.append(host).append(exchange.target);
}

QByteArray query(const QByteArray &target)
{
    std::vector<std::pair<QByteArray, QByteArray>> list;
    const QUrlQuery query(QUrl::fromEncoded(target).query(QUrl::FullyEncoded));
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded))
        list.emplace_back(name.toUtf8(), value.toUtf8());
    return pairs(list);
}

QByteArray milliseconds(std::chrono::microseconds time)
{
    return QByteArray::number(double(time.count()) / 1000, 'f', 3);
}

QByteArray mediaTypeOf(const QByteArray &head)
{
    const auto value = journal::headerValue(head, "Content-Type");
    return value ? value->toByteArray() : QByteArray();
}

QByteArray request(const journal::Exchange &exchange)
{
    QByteArray out("{");
    appendMember(out, "method", exchange.method);
    appendMember(out, "url", urlOf(exchange));
    appendMember(out, "httpVersion", exchange.protocol);
    appendRaw(out, "cookies", "[]");
    appendRaw(out, "headers", headers(exchange.requestHead));
    appendRaw(out, "queryString", query(exchange.target));
    QByteArray post("{");
    appendMember(post, "mimeType", mediaTypeOf(exchange.requestHead));
    const bool plain = isText(exchange.requestBody);
    appendMember(post, "text", plain ? exchange.requestBody : exchange.requestBody.toBase64());
    if (!plain)
        appendMember(post, "_encoding", "base64");
    appendRaw(out, "postData", post.append('}'));
    appendRaw(out, "headersSize", QByteArray::number(exchange.requestHead.size()));
    appendRaw(out, "bodySize", QByteArray::number(exchange.requestBody.size()));
    return out.append('}');
}

QByteArray response(const journal::Exchange &exchange)
{
    QByteArray out("{");
    appendRaw(out, "status", QByteArray::number(exchange.status));
    appendMember(out, "statusText",
                 exchange.status > 0 ? wire::reasonPhrase(exchange.status) : QByteArrayView());
    appendMember(out, "httpVersion", exchange.protocol);
    appendRaw(out, "cookies", "[]");
    appendRaw(out, "headers", headers(exchange.responseHead));
    QByteArray content("{");
    appendRaw(content, "size", QByteArray::number(exchange.responseBody.size()));
    appendMember(content, "mimeType", mediaTypeOf(exchange.responseHead));
    const bool plain = isText(exchange.responseBody);
    appendMember(content, "text", plain ? exchange.responseBody : exchange.responseBody.toBase64());
    if (!plain)
        appendMember(content, "encoding", "base64");
    appendRaw(out, "content", content.append('}'));
    const auto location = journal::headerValue(exchange.responseHead, "Location");
    appendMember(out, "redirectURL", location.value_or(QByteArrayView()));
    appendRaw(out, "headersSize", QByteArray::number(exchange.responseHead.size()));
    appendRaw(out, "bodySize", QByteArray::number(exchange.responseBody.size()));
    return out.append('}');
}

/// HAR counts phases, the journal stations; what was not seen counts nothing.
QByteArray timings(const journal::Timings &stations, std::chrono::microseconds &whole)
{
    using std::chrono::microseconds;
    const microseconds connected = stations.connected.value_or(microseconds(0));
    const microseconds sent = std::max(connected, stations.requestDone.value_or(connected));
    const microseconds done = std::max(sent, stations.done.value_or(sent));
    const microseconds first = std::clamp(stations.firstByte.value_or(done), sent, done);
    whole = done;
    QByteArray out("{\"blocked\":-1,\"dns\":-1");
    appendRaw(out, "connect", stations.connected ? milliseconds(connected) : QByteArray("-1"));
    appendRaw(out, "send", milliseconds(sent - connected));
    appendRaw(out, "wait", milliseconds(first - sent));
    appendRaw(out, "receive", milliseconds(done - first));
    return out.append(",\"ssl\":-1}");
}

/// What HAR has no members for, by the names of our own records: heads to the byte, exact times.
QByteArray own(const journal::Exchange &exchange, const Beside &beside)
{
    QByteArray out("{");
    appendRaw(out, "id", QByteArray::number(exchange.number.value));
    appendMember(out, "side", sideWord(exchange.side));
    appendMember(out, "peer", exchange.peer);
    appendMember(out, "protocol", exchange.protocol);
    appendMember(out, "method", exchange.method);
    appendMember(out, "target", exchange.target);
    if (exchange.source)
        appendMember(out, "source", *exchange.source);
    appendRaw(out, "status", QByteArray::number(exchange.status));
    appendRaw(out, "attempt", QByteArray::number(exchange.attempt));
    appendMember(out, "outcome", journal::outcomeName(exchange.outcome));
    appendMember(out, "fault", exchange.fault);
    appendMember(out, "intended", exchange.intended);
    out.append(',').append(exactMembers(exchange, beside));
    appendBytesMember(out, "requestHead", exchange.requestHead);
    appendBytesMember(out, "responseHead", exchange.responseHead);
    return out.append('}');
}

class HarExporter final : public Exporter
{
public:
    QByteArray head(const Beside::Span &session) override
    {
        QByteArray out("{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"Pushbench\","
                       "\"version\":\"" PUSHBENCH_VERSION "\"},\"_pushbench\":");
        return out.append(spanJson(session)).append(",\"entries\":[");
    }
    QByteArray foot() override { return "\n]}}\n"; }

    QByteArray exchange(const ledger::ExchangeRecord &record, const Beside &beside) override
    {
        const journal::Exchange &exchange = *record.exchange;
        std::chrono::microseconds whole{};
        const QByteArray phases = timings(exchange.timings, whole);
        QByteArray out(std::exchange(m_separator, ",\n"));
        out.append('{');
        appendMember(out, "startedDateTime", datetext::rfc3339(exchange.began));
        appendRaw(out, "time", milliseconds(whole));
        appendRaw(out, "request", request(exchange));
        appendRaw(out, "response", response(exchange));
        appendRaw(out, "cache", "{}");
        appendRaw(out, "timings", phases);
        appendMember(out, "connection", QByteArray::number(exchange.connection));
        QByteArray comment = journal::outcomeName(exchange.outcome).toByteArray();
        if (!exchange.fault.isEmpty())
            comment.append("; ").append(exchange.fault);
        if (!exchange.intended.isEmpty())
            comment.append("; on purpose: ").append(exchange.intended);
        appendMember(out, "comment", comment);
        appendRaw(out, "_exchange", QByteArray::number(exchange.number.value));
        appendRaw(out, "_pushbench", own(exchange, beside));
        return out.append('}');
    }

    QByteArray event(const ledger::ExchangeRecord &, const ledger::EventRecord &) override
    {
        return {};
    }

private:
    const char *m_separator = "\n";
};

} // namespace

std::unique_ptr<Exporter> makeHarExporter()
{
    return std::make_unique<HarExporter>();
}

} // namespace pushbench::app
