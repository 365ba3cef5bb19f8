// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/misbehave/planner.h"

#include <algorithm>
#include <utility>

namespace pushbench::producer {
namespace {

constexpr qint64 kBeyondDoubles = qint64(1) << 53;

constexpr quint32 bit(Misbehaviour kind) noexcept
{
    return quint32(1) << unsigned(kind);
}

static_assert(kMisbehaviours.size() <= 32);

constexpr quint32 bits(std::initializer_list<Misbehaviour> kinds) noexcept
{
    quint32 all = 0;
    for (const Misbehaviour kind : kinds)
        all |= bit(kind);
    return all;
}

/// What an event has done to it once and for all, however often it is tried.
constexpr quint32 kOfEvents =
    bits({Misbehaviour::Drop, Misbehaviour::Hide, Misbehaviour::Duplicate, Misbehaviour::Reorder,
          Misbehaviour::Conflict, Misbehaviour::Regress, Misbehaviour::HugeSequence});

/// They come to pass by a copy.
constexpr quint32 kCopies = bits({Misbehaviour::Duplicate, Misbehaviour::Conflict});

constexpr quint32 kOfHolds =
    bits({Misbehaviour::IgnoreRetryAfter, Misbehaviour::Early, Misbehaviour::HoldAlone});

constexpr bool has(quint32 misdeeds, Misbehaviour kind) noexcept
{
    return (misdeeds & bit(kind)) != 0;
}

/// `regress` begins with 1 again at its own number, `huge-sequence` goes on beyond what a double
/// holds; both keep the order, and what does not fit keeps its number.
protocol::Sequence renumbered(protocol::Sequence sequence, const Misdeed &misdeed)
{
    if (misdeed.kind == Misbehaviour::Regress)
        return {sequence.value - misdeed.which.runs.front().first.value + 1};
    if (sequence.value <= protocol::kLastSequence.value - kBeyondDoubles)
        return {sequence.value + kBeyondDoubles};
    return sequence;
}

constexpr std::array kFaults{
    std::pair{Misbehaviour::AbortHead, wire::RequestFault::AbortHead},
    std::pair{Misbehaviour::AbortBody, wire::RequestFault::AbortBody},
    std::pair{Misbehaviour::AbortAnswer, wire::RequestFault::AbortAnswer},
    std::pair{Misbehaviour::WrongLength, wire::RequestFault::WrongLength},
    std::pair{Misbehaviour::SlowBody, wire::RequestFault::SlowBody},
};

wire::RequestFault firstFault(quint32 misdeeds)
{
    for (const auto &[kind, fault] : kFaults) {
        if (has(misdeeds, kind))
            return fault;
    }
    return wire::RequestFault::None;
}

} // namespace

wire::RequestFault faultOf(Misbehaviour kind) noexcept
{
    return firstFault(bit(kind));
}

Planner::Planner(std::vector<Misdeed> misdeeds, quint64 seed)
    : m_misdeeds(std::move(misdeeds))
    , m_seed(seed)
{
}

quint32 Planner::misdeedsFor(protocol::Sequence sequence) const
{
    quint32 all = 0;
    for (const Misdeed &misdeed : m_misdeeds) {
        if (misdeed.which.holds(sequence, m_seed, quint64(misdeed.kind)))
            all |= bit(misdeed.kind);
    }
    return all;
}

void Planner::renumber(protocol::EntityEvent &event, quint32 misdeeds) const
{
    for (const Misdeed &misdeed : m_misdeeds) {
        const bool renumbers =
            misdeed.kind == Misbehaviour::Regress || misdeed.kind == Misbehaviour::HugeSequence;
        if (renumbers && has(misdeeds, misdeed.kind))
            event.sequence = renumbered(event.sequence, misdeed);
    }
}

void Planner::pass(protocol::EntityEvent event, Fates &fates) const
{
    const quint32 misdeeds = misdeedsFor(event.sequence);
    if (!fates.tellsPublished || has(misdeeds, Misbehaviour::Hide))
        return;
    renumber(event, misdeeds);
    fates.published.push_back(std::move(event));
}

void Planner::feed(protocol::EntityEvent event, qint64 position, Fates &fates)
{
    const protocol::Sequence number = event.sequence;
    const quint32 misdeeds = misdeedsFor(number);
    renumber(event, misdeeds);
    if (fates.tellsPublished && !has(misdeeds, Misbehaviour::Hide))
        fates.published.push_back(event);
    if (has(misdeeds, Misbehaviour::Drop)) {
        fates.withheld.push_back({event.sequence, {position, number, misdeeds}});
        return;
    }
    Planned planned{std::move(event), {position, number, misdeeds}};
    if (has(misdeeds, Misbehaviour::Reorder) && !m_passing) {
        m_passing = std::move(planned);
        return;
    }
    planned.trait.misdeeds &= ~bit(Misbehaviour::Reorder);
    m_ready.push_back(std::move(planned));
    flush();
}

void Planner::flush()
{
    if (m_passing)
        m_ready.push_back(*std::exchange(m_passing, std::nullopt));
}

Batch Planner::take(size_t most)
{
    const size_t count = std::min(most, m_ready.size());
    Batch batch;
    batch.events.reserve(count);
    batch.traits.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        Planned planned = std::move(m_ready.front());
        m_ready.pop_front();
        const bool original = planned.trait.position >= 0;
        if (original && has(planned.trait.misdeeds, Misbehaviour::Duplicate))
            copy(planned, Misbehaviour::Duplicate);
        if (original && has(planned.trait.misdeeds, Misbehaviour::Conflict))
            copy(planned, Misbehaviour::Conflict);
        if (original)
            planned.trait.misdeeds &= ~kCopies;
        batch.events.push_back(std::move(planned.event));
        batch.traits.push_back(planned.trait);
    }
    m_ready.insert(m_ready.begin(), std::make_move_iterator(m_copies.begin()),
                   std::make_move_iterator(m_copies.end()));
    m_copies.clear();
    return batch;
}

