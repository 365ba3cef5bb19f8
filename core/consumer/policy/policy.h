// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/policy/ratelimit.h"
#include "core/consumer/policy/retryafterspec.h"
#include "core/protocol/event.h"
#include "core/wire/message.h"
#include "core/wire/server/answerfault.h"

#include <deque>
#include <span>
#include <unordered_map>

namespace pushbench::consumer {

/// How one request is answered against the usual.
struct Reply
{
    int status = 200; ///< 2xx: whatever the payload deserves; anything else is sent as it is.
    std::optional<RetryAfterSpec> retryAfter{};
    wire::Fields fields{}; ///< Further ones, as they are: a Location, a second Retry-After.
    std::chrono::milliseconds latency{};
    wire::AnswerFault fault = wire::AnswerFault::None;
    wire::DripPace drip{}; ///< Fault Drip only.

    [[nodiscard]] bool overrides() const noexcept { return status < 200 || status >= 300; }

    friend bool operator==(const Reply &, const Reply &) = default;
};

/// A field of the request's head.
struct HeaderCondition
{
    QByteArray name{};                 ///< Compared case-blind (H-HDR).
    std::optional<QByteArray> value{}; ///< Absent: any.

    friend bool operator==(const HeaderCondition &, const HeaderCondition &) = default;
};

/// Which requests a rule is for. Everything that is set must hold.
struct Condition
{
    std::optional<QByteArray> source{};   ///< EntityEventSource equals.
    std::optional<QByteArray> resource{}; ///< Any event of that ResourceName.
    std::optional<std::pair<protocol::Sequence, protocol::Sequence>>
        sequence{}; ///< Any event inside, ends included.
    std::optional<HeaderCondition> header{};
    std::optional<std::pair<qint64, qint64>> count{};   ///< So many events in the body.
    std::optional<std::pair<qint64, qint64>> attempt{}; ///< The body comes for the so-manieth time.

    friend bool operator==(const Condition &, const Condition &) = default;
};

struct Rule
{
    Condition when{};
    Reply reply{};

    friend bool operator==(const Rule &, const Rule &) = default;
};

struct ScriptedReply
{
    int times = 1;
    Reply reply{};

    friend bool operator==(const ScriptedReply &, const ScriptedReply &) = default;
};

/// 429 for what is too much.
struct RateLimitRule
{
    RateLimit limit{};
    RetryAfterSpec retryAfter{.kind = RetryAfterSpec::Kind::Seconds};

    friend bool operator==(const RateLimitRule &, const RateLimitRule &) = default;
};

/// The reply policy: rules that always hold, then a script that is worked off once, then the rate
/// limit, then the usual answer.
struct Policy
{
    std::vector<Rule> rules{};
    std::vector<ScriptedReply> replies{};
    std::optional<RateLimitRule> rateLimit{};
    std::chrono::milliseconds latency{}; ///< Of every answer.
    std::chrono::milliseconds jitter{};  ///< Added to it at random, up to this.

    friend bool operator==(const Policy &, const Policy &) = default;
};

/// What a policy may look at in a request.
struct RequestFacts
{
    std::optional<QByteArrayView> source{};
    std::span<const protocol::EntityEventView> events{};
    const wire::Head *head = nullptr;
    QByteArrayView body{};
};

/// What was decided for one request.
struct Decision
{
    std::optional<Reply> reply{};     ///< Absent: the usual answer.
    std::chrono::milliseconds left{}; ///< Of a timed refusal: what Retry-After "seconds" says.
    std::chrono::milliseconds latency{};
};

/// A policy at work: what is left of its script, and what the person at the bench asked for on top.
/// A value; the clock and the randomness are arguments.
class PolicyState
{
public:
    PolicyState() = default;
    explicit PolicyState(Policy policy) { setPolicy(std::move(policy)); }

    /// Begins anew by other rules. What the person at the bench asked for stays in force.
    void setPolicy(Policy policy);

    /// Decides the next request and uses up what applies to it. random is uniform in [0, 1).
    [[nodiscard]] Decision decide(const RequestFacts &facts, Moment now, double random);

    /// The next `times` requests are answered so, ahead of everything else.
    void forceNext(Reply reply, int times);

    /// Every request until then is answered so ("429 for 30 seconds"), ahead of everything else.
    void forceUntil(Reply reply, SteadyTime until);

    /// Takes both back.
    void clearForced();

    struct Forced
    {
        Reply reply{};
        int times = 0; ///< Still to come; 0 for a timed one.
        SteadyTime until{};
    };
    /// What is in force now, if anything.
    [[nodiscard]] std::optional<Forced> forced(SteadyTime now) const;

private:
    [[nodiscard]] std::optional<Decision> decideForced(SteadyTime now);
    [[nodiscard]] std::optional<Decision> decideByPolicy(const RequestFacts &facts, SteadyTime now);
    [[nodiscard]] qint64 countAttempt(QByteArrayView body);

    Policy m_policy;
    std::vector<ScriptedReply> m_script; ///< What is left of it.
    size_t m_scriptAt = 0;
    std::optional<RateLimiter> m_limiter;
    bool m_countsAttempts = false;                  ///< Some rule asks for them.
    std::unordered_map<quint64, qint64> m_attempts; ///< By the body's hash.
    std::deque<quint64> m_attemptOrder;             ///< Oldest first; bounds the above.
    Forced m_next;
    Forced m_timed;
};

} // namespace pushbench::consumer
