// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/producertrap.h"

#include "core/consumer/judge/waits.h"
#include "core/journal/headfields.h"
#include "core/protocol/bearer.h"

#include <algorithm>

namespace pushbench::app {
namespace {

/// Accepted requests that make a healthy phase.
constexpr int kHealthy = 2;
/// Silence that long after its halting answer means that the feed has stopped.
constexpr std::chrono::milliseconds kStopped{2000};
/// Of requests that pass while one waits, so many are remembered.
constexpr size_t kMostPassing = 100'000;
/// A timer may be that much too soon.
constexpr std::chrono::milliseconds kRoundedOff{20};

bool carries(const journal::Exchange &exchange, const Secret &token)
{
    const auto value = journal::headerValue(exchange.requestHead, "Authorization");
    return !token.isEmpty() && value
        && protocol::checkBearer({*value}, token, protocol::CredentialOrigin::Recorded).verdict
        == protocol::BearerVerdict::Accepted;
}

std::chrono::milliseconds between(WallTime from, WallTime to)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(to - from);
}

} // namespace

ProducerTrap::ProducerTrap(const Config &config, Hands hands, QObject *parent)
    : QObject(parent)
    , m_patience(config.patience)
    , m_token(config.token)
    , m_nextToken(config.nextToken)
    , m_hands(std::move(hands))
    , m_phases(checks::producerPhases(config.lead,
                                      config.profile.resume ? &*config.profile.resume : nullptr))
    , m_resume(config.profile.resume)
{
    m_seen.profile = config.profile;
    m_seen.nextToken = !m_nextToken.isEmpty();
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
    m_passing.clear();
    const checks::Phase &now = m_phases.at(phase);
    m_seen.phases[now.name] = {};
    m_giveUp.start(m_patience + now.reply.latency); // Nothing is told of it before it is answered.
    Q_EMIT waiting(now.name.toByteArray(), QString::fromUtf8(now.doing));
    if (now.resumes && !m_resume->haltStatus)
        callProducer(false);
    else if (now.rotates)
        m_hands.refuseToken();
    else if (!now.healthy)
        m_hands.answerNext(now.reply);
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
    if (!m_resume || m_called || phase.rotates)
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
    for (const Departure &departure : facts.departures)
        m_seen.departures[departure.exchange] = departure.after;
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
    if (phase.rotates)
        return takeRotating(exchange, seen);
    if (phase.isSlow())
        return takeSlow(record, seen);
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
    seen.until = between(seen.answeredAt, exchange.began);
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

/// A late answer is recorded when it is due, behind all that came meanwhile.
void ProducerTrap::takeSlow(const ledger::ExchangeRecord &record, checks::PhaseSeen &seen)
{
    const journal::Exchange &exchange = *record.exchange;
    if (!record.first)
        return;
    const auto [lowest, highest] = std::minmax(*record.first, *record.last);
    const Passing passing{.exchange = exchange.number,
                          .began = exchange.began,
                          .first = lowest,
                          .last = highest,
                          .accepted = exchange.accepted()};
    if (seen.exercised) {
        takeCopy(passing, seen);
    } else {
        using std::chrono::microseconds;
        const microseconds waited = exchange.timings.done.value_or(microseconds(0))
            - exchange.timings.requestDone.value_or(microseconds(0));
        if (waited + kRoundedOff < m_phases.at(m_phase).reply.latency) {
            if (m_passing.size() == kMostPassing)
                m_passing.pop_front();
            m_passing.push_back(passing);
            return;
        }
        seen.exercised = true;
        seen.answered = exchange.number;
        seen.answeredAt = exchange.began;
        seen.took = std::chrono::duration_cast<std::chrono::milliseconds>(waited);
        seen.left = exchange.fault == consumer::kProducerLeft;
        m_slowFirst = *record.first;
        m_giveUp.start(m_patience);
        for (const Passing &before : m_passing)
            takeCopy(before, seen);
    }
    if (!seen.left || seen.returned.value > 0)
        return leave();
    if (seen.answered == exchange.number)
        Q_EMIT answered(exchange.number);
}

/// Is it what was answered late, once more? Events may come again in other company.
void ProducerTrap::takeCopy(const Passing &passing, checks::PhaseSeen &seen)
{
    if (passing.began <= seen.answeredAt || m_slowFirst < passing.first
        || m_slowFirst > passing.last)
        return;
    const std::chrono::milliseconds after = between(seen.answeredAt, passing.began);
    if (after < seen.took)
        seen.copies.push_back({passing.exchange, after});
    if (!passing.accepted || seen.returned.value > 0)
        return;
    seen.returned = passing.exchange;
    seen.until = after;
}

/// The token that it was given is refused now; what was under way is not.
void ProducerTrap::takeRotating(const journal::Exchange &exchange, checks::PhaseSeen &seen)
{
    constexpr int kUnauthorized = 401;
    const bool next = exchange.accepted() && carries(exchange, m_nextToken);
    if (!next && (exchange.status != kUnauthorized || !carries(exchange, m_token)))
        return;
    if (!seen.exercised) {
        seen.exercised = true;
        seen.answered = exchange.number;
        seen.answeredAt = exchange.began;
        if (!next) {
            m_giveUp.start(m_nextToken.isEmpty() ? std::min(m_patience, checks::kRefusal)
                                                 : m_patience);
            Q_EMIT answered(exchange.number);
        }
    } else if (!next) {
        ++seen.between;
    }
    if (!next)
        return;
    seen.returned = exchange.number;
    seen.until = between(seen.answeredAt, exchange.began);
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
    call.until = between(call.at, exchange.began);
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
