// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/inbox.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <vector>

namespace pushbench::journal {

/// Collects what a journal posts, so that a test needs no event loop to wait for it.
template <typename T>
class Collector
{
public:
    /// look is called on the thread that posts, at the moment it does; it may not drain.
    explicit Collector(std::function<void()> look = {})
        : box(std::make_shared<Inbox<T>>([this, look = std::move(look)] {
            if (look)
                look();
            const std::scoped_lock lock(m_mutex);
            m_posted = true;
            m_came.notify_all();
        }))
    {
    }
    ~Collector() { box->close(); }
    Collector(const Collector &) = delete;
    Collector &operator=(const Collector &) = delete;

    std::shared_ptr<Inbox<T>> box;

    /// False when fewer have come after a long time.
    [[nodiscard]] bool waitFor(size_t count)
    {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (true) {
            std::vector<T> came = box->drain();
            std::move(came.begin(), came.end(), std::back_inserter(m_items));
            if (m_items.size() >= count)
                return true;
            std::unique_lock lock(m_mutex);
            if (!m_came.wait_until(lock, until, [this] { return m_posted; }))
                return false;
            m_posted = false;
        }
    }

    /// What waitFor() has seen.
    [[nodiscard]] const T &at(size_t index) const { return m_items.at(index); }

private:
    std::mutex m_mutex;
    std::condition_variable m_came;
    bool m_posted = false;
    std::vector<T> m_items; ///< On the test's thread only.
};

} // namespace pushbench::journal
