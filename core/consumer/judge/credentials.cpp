// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/judge/credentials.h"

#include "core/consumer/judge/waits.h"

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

/// A credential is hardly longer; of more only the start is remembered.
constexpr qsizetype kLongest = 256;

QString triesText(int tries)
{
    return tries == 0 ? u"without another try with it"_s
                      : u"after %1 with it"_s.arg(countText(tries, u"more try", u"more tries"));
}

protocol::Finding finding(const QString &text)
{
    return {.id = "RCP028-R23",
            .verdict = protocol::Verdict::Info,
            .where = "header:Authorization",
            .text = text,
            .bytes = {}};
}

} // namespace

void Credentials::apply(const journal::Exchange &exchange, QByteArrayView credential,
                        JudgeChanges &changes)
{
    credential = credential.first(std::min(credential.size(), kLongest));
    if (exchange.accepted()) {
        if (m_refusal) {
            const bool same = credential == QByteArrayView(m_good);
            changes.findings.push_back(finding(
                u"the token was refused in exchange %1; %2, %3 later, it went on with %4"_s
                    .arg(m_refusal->exchange.value)
                    .arg(triesText(m_refusal->tries), secondsText(exchange.began - m_refusal->at),
                         same ? u"the same one"_s : u"another one"_s)));
            m_refusal.reset();
            m_due = WallTime::max();
        }
        if (credential != QByteArrayView(m_good))
            m_good = credential.toByteArray();
        return;
    }
    if (exchange.status != 401 || m_good.isEmpty() || credential != QByteArrayView(m_good))
        return;
    if (m_refusal)
        ++m_refusal->tries;
    else
        m_refusal = Refusal{exchange.number, exchange.began};
    m_due = exchange.began + kDeadline;
}

void Credentials::tick(WallTime now, JudgeChanges &changes)
{
    if (now < m_due)
        return;
    m_due = WallTime::max();
    changes.later.push_back(
        {m_refusal->exchange,
         finding(
             u"the token, good until then, was refused; %1 the feed stopped: nothing was accepted "
             "within %2 min"_s.arg(triesText(m_refusal->tries))
                 .arg(kDeadline.count()))});
    m_refusal.reset();
}

void Credentials::conclude(JudgeChanges &changes)
{
    if (!m_refusal)
        return;
    changes.later.push_back(
        {m_refusal->exchange,
         finding(u"the token, good until then, was refused; %1 the session ended"_s.arg(
             triesText(m_refusal->tries)))});
    m_refusal.reset();
    m_due = WallTime::max();
}

} // namespace pushbench::consumer
