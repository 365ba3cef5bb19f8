// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/checkpoint.h"
#include "core/producer/eventsource.h"
#include "core/producer/misbehave/planner.h"

#include <algorithm>
#include <set>

namespace pushbench::producer {

/// Makes batches of a source's events, and knows how far the feed has come: passes over what an
/// earlier run has settled, lets the planner decide what becomes of the rest, and keeps the
/// checkpoint. On the producer's thread.
class Feeder
{
public:
    /// Without a checkpoint the feed begins at its beginning, and nobody remembers it.
    Feeder(std::unique_ptr<EventSource> source, Planner planner,
           std::unique_ptr<Checkpoint> checkpoint);

    /// The next events, `most` where there are so many; empty when there are none, or none yet.
    [[nodiscard]] Batch next(size_t most);

    /// Nothing will come any more: the source is at its end, or failed.
    [[nodiscard]] bool ended() const noexcept { return m_ended && m_planner.ready() == 0; }
    /// Why the source cannot give more, once.
    [[nodiscard]] std::optional<Fault> takeFault() { return std::exchange(m_fault, std::nullopt); }

    /// Those events will not be sent again: they were delivered, or refused for good.
    void settle(const Batch &batch, bool refused);

    /// Brings the checkpoint up to date. When nothing new leaves before it succeeds, a crash
    /// repeats only what was under way.
    [[nodiscard]] Result<> keep(SteadyTime now);
    /// The same at the end, and so that it outlives the machine.
    [[nodiscard]] Result<> keepForGood();

    /// Hears what becomes of events, before anything of them is sent and some thousand at a time.
    /// What an earlier run has settled is among the published, for this run's resource does not
    /// know it. Set before the first next().
    void onFates(std::function<void(const Fates &)> hear, bool tellsPublished);
    void onWake(std::function<void()> wake) { m_source->onWake(std::move(wake)); }
    void onNotice(std::function<void(const QString &)> notice)
    {
        m_source->onNotice(std::move(notice));
    }

    [[nodiscard]] RequestPlan request(const Batch &batch, int attempt) const
    {
        return m_planner.request(batch, attempt);
    }

    /// What the source gave is read, and more may come.
    [[nodiscard]] bool awaitsMore() const { return !m_ended && m_source->awaitsMore(); }
    /// The last that was read, or that an earlier run had settled.
    [[nodiscard]] protocol::Sequence last() const { return std::max(m_last, m_from.sequence); }

    [[nodiscard]] qint64 withheld() const noexcept { return m_withheld; }
    /// Where it went on.
    [[nodiscard]] const Progress &from() const noexcept { return m_from; }

private:
    [[nodiscard]] Batch nextBody();
    void read(size_t count);
    void tellFates();
    [[nodiscard]] Result<> told(Result<> saved);
    void take(protocol::EntityEvent event);
    void settle(const Trait &trait);
    [[nodiscard]] Progress progress() const;
    [[nodiscard]] bool isSettled(const protocol::EntityEvent &event);
    [[nodiscard]] std::optional<Fault> mismatch() const;
    void fail(Fault fault);

    std::unique_ptr<EventSource> m_source;
    Planner m_planner;
    std::unique_ptr<Checkpoint> m_checkpoint;
    Progress m_from;
    ProgressLog m_progress;
    Fates m_fates;
    std::function<void(const Fates &)> m_hear;
    std::optional<Fault> m_fault;
    qint64 m_position = 0;  ///< Of the next event, in the source.
    size_t m_nextAhead = 0; ///< In m_from.ahead.
    protocol::Sequence m_last{0};
    std::set<protocol::Sequence> m_late; ///< Came late, and are not settled.
    bool m_passing;                      ///< Still in front of m_from.
    qint64 m_withheld = 0;
    bool m_unsaved = false;  ///< The checkpoint is behind.
    bool m_unsynced = false; ///< It may be so on the disk.
    bool m_ended = false;
};

} // namespace pushbench::producer
