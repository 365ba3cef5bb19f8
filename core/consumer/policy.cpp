// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy.h"

#include "core/base/datetext.h"

#include <algorithm>
#include <charconv>

namespace pushbench::consumer {
namespace {

bool matches(const Condition &when, const RequestFacts &facts)
{
    if (when.source && facts.source != QByteArrayView(*when.source))
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

/// "+3" or "-10" behind the name of a notation.
std::optional<std::chrono::seconds> parseOffset(QByteArrayView text)
{
    if (text.size() < 2 || (text[0] != '+' && text[0] != '-') || text[1] == '-')
        return std::nullopt;
    qint64 seconds = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + 1, end, seconds);
    constexpr qint64 kCentury = 100ll * 366 * 24 * 3600;
    if (error != std::errc{} || stop != end || seconds > kCentury)
        return std::nullopt;
    return std::chrono::seconds(text[0] == '-' ? -seconds : seconds);
}

} // namespace

RetryAfterSpec RetryAfterSpec::parse(QByteArrayView text)
{
    if (text == QByteArrayView("seconds"))
        return {.kind = Kind::Seconds};
    struct Notation
    {
        QByteArrayView prefix;
        Kind kind;
    };
    for (const auto &[prefix, kind] :
         {Notation{"date:", Kind::ImfFixdate}, Notation{"rfc850:", Kind::Rfc850},
          Notation{"asctime:", Kind::Asctime}}) {
        if (!text.startsWith(prefix))
            continue;
        if (const auto offset = parseOffset(text.sliced(prefix.size())))
            return {.kind = kind, .offset = *offset};
    }
    return {.literal = text.toByteArray()};
}

QByteArray RetryAfterSpec::render(WallTime now, std::chrono::milliseconds left) const
{
    const WallTime then = left.count() > 0 ? now + left : now + offset;
    const WallTime date = std::chrono::ceil<std::chrono::seconds>(then);
    switch (kind) {
    case Kind::Literal:
        return literal;
    case Kind::Seconds:
        return QByteArray::number(qint64(std::chrono::ceil<std::chrono::seconds>(left).count()));
    case Kind::ImfFixdate:
        return datetext::imfFixdate(date);
    case Kind::Rfc850:
        return datetext::rfc850(date);
    case Kind::Asctime:
        return datetext::asctime(date);
    }
    Q_UNREACHABLE();
}

Decision PolicyState::decide(const RequestFacts &facts, Moment now, double random)
{
    Decision decision;
    if (std::optional<Decision> forced = decideForced(now.steady)) {
        decision = std::move(*forced);
    } else if (const auto rule =
                   std::find_if(m_policy.rules.begin(), m_policy.rules.end(),
                                [&facts](const Rule &r) { return matches(r.when, facts); });
               rule != m_policy.rules.end()) {
        decision.reply = rule->reply;
    } else if (m_scriptAt < m_script.size()) {
        ScriptedReply &step = m_script[m_scriptAt];
        decision.reply = step.reply;
        if (--step.times <= 0)
            ++m_scriptAt;
    }
    const auto jitter =
        std::chrono::milliseconds(qint64(random * double(m_policy.jitter.count() + 1)));
    decision.latency =
        m_policy.latency + (m_policy.jitter.count() > 0 ? jitter : std::chrono::milliseconds(0));
    if (decision.reply)
        decision.latency += decision.reply->latency;
    return decision;
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
