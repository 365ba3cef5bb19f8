// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/protocol/event.h"

#include <QByteArray>

#include <optional>
#include <span>
#include <vector>

namespace pushbench::consumer {

/// What a Retry-After field is to say (contract section 5).
struct RetryAfterSpec
{
    enum class Kind : quint8 {
        Literal,    ///< As written, legal or not.
        Seconds,    ///< The wait that is really left, in seconds.
        ImfFixdate, ///< now + offset.
        Rfc850,
        Asctime,
    };

    Kind kind = Kind::Literal;
    QByteArray literal{};
    std::chrono::seconds offset{}; ///< The date kinds; may be negative.

    /// Reads "60", "soon", "seconds", "date:+3", "rfc850:-10", "asctime:+3".
    [[nodiscard]] static RetryAfterSpec parse(QByteArrayView text);

    /// The field value, rounded up to whole seconds. left is the wait that the bench itself means,
    /// 0 for none: then "seconds" and every date tell its end, and no offset counts.
    [[nodiscard]] QByteArray render(WallTime now, std::chrono::milliseconds left) const;

    friend bool operator==(const RetryAfterSpec &, const RetryAfterSpec &) = default;
};

/// How one request is answered against the usual.
struct Reply
{
    int status = 200; ///< 2xx: whatever the payload deserves; anything else is sent as it is.
    std::optional<RetryAfterSpec> retryAfter{};
    std::chrono::milliseconds latency{};

    [[nodiscard]] bool overrides() const noexcept { return status < 200 || status >= 300; }

    friend bool operator==(const Reply &, const Reply &) = default;
};

/// Which requests a rule is for. Everything that is set must hold.
struct Condition
{
    std::optional<QByteArray> source{};   ///< EntityEventSource equals.
    std::optional<QByteArray> resource{}; ///< Any event of that ResourceName.
    std::optional<std::pair<protocol::Sequence, protocol::Sequence>>
        sequence{}; ///< Any event inside, ends included.

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

/// The reply policy: rules that always hold, then a script that is worked off once, then the usual
/// answer.
struct Policy
{
    std::vector<Rule> rules{};
    std::vector<ScriptedReply> replies{};
    std::chrono::milliseconds latency{}; ///< Of every answer.
    std::chrono::milliseconds jitter{};  ///< Added to it at random, up to this.

    friend bool operator==(const Policy &, const Policy &) = default;
};

/// What a policy may look at in a request.
struct RequestFacts
{
    std::optional<QByteArrayView> source{};
    std::span<const protocol::EntityEventView> events{};
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
    explicit PolicyState(Policy policy)
        : m_policy(std::move(policy))
        , m_script(m_policy.replies)
    {
    }

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

    Policy m_policy;
    std::vector<ScriptedReply> m_script; ///< What is left of it.
    size_t m_scriptAt = 0;
    Forced m_next;
    Forced m_timed;
};

} // namespace pushbench::consumer
