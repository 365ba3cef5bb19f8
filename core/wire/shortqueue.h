// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace pushbench::wire {

/// First in, first out, for queues that are mostly empty and never long: ten thousand quiet
/// connections hold two each, and an empty std::deque already costs more than half a KiB.
template <typename T>
class ShortQueue
{
public:
    [[nodiscard]] bool empty() const noexcept { return m_first == m_items.size(); }
    [[nodiscard]] std::size_t size() const noexcept { return m_items.size() - m_first; }

    [[nodiscard]] T &front() { return m_items[m_first]; }
    [[nodiscard]] T &operator[](std::size_t index) { return m_items[m_first + index]; }
    [[nodiscard]] const T &operator[](std::size_t index) const { return m_items[m_first + index]; }

    void push(T item)
    {
        // Moves up before it would grow, so that a queue that never runs empty stays short as well.
        if (m_items.size() == m_items.capacity() && m_first > m_items.size() / 2) {
            m_items.erase(m_items.begin(), m_items.begin() + std::ptrdiff_t(m_first));
            m_first = 0;
        }
        m_items.push_back(std::move(item));
    }

    [[nodiscard]] T take()
    {
        T item = std::move(m_items[m_first++]);
        if (empty()) {
            m_items.clear();
            m_first = 0;
        }
        return item;
    }

    /// Gives the memory back too.
    void clear()
    {
        m_items = {};
        m_first = 0;
    }

private:
    std::vector<T> m_items;
    std::size_t m_first = 0;
};

} // namespace pushbench::wire
