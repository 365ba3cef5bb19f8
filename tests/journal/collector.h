// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/inbox.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace pushbench::journal {

/// Collects on whichever thread posts, so that a test needs no event loop to wait for the journal.
template <typename T>
class Collector
{
public:
    std::shared_ptr<Inbox<T>> box = std::make_shared<Inbox<T>>([this] { take(box->drain()); });

    Collector() = default;
    Collector(const Collector &) = delete;
    Collector &operator=(const Collector &) = delete;

    void take(std::vector<T> items)
    {
        const std::scoped_lock lock(m_mutex);
        for (T &item : items)
            m_items.push_back(std::move(item));
        m_came.notify_all();
    }

    /// False when fewer have come after a long time.
    [[nodiscard]] bool waitFor(size_t count)
    {
        std::unique_lock lock(m_mutex);
        return m_came.wait_for(lock, std::chrono::seconds(30),
                               [this, count] { return m_items.size() >= count; });
    }

    [[nodiscard]] T at(size_t index)
    {
        const std::scoped_lock lock(m_mutex);
        return m_items.at(index);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_came;
    std::vector<T> m_items;
};

} // namespace pushbench::journal
