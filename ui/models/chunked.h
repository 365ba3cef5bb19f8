// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <cstddef>
#include <memory>
#include <vector>

namespace pushbench::ui {

/// A growing array that never moves its elements: appending costs the same at a million rows as at
/// ten, where a vector would stop the window to copy everything.
template <typename T, size_t ChunkSize = 16384>
class Chunked
{
public:
    [[nodiscard]] size_t size() const noexcept { return m_size; }
    [[nodiscard]] bool empty() const noexcept { return m_size == 0; }

    void push_back(const T &value)
    {
        if (m_size % ChunkSize == 0)
            m_chunks.push_back(std::make_unique<T[]>(ChunkSize));
        m_chunks.back()[m_size % ChunkSize] = value;
        ++m_size;
    }

    [[nodiscard]] const T &operator[](size_t index) const
    {
        return m_chunks[index / ChunkSize][index % ChunkSize];
    }
    [[nodiscard]] T &operator[](size_t index)
    {
        return m_chunks[index / ChunkSize][index % ChunkSize];
    }
    [[nodiscard]] const T &back() const { return (*this)[m_size - 1]; }

    void clear()
    {
        m_chunks.clear();
        m_size = 0;
    }

private:
    std::vector<std::unique_ptr<T[]>> m_chunks;
    size_t m_size = 0;
};

} // namespace pushbench::ui
