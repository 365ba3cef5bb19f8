// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/producertrap.h"

namespace pushbench::app {
namespace {

/// Accepted requests that make a healthy phase.
constexpr int kHealthy = 2;

} // namespace

ProducerTrap::ProducerTrap(std::chrono::milliseconds patience, Arm arm, QObject *parent)
    : QObject(parent)
    , m_patience(patience)
    , m_arm(std::move(arm))
{
    m_giveUp.setSingleShot(true);
    m_giveUp.setInterval(m_patience);
    connect(&m_giveUp, &QTimer::timeout, this, &ProducerTrap::leave);
}

void ProducerTrap::start()
{
    m_running = true;
    enter(0);
}

void ProducerTrap::enter(size_t phase)
{
    m_phase = phase;
    m_taken = 0;
    m_body.clear();
    const checks::Phase &now = checks::producerPhases().at(phase);
    m_seen.phases[now.name] = {};
    if (!now.healthy)
        m_arm(now.reply);
    m_giveUp.start();
    Q_EMIT waiting(now.name.toByteArray(), QString::fromUtf8(now.doing));
}

void ProducerTrap::leave()
{
    m_giveUp.stop();
    if (m_phase + 1 < checks::producerPhases().size()) {
        enter(m_phase + 1);
        return;
    }
    m_running = false;
    Q_EMIT finished();
}

void ProducerTrap::take(const Facts &facts)
{
    for (const consumer::PolitenessRecord &record : facts.politeness)
        m_seen.holds[record.exchange] = record;
    for (const ledger::ExchangeRecord &record : facts.records.exchanges)
        takeExchange(record);
    m_seen.findings.insert(m_seen.findings.end(), facts.records.findings.begin(),
                           facts.records.findings.end());
}

void ProducerTrap::takeExchange(const ledger::ExchangeRecord &record)
{
    const journal::Exchange &exchange = *record.exchange;
    ++m_seen.exchanges;
    m_seen.withEvents += record.events > 0 ? 1 : 0;
    m_seen.several += record.events > 1 ? 1 : 0;
    m_seen.labelled += exchange.source ? 1 : 0;
    for (const protocol::Finding &finding : record.findings)
        m_seen.findings.push_back({exchange.number, finding, exchange.began});
    if (!m_running)
        return;
    const checks::Phase &phase = checks::producerPhases().at(m_phase);
    checks::PhaseSeen &seen = m_seen.phases[phase.name];
    if (phase.healthy) {
        seen.exercised = seen.exercised || exchange.accepted();
        seen.answered = seen.answered.value == 0 ? exchange.number : seen.answered;
        m_taken += exchange.accepted() ? 1 : 0;
        if (m_taken >= kHealthy)
            leave();
        return;
    }
    if (!seen.exercised) {
        const bool asArmed = phase.reply.fault != wire::AnswerFault::None
            ? !exchange.fault.isEmpty()
            : exchange.status == phase.reply.status;
        if (!asArmed)
            return; // It was under way when the phase began.
        seen.exercised = true;
        seen.answered = exchange.number;
        seen.answeredAt = exchange.began;
        m_body = exchange.requestBody;
        m_giveUp.start();
        Q_EMIT answered(exchange.number);
        return;
    }
    ++seen.between;
    if (!exchange.accepted())
        return;
    seen.returned = exchange.number;
    seen.until =
        std::chrono::duration_cast<std::chrono::milliseconds>(exchange.began - seen.answeredAt);
    seen.sameBody = exchange.requestBody == m_body;
    leave();
}

checks::ProducerSeen ProducerTrap::seen() const
{
    return m_seen;
}

} // namespace pushbench::app
