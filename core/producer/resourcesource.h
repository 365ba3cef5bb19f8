// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/reader/reader.h"
#include "core/producer/eventsource.h"

#include <deque>

namespace pushbench::producer {

/// A foreign EntityEvent resource as a feed.
struct ResourceSourceConfig
{
    odata::ReaderConfig reader{};
    protocol::Sequence after{0}; ///< Only events behind that one.

    /// Between two looks for new events, once all that there was is read.
    std::chrono::milliseconds poll{2000};
    bool once = false; ///< The feed ends where the resource does; else it is followed.

    /// So long a number that was left out is looked for again: it may have been handed out early
    /// and become visible late. 0: never.
    std::chrono::milliseconds settle{60'000};
};

/// The events of a foreign EntityEvent resource, in its order, page by page, and then those that it
/// gets (contract section 3, `--from-resource URL`): a server that only lets itself be read becomes
/// a producer. While it is followed, what passes (no connection, 429, 503 and other 5xx) is asked
/// again without end; what does not is a fault. Memory: two pages at the most.
///
/// What it left out is read again with each look, for the time that is given, as far as
/// kMostReread events and kMostHoles holes back; what has become visible there is given out of
/// order.
class ResourceSource final : public EventSource
{
public:
    /// The clock outlives it.
    ResourceSource(const ResourceSourceConfig &config, const Clock &clock);
    ~ResourceSource() override;

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override;
    [[nodiscard]] bool awaitsMore() const noexcept override { return !m_fault && !m_ended; }
    [[nodiscard]] QString name() const override;

    /// Numbers may be hidden between two runs (RCP027-R8).
    [[nodiscard]] bool mayThin() const noexcept override { return true; }

    /// Reads from there only.
    void goOnBehind(protocol::Sequence sequence, const std::vector<Hole> &holes) override;
    [[nodiscard]] std::vector<Hole> openHoles() const override;

    static constexpr qint64 kMostReread = 10'000;
    static constexpr size_t kMostHoles = 500;

private:
    struct OpenHole
    {
        Hole hole{};
        qint64 read = 0; ///< So many events had been read when it opened.
    };

    void open();
    void ask();
    void takePage(const odata::PageBody &page);
    void takeNew(protocol::EntityEvent event);
    [[nodiscard]] bool takeLate(protocol::Sequence sequence);
    void forgetHoles();
    void end(const odata::WalkEvidence &evidence);
    void fail(const QString &why);

    ResourceSourceConfig m_config;
    const Clock &m_clock;
    std::unique_ptr<odata::Reader> m_reader; ///< Made by take(), on the producer's thread.
    std::unique_ptr<QTimer> m_poll;
    std::deque<protocol::EntityEvent> m_read;
    protocol::Sequence m_last;    ///< The highest that was read, or passed over.
    protocol::Sequence m_walked;  ///< The last one of the look that is under way.
    std::deque<OpenHole> m_holes; ///< Ascending, by number and by time.
    qint64 m_count = 0;           ///< Events that were read.
    bool m_looked = false;        ///< All that there was has been read once.
    std::optional<Fault> m_fault;
    bool m_ended = false;
};

} // namespace pushbench::producer
