// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/judge/redirects.h"

#include "core/journal/headfields.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

using protocol::Finding;
using protocol::Verdict;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

QByteArray authorityOf(QByteArrayView location)
{
    const qsizetype scheme = location.indexOf("://");
    if (scheme < 0)
        return {};
    QByteArrayView rest = location.sliced(scheme + 3);
    const auto end = std::find_if(rest.begin(), rest.end(),
                                  [](char c) { return c == '/' || c == '?' || c == '#'; });
    return rest.first(end - rest.begin()).toByteArray().toLower();
}

QByteArray hostOf(const journal::Exchange &exchange)
{
    const auto host = journal::headerValue(exchange.requestHead, "Host");
    return (host ? host : journal::headerValue(exchange.requestHead, ":authority"))
        .value_or(QByteArrayView())
        .toByteArray()
        .toLower();
}

} // namespace

void Redirects::apply(const journal::Exchange &exchange, protocol::Findings &findings)
{
    if (m_last)
        judge(exchange, findings);
    if (!isRedirect(exchange.status))
        return;
    if (const auto location = journal::headerValue(exchange.responseHead, "Location"))
        m_last = Redirect{.exchange = exchange.number,
                          .status = exchange.status,
                          .host = hostOf(exchange),
                          .location = location->toByteArray()};
}

void Redirects::judge(const journal::Exchange &exchange, protocol::Findings &findings)
{
    const QByteArray authority = authorityOf(m_last->location);
    const bool elsewhere = !authority.isEmpty() && authority != m_last->host;
    const bool followed =
        elsewhere ? hostOf(exchange) == authority : m_last->location.endsWith(exchange.target);
    if (!followed)
        return;
    Finding finding{
        .id = "H-REDIR", .verdict = Verdict::Info, .where = "request", .text = {}, .bytes = {}};
    const bool token = journal::headerValue(exchange.requestHead, "Authorization").has_value();
    if (elsewhere && token) {
        finding.verdict = Verdict::Fail;
        finding.where = "header:Authorization";
        finding.text =
            u"the redirect of exchange %1 led to %2, and the token went there, too; a bearer "
            "token belongs to one host"_s.arg(m_last->exchange.value)
                .arg(QString::fromUtf8(authority));
    } else if (exchange.method != "POST") {
        finding.verdict = Verdict::Warn;
        finding.where = "method";
        finding.text =
            u"the redirect (%1) of exchange %2 was followed by %3; the events are gone with "
            "the body"_s.arg(m_last->status)
                .arg(m_last->exchange.value)
                .arg(QString::fromLatin1(exchange.method));
    } else {
        finding.text =
            u"the redirect (%1) of exchange %2 was followed by a POST"_s.arg(m_last->status)
                .arg(m_last->exchange.value);
    }
    findings.push_back(std::move(finding));
    m_last.reset();
}

} // namespace pushbench::consumer
