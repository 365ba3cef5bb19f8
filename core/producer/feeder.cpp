// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/feeder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

/// So many are read at a time where they are only passed over.
constexpr size_t kPassing = 4096;

/// Where the feed goes on. Distances say nothing in a source that may have thinned out since.
Progress beginning(EventSource &source, const Checkpoint *checkpoint)
{
    Progress from = checkpoint ? checkpoint->start() : Progress();
    if (source.mayThin())
        from.ahead.clear();
    if (from.ascending && from.position > 0)
        source.goOnBehind(from.sequence, from.holes);
    return from;
}

} // namespace

Feeder::Feeder(std::unique_ptr<EventSource> source, Planner planner,
               std::unique_ptr<Checkpoint> checkpoint)
    : m_source(std::move(source))
    , m_planner(std::move(planner))
    , m_checkpoint(std::move(checkpoint))
    , m_from(beginning(*m_source, m_checkpoint.get()))
    , m_progress(m_from)
    , m_passing(m_from.position > 0)
{
}

void Feeder::settle(const Batch &batch, bool refused)
{
    for (const Trait &trait : batch.traits)
        settle(trait);
    if (refused)
        m_progress.refuse(eventCount(batch));
    m_unsaved = true;
}

void Feeder::settle(const Trait &trait)
{
    if (trait.position < 0)
        return;
    m_progress.settle(trait.position, trait.number);
    m_late.erase(trait.number);
}

/// What a later run reads again anyway is no hole to it.
Progress Feeder::progress() const
{
    Progress progress = m_progress.progress();
    const auto add = [&progress](Hole hole) {
        hole.last = std::min(hole.last, progress.sequence);
        if (hole.first < progress.sequence)
            progress.holes.push_back(hole);
    };
    for (const Hole &hole : m_source->openHoles())
        add(hole);
    for (const protocol::Sequence sequence : m_late)
        add({.first = sequence, .last = sequence});
    std::ranges::sort(progress.holes, {}, &Hole::first);
    return progress;
}

Result<> Feeder::keep(SteadyTime now)
{
    if (!m_checkpoint || !std::exchange(m_unsaved, false))
        return {};
    m_unsynced = true;
    return told(m_checkpoint->save(progress(), now));
}

Result<> Feeder::keepForGood()
{
    if (!m_checkpoint || !(std::exchange(m_unsynced, false) || m_unsaved))
        return {};
    m_unsaved = false;
    return told(m_checkpoint->saveForGood(progress()));
}

/// One fault is enough.
Result<> Feeder::told(Result<> saved)
{
    if (!saved)
        m_checkpoint.reset();
    return saved;
}

Batch Feeder::nextBody()
{
    Result<std::optional<Batch>> body = m_source->takeBody();
    if (!body)
        fail(body.fault());
    else if (body.value())
        return std::move(*body.value());
    m_ended = true;
    return {};
}

Batch Feeder::next(size_t most)
{
    if (m_source->givesBodies())
        return nextBody();
    while (m_planner.ready() < most && !m_ended) {
        const qint64 before = m_position;
        read(m_passing ? kPassing : most - m_planner.ready());
        tellFates();
        if (m_position == before)
            break; // Nothing for now.
    }
    if (m_ended || m_planner.ready() == 0)
        m_planner.flush();
    return m_planner.take(most);
}

void Feeder::onFates(std::function<void(const Fates &)> hear, bool tellsPublished)
{
    m_hear = std::move(hear);
    m_fates.tellsPublished = tellsPublished;
}

void Feeder::tellFates()
{
    if (m_fates.published.empty() && m_fates.withheld.empty())
        return;
    for (const Withheld &withheld : m_fates.withheld)
        settle(withheld.trait);
    m_unsaved = m_unsaved || !m_fates.withheld.empty();
    m_withheld += qint64(m_fates.withheld.size());
    if (m_hear)
        m_hear(m_fates);
    m_fates.published.clear();
    m_fates.withheld.clear();
}

void Feeder::read(size_t count)
{
    Result<std::vector<protocol::EntityEvent>> events = m_source->take(count);
    if (!events)
        return fail(events.fault());
    for (protocol::EntityEvent &event : events.value()) {
        if (!m_ended)
            take(std::move(event));
    }
    if (events->size() == count || m_source->awaitsMore())
        return;
    // Less than asked for: the next call says whether that was the end, or a fault.
    if (!events->empty())
        return;
    m_ended = true;
    if (m_passing && !m_from.ascending)
        m_fault = mismatch();
}

void Feeder::take(protocol::EntityEvent event)
{
    if (isSettled(event)) {
        ++m_position;
        m_planner.pass(std::move(event), m_fates);
        return;
    }
    if (m_ended)
        return; // It is another feed.
    if (event.sequence <= m_last && m_source->mayThin()) {
        m_late.insert(event.sequence);
    } else {
        if (event.sequence <= m_last)
            m_progress.notAscending();
        m_last = event.sequence;
    }
    m_planner.feed(std::move(event), m_position++, m_fates);
}

/// An ascending feed may have lost its beginning since, so the sequence counts; of any other one
/// the place does.
bool Feeder::isSettled(const protocol::EntityEvent &event)
{
    if (m_passing) {
        const bool before = m_from.ascending
            ? event.sequence <= m_from.sequence && !isInHole(m_from.holes, event.sequence)
            : m_position < m_from.position;
        if (before) {
            m_last = event.sequence;
            return true;
        }
        m_passing = false;
        if (m_from.ascending) {
            m_position = m_from.position;
            m_last = m_from.sequence;
        } else if (std::optional<Fault> other = mismatch()) {
            fail(std::move(*other));
            return false;
        }
    }
    const qint64 distance = m_position - m_from.position;
    while (m_nextAhead < m_from.ahead.size() && m_from.ahead[m_nextAhead].last < distance)
        ++m_nextAhead;
    return m_nextAhead < m_from.ahead.size() && m_from.ahead[m_nextAhead].first <= distance;
}

/// Behind the last settled event of a feed that is not ascending: is it the one that was settled?
std::optional<Fault> Feeder::mismatch() const
{
    if (m_position == m_from.position && m_last == m_from.sequence)
        return std::nullopt;
    return Fault{FaultKind::Malformed, u"--checkpoint"_s,
                 u"it belongs to another feed: event %1 was %2 there and is %3 here; give the feed "
                 "that it was made with, or another file"_s.arg(m_from.position)
                     .arg(m_from.sequence.value)
                     .arg(m_last.value)};
}

void Feeder::fail(Fault fault)
{
    m_ended = true;
    m_fault = std::move(fault);
}

} // namespace pushbench::producer
