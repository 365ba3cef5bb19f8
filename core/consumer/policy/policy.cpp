// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/policy.h"

#include <algorithm>

namespace pushbench::consumer {
namespace {

/// Bodies whose attempts are counted; the oldest are forgotten beyond it.
constexpr size_t kMostAttempts = 65'536;

bool isWithin(qint64 number, const std::optional<std::pair<qint64, qint64>> &range)
{
    return !range || (number >= range->first && number <= range->second);
}

bool matches(const HeaderCondition &when, const wire::Head *head)
{
    if (!head)
        return false;
    const wire::Head::Values values = head->values(when.name);
    return when.value ? values.contains(QByteArrayView(*when.value)) : !values.isEmpty();
}

bool matches(const Condition &when, const RequestFacts &facts, qint64 attempt)
{
    if (when.source && facts.source != QByteArrayView(*when.source))
        return false;
    if (when.header && !matches(*when.header, facts.head))
        return false;
    if (!isWithin(qint64(facts.events.size()), when.count) || !isWithin(attempt, when.attempt))
        return false;
    if (!when.resource && !when.sequence)
        return true;
    return std::any_of(facts.events.begin(), facts.events.end(), [&when](const auto &event) {
        return (!when.resource || event.resourceName == *when.resource)
            && (!when.sequence
                || (event.sequence >= when.sequence->first
                    && event.sequence <= when.sequence->second));
    });
}

} // namespace

void PolicyState::setPolicy(Policy policy)
{
    m_policy = std::move(policy);
    m_script = m_policy.replies;
    m_scriptAt = 0;
    m_limiter.reset();
    if (m_policy.rateLimit)
        m_limiter.emplace(m_policy.rateLimit->limit);
    m_countsAttempts = std::any_of(m_policy.rules.begin(), m_policy.rules.end(),
                                   [](const Rule &rule) { return rule.when.attempt.has_value(); });
    m_attempts.clear();
    m_attemptOrder.clear();
}

Decision PolicyState::decide(const RequestFacts &facts, Moment now, double random)
{
    std::optional<Decision> decided = decideForced(now.steady);
    if (!decided)
        decided = decideByPolicy(facts, now.steady);
    Decision decision = std::move(decided).value_or(Decision{});
    const auto jitter =
        std::chrono::milliseconds(qint64(random * double(m_policy.jitter.count() + 1)));
    decision.latency =
        m_policy.latency + (m_policy.jitter.count() > 0 ? jitter : std::chrono::milliseconds(0));
    if (decision.reply)
        decision.latency += decision.reply->latency;
    return decision;
}

std::optional<Decision> PolicyState::decideByPolicy(const RequestFacts &facts, SteadyTime now)
{
    const qint64 attempt = m_countsAttempts ? countAttempt(facts.body) : 1;
    const auto rule =
        std::find_if(m_policy.rules.begin(), m_policy.rules.end(),
                     [&facts, attempt](const Rule &r) { return matches(r.when, facts, attempt); });
    if (rule != m_policy.rules.end())
        return Decision{.reply = rule->reply};
    if (m_scriptAt < m_script.size()) {
        ScriptedReply &step = m_script[m_scriptAt];
        Decision decision{.reply = step.reply};
        if (--step.times <= 0)
            ++m_scriptAt;
        return decision;
    }
    if (!m_limiter)
        return std::nullopt;
    const auto wait = m_limiter->take(qint64(facts.events.size()), now);
    if (!wait)
        return std::nullopt;
    return Decision{.reply = Reply{.status = 429, .retryAfter = m_policy.rateLimit->retryAfter},
                    .left = *wait};
}

qint64 PolicyState::countAttempt(QByteArrayView body)
{
    const quint64 key = qHash(body, 0x9e3779b97f4a7c15ull);
    qint64 &attempts = m_attempts[key];
    if (++attempts > 1)
        return attempts;
    m_attemptOrder.push_back(key);
    if (m_attemptOrder.size() > kMostAttempts) {
        m_attempts.erase(m_attemptOrder.front());
        m_attemptOrder.pop_front();
    }
    return 1;
}

std::optional<Decision> PolicyState::decideForced(SteadyTime now)
{
    if (m_next.times > 0) {
        --m_next.times;
        return Decision{.reply = m_next.reply};
    }
    if (now < m_timed.until) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_timed.until - now);
        return Decision{.reply = m_timed.reply, .left = left};
    }
    return std::nullopt;
}

void PolicyState::forceNext(Reply reply, int times)
{
    m_next = {.reply = std::move(reply), .times = times};
}

void PolicyState::forceUntil(Reply reply, SteadyTime until)
{
    m_timed = {.reply = std::move(reply), .until = until};
}

void PolicyState::clearForced()
{
    m_next = {};
    m_timed = {};
}

std::optional<PolicyState::Forced> PolicyState::forced(SteadyTime now) const
{
    if (m_next.times > 0)
        return m_next;
    if (now < m_timed.until)
        return m_timed;
    return std::nullopt;
}

} // namespace pushbench::consumer
