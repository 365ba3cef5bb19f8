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
};

/// The events of a foreign EntityEvent resource, in its order, page by page, and then those that it
/// gets (contract section 3, `--from-resource URL`): a server that only lets itself be read becomes
/// a producer. While it is followed, what passes (no connection, 429, 503 and other 5xx) is asked
/// again without end; what does not is a fault. Memory: two pages at the most.
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
    void goOnBehind(protocol::Sequence sequence) override { m_last = std::max(m_last, sequence); }

private:
    void open();
    void ask();
    void takePage(const odata::PageBody &page);
    void end(const odata::WalkEvidence &evidence);
    void fail(const QString &why);

    ResourceSourceConfig m_config;
    const Clock &m_clock;
    std::unique_ptr<odata::Reader> m_reader; ///< Made by take(), on the producer's thread.
    std::unique_ptr<QTimer> m_poll;
    std::deque<protocol::EntityEvent> m_read;
    protocol::Sequence m_last; ///< Read, or passed over.
    std::optional<Fault> m_fault;
    bool m_ended = false;
};

} // namespace pushbench::producer
