// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/facts.h"
#include "core/base/clock.h"
#include "core/base/inbox.h"

#include <atomic>
#include <deque>

namespace pushbench::app {

/// The facts of one session on their way from the books' thread to the window's, which takes only
/// as many at a time as leave it time for a frame.
class FactFlow final
{
    Q_DISABLE_COPY_MOVE(FactFlow)

public:
    /// As the wake function of an Inbox: called on the posting thread.
    explicit FactFlow(std::function<void()> wake)
        : m_inbox(std::move(wake))
    {
    }

    /// From any thread.
    void post(Facts facts);

    /// Facts that wait hold bodies. Who reads a file waits here on its own thread, until the window
    /// has taken enough of them or wants no more.
    void waitForRoom() const;

    /// The window wants no more; nobody waits from here on. From any thread.
    void giveUp() noexcept { m_givenUp = true; }

    /// Oldest first, until there are no more or that much time has passed. Says whether more are
    /// there. On the window's thread.
    template <typename Take>
    [[nodiscard]] bool deliver(const Clock &clock, std::chrono::milliseconds time, Take &&take)
    {
        for (Facts &facts : m_inbox.drain())
            m_waiting.push_back(std::move(facts));
        const SteadyTime end = clock.now().steady + time;
        while (!m_waiting.empty()) {
            const Facts facts = std::move(m_waiting.front());
            m_waiting.pop_front();
            take(facts);
            m_behind -= weightOf(facts);
            if (clock.now().steady >= end)
                break;
        }
        return !m_waiting.empty();
    }

private:
    /// Events, and exchanges that have none.
    [[nodiscard]] static qint64 weightOf(const Facts &facts) noexcept
    {
        return qint64(facts.records.events.size() + facts.records.exchanges.size());
    }

    Inbox<Facts> m_inbox;
    std::deque<Facts> m_waiting; ///< Of the window's thread.
    std::atomic<qint64> m_behind = 0;
    std::atomic<bool> m_givenUp = false;
};

} // namespace pushbench::app
