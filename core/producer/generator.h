// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/eventsource.h"

#include <optional>
#include <random>

namespace pushbench::producer {

struct GeneratorConfig
{
    qint64 events = 1000;
    quint64 seed = 42; ///< The same seed gives the same feed.
    protocol::Sequence first{1101};
    std::vector<QByteArray> resources{"Property", "Media", "Member", "OpenHouse", "Showing"};
    std::vector<double> weights{}; ///< Of the resources; none: earlier names are more frequent.
    double holeRate = 0;           ///< Share of numbers that never exist, 0 to below 1.
};

/// Is there anything in it that cannot work? Says what and how to mend it.
[[nodiscard]] Result<> check(const GeneratorConfig &config);

/// A made-up feed: ascending numbers, resources by weight, keys that come back now and then as
/// updates of the same record, and records that belong to another one (Media to a Property, say)
/// behind it and by its key (RCP027-R11). Where the numbers end before the events do, it hands out
/// what there is and then a fault.
class Generator final : public EventSource
{
public:
    explicit Generator(GeneratorConfig config);

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override;
    [[nodiscard]] QString name() const override;

private:
    [[nodiscard]] double uniform();
    [[nodiscard]] size_t pickResource();
    [[nodiscard]] QByteArray pickKey(size_t resource);
    [[nodiscard]] QByteArray newKey(size_t resource);

    GeneratorConfig m_config;
    std::mt19937_64 m_random;
    qint64 m_made = 0;
    protocol::Sequence m_next;
    bool m_numbersEnded = false;
    std::vector<std::vector<QByteArray>> m_recent; ///< Per resource: keys that may come back.
    std::vector<std::optional<size_t>> m_parents;  ///< Per resource, where it is in the list.
    double m_weight = 0;                           ///< The sum of all.
};

/// "Property" or "Property=60": a name with its weight, for a list of either form.
[[nodiscard]] Result<> setResources(GeneratorConfig &config, const QList<QByteArray> &texts);

} // namespace pushbench::producer
