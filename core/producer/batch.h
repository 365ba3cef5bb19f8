// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/event.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace pushbench::producer {

/// What is known of an event beside itself.
struct Trait
{
    qint64 position = -1; ///< In its source, from 0; -1: of no source, a copy of another event.
    protocol::Sequence number{}; ///< The source's, where it was renumbered on purpose.
    quint32 misdeeds = 0;        ///< What is done wrong to it on purpose: bits by Misbehaviour.
};

/// A number of events that travel in one request.
struct Batch
{
    std::vector<protocol::EntityEvent> events{};
    std::vector<Trait> traits{}; ///< As many as events, or none.
    std::optional<QByteArray>
        body{}; ///< Of one that was made or recorded before, and travels as it is.
    std::optional<QByteArray> source{}; ///< The label that it was recorded with, if any.
    qint64 id = 0;                      ///< Given by the delivery; the tries of one batch share it.
    qint64 place = 0; ///< Given by the delivery; ascending in the order of the feed.
};

/// How many events of its source it holds; copies that are made on purpose do not count.
[[nodiscard]] inline qint64 eventCount(const Batch &batch)
{
    if (batch.traits.empty())
        return qint64(batch.events.size());
    return std::count_if(batch.traits.begin(), batch.traits.end(),
                         [](const Trait &trait) { return trait.position >= 0; });
}

/// The first `count` events in a batch of the same number, and the rest in one without a number.
[[nodiscard]] inline std::pair<Batch, Batch> split(const Batch &whole, size_t count)
{
    const auto cut = [](const auto &all, size_t from, size_t to) {
        using List = std::decay_t<decltype(all)>;
        return List(all.begin() + qsizetype(std::min(from, all.size())),
                    all.begin() + qsizetype(std::min(to, all.size())));
    };
    const size_t size = whole.events.size();
    return {Batch{.events = cut(whole.events, 0, count),
                  .traits = cut(whole.traits, 0, count),
                  .id = whole.id,
                  .place = whole.place},
            Batch{.events = cut(whole.events, count, size),
                  .traits = cut(whole.traits, count, size),
                  .place = whole.place + qint64(count)}};
}

} // namespace pushbench::producer
