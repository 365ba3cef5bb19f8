// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/batch.h"
#include "core/producer/manner.h"
#include "core/producer/misbehave/misbehaviour.h"
#include "core/wire/client/requestfault.h"

#include <deque>

namespace pushbench::producer {

/// How one attempt is sent.
struct RequestPlan
{
    quint32 misdeeds = 0; ///< All that is wrong with it, but for what it makes of a hold.
    quint32 ofHolds = 0;  ///< What it makes of a hold, if there is one.
    wire::RequestFault fault = wire::RequestFault::None;
    Manner manner{};

    [[nodiscard]] bool does(Misbehaviour kind) const noexcept
    {
        return (misdeeds >> unsigned(kind)) & 1;
    }
};

/// How a request of that kind goes wrong on the wire; None where only its content is.
[[nodiscard]] wire::RequestFault faultOf(Misbehaviour kind) noexcept;

/// An event that is not pushed, on purpose.
struct Withheld
{
    protocol::Sequence sequence{};
    Trait trait{};
};

/// What becomes of events before anything is sent.
struct Fates
{
    bool tellsPublished = false;                    ///< Somebody wants to know.
    std::vector<protocol::EntityEvent> published{}; ///< What a hosted resource shows, in order.
    std::vector<Withheld> withheld{};
};

/// Decides what goes wrong on purpose: which events are pushed, published, repeated or renumbered,
/// and how each request is sent. Without IO, and by seed and sequence alone. Without any misdeed it
/// only makes batches.
///
/// A request that is sent wrong is sent so once; the next attempt of the same batch is proper.
class Planner
{
public:
    explicit Planner(std::vector<Misdeed> misdeeds = {}, quint64 seed = 1);

    /// The next event of the source.
    void feed(protocol::EntityEvent event, qint64 position, Fates &fates);
    /// One that an earlier run has settled: only the resource may have to know of it.
    void pass(protocol::EntityEvent event, Fates &fates) const;
    /// There are no more, or none for a long time: what waits for the one after it need not wait.
    void flush();

    /// Events that may be batched.
    [[nodiscard]] size_t ready() const noexcept { return m_ready.size(); }
    /// The next events, `most` of them where there are so many.
    [[nodiscard]] Batch take(size_t most);

    [[nodiscard]] RequestPlan request(const Batch &batch, int attempt) const;

private:
    struct Planned
    {
        protocol::EntityEvent event;
        Trait trait;
    };

    [[nodiscard]] quint32 misdeedsFor(protocol::Sequence sequence) const;
    void renumber(protocol::EntityEvent &event, quint32 misdeeds) const;
    void copy(const Planned &planned, Misbehaviour why);

    std::vector<Misdeed> m_misdeeds;
    quint64 m_seed;
    std::deque<Planned> m_ready;
    std::vector<Planned> m_copies;    ///< Of what the batch under way holds; for the one after it.
    std::optional<Planned> m_passing; ///< Lets one event pass.
};

/// "abort-body,duplicate": by the names of `--misbehave`, in their order.
[[nodiscard]] QByteArray namesOf(quint32 misdeeds);

} // namespace pushbench::producer
