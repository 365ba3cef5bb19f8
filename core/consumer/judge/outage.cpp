// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/judge/outage.h"

#include "core/consumer/judge/waits.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::consumer {
namespace {

/// A pause that is no ordinary backoff any more.
constexpr std::chrono::seconds kSilence = 60s;

bool isFailure(const journal::Exchange &exchange)
{
    return !exchange.accepted()
        && (exchange.status == 0 || exchange.status >= 500 || exchange.status < 300)
        && exchange.retryAfter.isEmpty();
}

protocol::Finding finding(const QString &text)
{
    return {.id = "RCP028-R17",
            .verdict = protocol::Verdict::Info,
            .where = "request",
            .text = text,
            .bytes = {}};
}

} // namespace

void Outage::apply(const journal::Exchange &exchange, JudgeChanges &changes)
{
    if (exchange.outcome == journal::Outcome::Failed)
        return;
    if (m_failures > 0 && exchange.began - m_lastAt >= kSilence)
        changes.findings.push_back(
            finding(u"the feed was silent for %1 after %2 in a row, and went on"_s.arg(
                secondsText(exchange.began - m_lastAt),
                countText(m_failures, u"failure", u"failures"))));
    m_failures = isFailure(exchange) ? m_failures + 1 : 0;
    m_last = exchange.number;
    m_lastAt = exchange.began;
    m_due = m_failures > 0 ? exchange.began + kDeadline : WallTime::max();
}

void Outage::tick(WallTime now, JudgeChanges &changes)
{
    if (now < m_due)
        return;
    m_due = WallTime::max();
    changes.later.push_back(
        {m_last,
         finding(u"the flow stopped after %1 in a row: nothing came within %2 min"_s
                     .arg(countText(m_failures, u"failure", u"failures"))
                     .arg(kDeadline.count()))});
}

} // namespace pushbench::consumer
