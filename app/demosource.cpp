// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/demosource.h"

namespace pushbench::app {
namespace {

// Coprime periods, so that the oddities do not march in step.
constexpr qint64 kLatePeriod = 97;
constexpr qint64 kLateBy = 41;
constexpr qint64 kRepeatPeriod = 151;
constexpr qint64 kConflictPeriod = 389;

} // namespace

DemoSource::DemoSource()
    : m_generator({.events = std::numeric_limits<qint64>::max(), .seed = 42, .holeRate = 0.004})
{
}

protocol::EntityEvent DemoSource::next()
{
    // The generator has more events than anybody will ever wait for.
    return m_generator.take(1).value().front();
}

Result<std::vector<protocol::EntityEvent>> DemoSource::take(size_t count)
{
    std::vector<protocol::EntityEvent> events;
    while (events.size() < count) {
        ++m_position;
        if (m_position % kLatePeriod == 0)
            m_held = next();
        if (m_held && m_position % kLatePeriod == kLateBy) {
            events.push_back(*std::exchange(m_held, std::nullopt));
        } else if (m_position % kRepeatPeriod == 0) {
            events.push_back(m_earlier);
        } else if (m_position % kConflictPeriod == 0) {
            events.push_back(m_earlier);
            events.back().resourceRecordKey.append("-other");
        } else {
            events.push_back(next());
        }
        if (m_position % kRepeatPeriod == kRepeatPeriod / 2)
            m_earlier = events.back();
    }
    return events;
}

} // namespace pushbench::app
