// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

namespace pushbench::wire {

/// Counts the bytes of requests that are somewhere in memory: being read, waiting for the journal,
/// or still held by the books. When the budget is spent, the server stops reading; whoever lets go
/// of the last byte too many wakes it. Any thread may release; only the server's thread adds and
/// waits.
class ByteBudget
{
    Q_DISABLE_COPY_MOVE(ByteBudget)

public:
    /// wake is called on the releasing thread, and must only schedule something.
    ByteBudget(qint64 limit, std::function<void()> wake)
        : m_limit(limit)
        , m_wake(std::move(wake))
    {
    }

    /// Room for that many bytes? A single request larger than the whole budget is let in when it is
    /// alone.
    [[nodiscard]] bool hasRoom(qint64 bytes) const noexcept
    {
        const qint64 spent = used();
        return spent == 0 || spent + bytes <= m_limit;
    }

    [[nodiscard]] qint64 used() const noexcept { return m_used.load(); }

    void add(qint64 bytes) noexcept { m_used.fetch_add(bytes); }

    void release(qint64 bytes)
    {
        m_used.fetch_sub(bytes);
        if (!m_waiting.load())
            return;
        m_waking.fetch_add(1);
        if (!m_closed.load() && m_waiting.exchange(false))
            m_wake();
        m_waking.fetch_sub(1);
    }

    /// Asks for one wake-up at the next release. Check for room again afterwards, for the release
    /// that came in between.
    void wait() noexcept { m_waiting.store(true); }

    /// After it nobody is woken any more. The server calls it before it goes: holds outlive it, and
    /// may be let go on another thread at that very moment.
    void close() noexcept
    {
        m_closed.store(true);
        while (m_waking.load() > 0)
            std::this_thread::yield();
    }

private:
    // Sequentially consistent throughout: wait() and release() each write one variable and then
    // read the other's, and so do close() and release(). With less, both could miss what the other
    // one wrote.
    const qint64 m_limit;
    std::function<void()> m_wake;
    std::atomic<qint64> m_used = 0;
    std::atomic<bool> m_waiting = false;
    std::atomic<int> m_waking =
        0; ///< Threads between the look at m_closed and the end of m_wake().
    std::atomic<bool> m_closed = false;
};

/// A share of the budget, given back when its last owner goes.
class ByteHold
{
public:
    ByteHold() = default;
    ByteHold(std::shared_ptr<ByteBudget> budget, qint64 bytes)
        : m_budget(std::move(budget))
        , m_bytes(bytes)
    {
        m_budget->add(m_bytes);
    }
    ByteHold(ByteHold &&other) noexcept
        : m_budget(std::move(other.m_budget))
        , m_bytes(std::exchange(other.m_bytes, 0))
    {
    }
    ByteHold &operator=(ByteHold &&other) noexcept
    {
        std::swap(m_budget, other.m_budget);
        std::swap(m_bytes, other.m_bytes);
        return *this;
    }
    ~ByteHold()
    {
        if (m_budget)
            m_budget->release(m_bytes);
    }

    [[nodiscard]] qint64 bytes() const noexcept { return m_bytes; }

    /// Makes the share larger; it never shrinks while it is held.
    void growTo(qint64 bytes)
    {
        if (bytes > m_bytes) {
            m_budget->add(bytes - m_bytes);
            m_bytes = bytes;
        }
    }

private:
    std::shared_ptr<ByteBudget> m_budget;
    qint64 m_bytes = 0;
};

} // namespace pushbench::wire