void Planner::copy(const Planned &planned, Misbehaviour why)
{
    Planned copied{planned.event, {-1, planned.trait.number, bit(why)}};
    if (why == Misbehaviour::Conflict)
        copied.event.resourceRecordKey.append("-other");
    m_copies.push_back(std::move(copied));
}

RequestPlan Planner::request(const Batch &batch, int attempt) const
{
    RequestPlan plan;
    if (m_misdeeds.empty() || batch.traits.empty())
        return plan;
    quint32 any = 0;
    for (const Trait &trait : batch.traits)
        any |= trait.misdeeds;
    // A share of requests is drawn by their first events, or large batches would all be hit.
    for (const Misdeed &misdeed : m_misdeeds) {
        const bool ofRequests = !has(kOfEvents, misdeed.kind) && misdeed.which.share
            && misdeed.kind != Misbehaviour::LegacyNames
            && misdeed.kind != Misbehaviour::StringSequence
            && misdeed.kind != Misbehaviour::FloatSequence;
        if (ofRequests && !has(batch.traits.front().misdeeds, misdeed.kind))
            any &= ~bit(misdeed.kind);
    }
    plan.ofHolds = any & kOfHolds;
    plan.misdeeds = any & (attempt == 1 ? ~kOfHolds : kOfEvents);
    plan.fault = firstFault(plan.misdeeds);
    plan.manner.broken = (plan.misdeeds & ~kOfEvents) != 0;
    plan.manner.ignoresRetryAfter = has(any, Misbehaviour::IgnoreRetryAfter);
    plan.manner.alone = has(any, Misbehaviour::HoldAlone);
    for (const Misdeed &misdeed : m_misdeeds) {
        if (misdeed.kind == Misbehaviour::Early)
            plan.manner.early = misdeed.early;
    }
    return plan;
}

QByteArray namesOf(quint32 misdeeds)
{
    QByteArray names;
    for (const MisbehaviourKind &kind : kMisbehaviours) {
        if (!has(misdeeds, kind.kind))
            continue;
        if (!names.isEmpty())
            names.append(',');
        names.append(kind.name);
    }
    return names;
}

} // namespace pushbench::producer
