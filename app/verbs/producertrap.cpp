// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/producertrap.h"

#include <algorithm>

namespace pushbench::app {
namespace {

/// Accepted requests that make a healthy phase.
constexpr int kHealthy = 2;
/// Silence that long after its halting answer means that the feed has stopped.
constexpr std::chrono::milliseconds kStopped{2000};

} // namespace

ProducerTrap::ProducerTrap(std::vector<checks::Phase> phases, std::chrono::milliseconds patience,
                           const checks::Profile &profile, Arm arm, QObject *parent)
    : QObject(parent)
    , m_patience(patience)
    , m_arm(std::move(arm))
    , m_phases(std::move(phases))
    , m_resume(profile.resume)
{
    m_seen.profile = profile;
    m_giveUp.setSingleShot(true);
    m_quiet.setSingleShot(true);
    connect(&m_giveUp, &QTimer::timeout, this, &ProducerTrap::giveUp);
    connect(&m_quiet, &QTimer::timeout, this, [this] { callProducer(true); });
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
    m_called = false;
    const checks::Phase &now = m_phases.at(phase);
    m_seen.phases[now.name] = {};
    m_giveUp.start(m_patience);
    Q_EMIT waiting(now.name.toByteArray(), QString::fromUtf8(now.doing));
    if (now.resumes && !m_resume->haltStatus)
        callProducer(false);
    else if (!now.healthy)
        m_arm(now.reply);
}

void ProducerTrap::leave()
{
    m_giveUp.stop();
    m_quiet.stop();
    if (m_phase + 1 < m_phases.size()) {
        enter(m_phase + 1);
        return;
    }
    m_running = false;
    Q_EMIT finished();
}

/// Nobody comes. Where it is known how, the producer is called once, and has as long again.
void ProducerTrap::giveUp()
{
    const checks::Phase &phase = m_phases.at(m_phase);
    if (!m_resume || m_called)
        return leave();
    callProducer(!phase.resumes || !m_seen.phases[phase.name].exercised);
}

void ProducerTrap::callProducer(bool halted)
{
    m_quiet.stop();
    m_called = true;
    m_halted = halted;
    m_giveUp.stop(); // The call has a patience of its own.
    Q_EMIT resumeWanted();
}

void ProducerTrap::resumed(const checks::ResumeSeen &call)
{
    if (!m_running)
        return;
    m_seen.resumes.push_back(call);
    m_seen.resumes.back().halted = m_halted;
    m_awaited = call.status >= 200 && call.status < 300;
    const bool resumes = m_phases.at(m_phase).resumes;
    if (resumes && !m_awaited)
        leave();
    else
        m_giveUp.start(resumes ? m_resume->within : std::max(m_patience, m_resume->within));
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
    if (exchange.side == Side::Producer)
        return; // A call of ours.
    ++m_seen.exchanges;
    m_seen.withEvents += record.events > 0 ? 1 : 0;
    m_seen.several += record.events > 1 ? 1 : 0;
    m_seen.labelled += exchange.source ? 1 : 0;
    checks::compare(m_seen, exchange);
    for (const protocol::Finding &finding : record.findings)
        m_seen.findings.push_back({exchange.number, finding, exchange.began});
    if (!m_running)
        return;
    if (m_awaited)
        takeResumed(record);
    const checks::Phase &phase = m_phases.at(m_phase);
    checks::PhaseSeen &seen = m_seen.phases[phase.name];
    if (phase.healthy)
        return takeHealthy(exchange, seen);
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
        m_giveUp.start(m_patience);
        if (phase.resumes)
            m_quiet.start(kStopped);
        Q_EMIT answered(exchange.number);
        return;
    }
    ++seen.between;
    if (phase.resumes) {
        if (m_quiet.isActive())
            m_quiet.start(kStopped);
        return;
    }
    if (!exchange.accepted())
        return;
    seen.returned = exchange.number;
    seen.until =
        std::chrono::duration_cast<std::chrono::milliseconds>(exchange.began - seen.answeredAt);
    seen.sameBody = exchange.requestBody == m_body;
    leave();
}

void ProducerTrap::takeHealthy(const journal::Exchange &exchange, checks::PhaseSeen &seen)
{
    seen.exercised = seen.exercised || exchange.accepted();
    seen.answered = seen.answered.value == 0 ? exchange.number : seen.answered;
    m_taken += exchange.accepted() ? 1 : 0;
    if (m_taken >= kHealthy)
        leave();
}

void ProducerTrap::takeResumed(const ledger::ExchangeRecord &record)
{
    checks::ResumeSeen &call = m_seen.resumes.back();
    const journal::Exchange &exchange = *record.exchange;
    if (record.events == 0 || !exchange.accepted() || exchange.began < call.at)
        return;
    m_awaited = false;
    call.returned = exchange.number;
    call.until = std::chrono::duration_cast<std::chrono::milliseconds>(exchange.began - call.at);
    if (m_phases.at(m_phase).resumes)
        leave();
}

checks::ProducerSeen ProducerTrap::seen() const
{
    checks::ProducerSeen all = m_seen;
    // The calls are the bench's own, and no concern of the producer's.
    std::erase_if(all.findings, [&all](const ledger::FindingRecord &finding) {
        return std::ranges::find(all.resumes, finding.exchange, &checks::ResumeSeen::exchange)
            != all.resumes.end();
    });
    return all;
}

} // namespace pushbench::app
