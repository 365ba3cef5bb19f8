// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/demosource.h"

#include <algorithm>
#include <array>
#include <limits>

namespace pushbench::app {
namespace {

constexpr qint64 kRound = 2300; ///< Positions after which the scenes begin again.
constexpr size_t kRemembered = 24;

enum class Act : quint8 {
    HoldBack,
    CatchUp,
    Repeat,
    Contradict,
    Skip,
};

struct Scene
{
    Act act;
    qint64 first;
    qint64 length;
};

constexpr std::array kScenes{
    Scene{Act::HoldBack, 380, 26}, Scene{Act::CatchUp, 440, 1},     Scene{Act::Skip, 800, 30},
    Scene{Act::Repeat, 1040, 1},   Scene{Act::Contradict, 1330, 1}, Scene{Act::HoldBack, 1600, 12},
    Scene{Act::CatchUp, 1640, 1},  Scene{Act::Skip, 1930, 9},
};

std::optional<Act> actAt(qint64 position)
{
    const auto scene = std::ranges::find_if(kScenes, [at = position % kRound](const Scene &each) {
        return at >= each.first && at < each.first + each.length;
    });
    return scene == kScenes.end() ? std::nullopt : std::optional(scene->act);
}

} // namespace

DemoSource::DemoSource()
    : m_generator({.events = std::numeric_limits<qint64>::max(), .seed = 42, .holeRate = 0.0004})
{
}

protocol::EntityEvent DemoSource::next()
{
    // The generator has more events than anybody will ever wait for.
    return m_generator.take(1).value().front();
}

void DemoSource::advance()
{
    const std::optional<Act> act = actAt(m_position++);
    if (!act) {
        m_queue.push_back(next());
        return;
    }
    switch (*act) {
    case Act::HoldBack:
        m_late.push_back(next());
        break;
    case Act::CatchUp:
        m_queue.insert(m_queue.end(), m_late.begin(), m_late.end());
        m_late.clear();
        break;
    case Act::Repeat:
        m_queue.insert(m_queue.end(), m_sent.begin(), m_sent.end());
        break;
    case Act::Contradict:
        m_queue.push_back(m_sent.back());
        m_queue.back().resourceRecordKey.append("-other");
        break;
    case Act::Skip:
        static_cast<void>(next());
        break;
    }
}

Result<std::vector<protocol::EntityEvent>> DemoSource::take(size_t count)
{
    std::vector<protocol::EntityEvent> events;
    while (events.size() < count) {
        while (m_queue.empty())
            advance();
        events.push_back(m_queue.front());
        m_queue.pop_front();
        m_sent.push_back(events.back());
        if (m_sent.size() > kRemembered)
            m_sent.pop_front();
    }
    return events;
}

} // namespace pushbench::app
