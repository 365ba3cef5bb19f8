// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/judge/carriage.h"

#include "core/journal/headfields.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

using protocol::Finding;
using protocol::Verdict;

constexpr QByteArrayView kVendorField = "X-SourceRe-";

/// Of more connections some are judged twice.
constexpr size_t kMostConnections = 65'536;

Finding finding(const char *id, Verdict verdict, QByteArrayView where, const QString &text)
{
    return {.id = id, .verdict = verdict, .where = where.toByteArray(), .text = text, .bytes = {}};
}

/// "127.0.0.1:50123", "[::1]:50123".
bool isLoopback(const QByteArray &peer)
{
    QByteArray host = peer.left(peer.lastIndexOf(':'));
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.sliced(1, host.size() - 2);
    return QHostAddress(QString::fromLatin1(host)).isLoopback();
}

bool says(const journal::Exchange &exchange, QByteArrayView field, QByteArrayView word)
{
    const auto value = journal::headerValue(exchange.requestHead, field);
    return value && value->toByteArray().toLower().contains(word);
}

/// A proxy in front of us that ended TLS itself says so, as a rule.
bool cameByTls(const journal::Exchange &exchange)
{
    return !exchange.tls.isEmpty() || says(exchange, "X-Forwarded-Proto", "https")
        || says(exchange, "Forwarded", "proto=https");
}

/// Whom a proxy in front of us took the request from; null when it does not say.
QHostAddress forwardedFor(const journal::Exchange &exchange)
{
    const auto list = [&exchange](QByteArrayView field) {
        const auto value = journal::headerValue(exchange.requestHead, field);
        return value ? value->toByteArray().split(',').front() : QByteArray();
    };
    QByteArray host = list("X-Forwarded-For").trimmed();
    for (const QByteArray &pair : list("Forwarded").split(';')) {
        if (pair.trimmed().toLower().startsWith("for="))
            host = pair.trimmed().sliced(4).replace('"', "");
    }
    if (host.startsWith('['))
        host = host.sliced(1, std::max<qsizetype>(host.indexOf(']') - 1, 0));
    else if (host.count(':') == 1)
        host.truncate(host.indexOf(':'));
    return QHostAddress(QString::fromLatin1(host));
}

/// Where the request came from over a network without TLS; empty when it did not. A proxy on this
/// machine that passes on what it got over plain HTTP is no way around that.
QString plainFrom(const journal::Exchange &exchange)
{
    if (cameByTls(exchange))
        return {};
    if (!isLoopback(exchange.peer))
        return QString::fromLatin1(exchange.peer);
    const bool plain =
        says(exchange, "X-Forwarded-Proto", "http") || says(exchange, "Forwarded", "proto=http");
    const QHostAddress sender = forwardedFor(exchange);
    return plain && !sender.isNull() && !sender.isLoopback()
        ? sender.toString() + u" to the proxy in front"_s
        : QString();
}

/// RFC 6750 section 2.2; the token itself was redacted before it came here.
bool hasFormToken(QByteArrayView body)
{
    return body.startsWith("access_token=") || body.contains("&access_token=");
}

/// What the gate refused, or what broke off before it was whole.
void judgeBroken(const journal::Exchange &exchange, JudgeChanges &changes)
{
    const QString how = QString::fromUtf8(exchange.fault);
    switch (exchange.status) {
    case 0:
        // Before a method was read it may have been anybody: a port scan, a health check.
        if (!exchange.method.isEmpty() && !how.startsWith(u"the server"))
            changes.findings.push_back(finding("RCP028-R10", Verdict::Info, "request", how));
        return;
    case 408:
        changes.findings.push_back(finding("H-SLOW", Verdict::Warn, "request", how));
        return;
    case 413:
    case 414:
    case 431:
        changes.findings.push_back(finding("H-413", Verdict::Warn, "request", how));
        return;
    case 400:
    case 501:
    case 505:
        changes.findings.push_back(
            finding("H-FRAME", exchange.method.isEmpty() ? Verdict::Info : Verdict::Fail, "request",
                    u"refused with %1: %2"_s.arg(exchange.status).arg(how)));
        return;
    default:
        return; // It is the bench that has enough.
    }
}

} // namespace

void Carriage::apply(const journal::Exchange &exchange, QByteArrayView credential,
                     JudgeChanges &changes)
{
    if (exchange.outcome == journal::Outcome::Failed) {
        judgeBroken(exchange, changes);
        return;
    }
    if (isNew(exchange))
        judgeConnection(exchange, credential, changes);
    if (!exchange.payload && hasFormToken(exchange.requestBody))
        changes.findings.push_back(
            credential.isEmpty()
                ? finding("B-3", Verdict::Warn, "body",
                          u"a token stands in the body; send it in the Authorization field"_s)
                : finding(
                    "B-3", Verdict::Fail, "body",
                    u"a token stands in the body, and one in the Authorization field; a request "
                    "uses one way only"_s));
}

/// Within a connection nothing of this changes. Those of another run have the same numbers, from
/// other ports.
bool Carriage::isNew(const journal::Exchange &exchange)
{
    const auto known = m_peers.find(exchange.connection);
    if (known != m_peers.end() && known->second == exchange.peer)
        return false;
    if (m_peers.size() >= kMostConnections)
        m_peers.clear();
    m_peers[exchange.connection] = exchange.peer;
    return true;
}

void Carriage::judgeConnection(const journal::Exchange &exchange, QByteArrayView credential,
                               JudgeChanges &changes)
{
    if (!m_http2Told && exchange.protocol == "HTTP/2") {
        m_http2Told = true;
        changes.findings.push_back(finding(
            "RCP028-R27", Verdict::Info, "request",
            exchange.tls.isEmpty() ? u"pushed over HTTP/2 with prior knowledge, which is optional"_s
                                   : u"pushed over HTTP/2, agreed by ALPN, which is optional"_s));
    }
    if (const QString from = m_plainTold || credential.isEmpty() ? QString() : plainFrom(exchange);
        !from.isEmpty()) {
        m_plainTold = true;
        changes.findings.push_back(finding(
            "B-4", Verdict::Fail, "header:Authorization",
            u"the token crossed the network from %1 without TLS; push to an https URL"_s.arg(
                from)));
    }
    if (m_vendorTold)
        return;
    for (const journal::HeadField &field : journal::headFields(exchange.requestHead)) {
        if (field.name.size() <= kVendorField.size()
            || field.name.first(kVendorField.size()).compare(kVendorField, Qt::CaseInsensitive)
                != 0)
            continue;
        m_vendorTold = true;
        changes.findings.push_back(
            finding("V-2", Verdict::Info, QByteArray("header:").append(field.name),
                    u"profile \"SourceRE hub\": its fields ride along, and are ignored; "
                    "EntityEventSource names an MLS there, each with sequences of its own"_s));
        return;
    }
}

} // namespace pushbench::consumer
