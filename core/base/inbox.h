// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <iterator>
#include <mutex>
#include <utility>
#include <vector>

namespace pushbench {

/// The one crossing between two threads: any thread posts, the owner drains everything at once.
///
/// The wake function runs on the posting thread, once per transition from empty to filled, so a
/// burst of posts costs one wake-up. It must only schedule a drain (a queued call, a frame timer):
/// it is called under the lock, so that nobody is woken who has closed.
template <typename T>
class Inbox
{
public:
    explicit Inbox(std::function<void()> wake)
        : m_wake(std::move(wake))
    {
    }

    void post(T item)
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_wake)
            return;
        const bool wasEmpty = m_items.empty();
        m_items.push_back(std::move(item));
        if (wasEmpty)
            m_wake();
    }

    void postAll(std::vector<T> &&items)
    {
        if (items.empty())
            return;
        const std::scoped_lock lock(m_mutex);
        if (!m_wake)
            return;
        const bool wasEmpty = m_items.empty();
        if (wasEmpty)
            m_items.swap(items);
        else
            m_items.insert(m_items.end(), std::make_move_iterator(items.begin()),
                           std::make_move_iterator(items.end()));
        if (wasEmpty)
            m_wake();
    }

    /// The owner goes: what is posted from now on is dropped, and once this returns nobody calls
    /// the wake function again. For boxes that those who post keep alive.
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_wake = nullptr;
        m_items.clear();
    }

    /// Everything posted since the last drain, oldest first.
    [[nodiscard]] std::vector<T> drain()
    {
        std::vector<T> items;
        const std::scoped_lock lock(m_mutex);
        items.swap(m_items);
        return items;
    }

private:
    std::function<void()> m_wake;
    std::mutex m_mutex;
    std::vector<T> m_items;
};

} // namespace pushbench
