// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The bytes of a probe, and the exchange that is recorded of it.

#include "core/checks/consumer/prober.h"
#include "core/journal/headfields.h"
#include "core/protocol/payload/payload.h"

#include <QThread>

using namespace std::chrono_literals;

namespace pushbench::checks {
namespace {

constexpr auto kRecorded = 10s;

QByteArray chunksOf(const QByteArray &body, bool crumbs)
{
    if (!crumbs)
        return QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
    QByteArray out;
    for (const char byte : body)
        out += QByteArray("1;check=yes\r\n") + byte + "\r\n";
    return out + "0\r\nX-Check-Trailer: end\r\n\r\n";
}

} // namespace

QByteArray Prober::bodyOf(const Probe &probe)
{
    if (probe.framing == Framing::Chunked || probe.framing == Framing::Crumbs)
        return chunksOf(probe.body, probe.framing == Framing::Crumbs);
    return probe.body;
}

QByteArray Prober::headOf(const Probe &probe, qsizetype bodySize) const
{
    QByteArray path = m_config.target.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        path = "/";
    if (m_config.target.hasQuery())
        path += '?' + m_config.target.query(QUrl::FullyEncoded).toLatin1();
    QByteArray query = probe.query;
    if (m_config.target.hasQuery() && query.startsWith('?'))
        query[0] = '&';
    QByteArray head = probe.method + ' ' + path + query + ' ' + probe.version + "\r\n";
    const auto add = [&head, &probe](const QByteArray &name, const QByteArray &value) {
        head += (probe.upperCaseNames ? name.toUpper() : name) + ": " + value + "\r\n";
    };
    if (probe.withHost)
        add("Host", m_config.target.authority(QUrl::FullyEncoded).section(u'@', -1).toLatin1());
    const QByteArray authorization =
        probe.authorization.value_or("Bearer " + m_config.token.reveal());
    if (!authorization.isEmpty())
        add("Authorization", authorization);
    const bool hasBody = probe.framing != Framing::None;
    const QByteArray type = probe.contentType.value_or(hasBody ? "application/json" : "");
    if (!type.isEmpty())
        add("Content-Type", type);
    if (const QByteArray label = probe.label.value_or(m_config.label); !label.isEmpty())
        add("EntityEventSource", label);
    for (const wire::Field &field : m_config.fields)
        add(field.name, field.value);
    for (const wire::Field &field : probe.fields)
        add(field.name, field.value);
    if (probe.framingFields)
        head += *probe.framingFields;
    else if (probe.framing == Framing::Length)
        add("Content-Length", QByteArray::number(bodySize));
    else if (hasBody)
        add("Transfer-Encoding", "chunked");
    return head + "\r\n";
}

void Prober::record(const Probe &probe, const QByteArray &head, Moment began,
                    const QByteArray &peer, Seen &seen)
{
    const journal::Redactor redactor = m_redactor.knowingOffered(head);
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->side = Side::Producer;
    exchange->peer = peer;
    exchange->protocol = "HTTP/1.1";
    exchange->tls = seen.tls;
    exchange->method = probe.method;
    exchange->target = redactor.target(head.split(' ').value(1));
    exchange->began = began.wall;
    exchange->requestHead = redactor.head(head);
    exchange->requestBody = redactor.body(probe.body); // Without its chunks, as everywhere.
    if (probe.method == "POST")
        exchange->payload = std::make_shared<const protocol::Payload>(
            protocol::parsePayload(exchange->requestBody));
    if (const auto label = journal::headerValue(exchange->requestHead, "EntityEventSource"))
        exchange->source = label->toByteArray();
    exchange->timings.done =
        std::chrono::duration_cast<std::chrono::microseconds>(m_clock.now().steady - began.steady);
    exchange->outcome = journal::Outcome::Unknown;
    exchange->fault = seen.trouble.toUtf8();
    if (!seen.answers.empty()) {
        const wire::ReceivedResponse &answer = seen.answers.front();
        exchange->status = answer.status;
        exchange->responseHead = redactor.head(answer.head.raw());
        exchange->responseBody = redactor.body(answer.body);
        exchange->outcome = answer.status >= 200 && answer.status < 300
            ? journal::Outcome::Delivered
            : journal::Outcome::Refused;
    } else if (!seen.connected) {
        exchange->outcome = journal::Outcome::Failed;
    }
    m_journal.append(exchange, m_receipts, 0);
    // Its number is given when it is on disk; a journal that cannot write says so, too.
    const SteadyTime until = m_clock.now().steady + kRecorded;
    while (m_clock.now().steady < until) {
        if (const auto receipts = m_receipts->drain(); !receipts.empty()) {
            if (receipts.front().recorded)
                seen.exchanges.push_back(exchange->number);
            return;
        }
        QThread::usleep(200);
    }
}

} // namespace pushbench::checks
