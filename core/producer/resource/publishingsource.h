// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/eventsource.h"

#include <functional>

namespace pushbench::producer {

/// A source whose events are published before anybody can push them (RCP028-R6).
class PublishingSource final : public EventSource
{
public:
    /// Returns when the events can be seen. Called on the producer's thread.
    using Publish = std::function<void(const std::vector<protocol::EntityEvent> &)>;

    PublishingSource(std::unique_ptr<EventSource> source, Publish publish)
        : m_source(std::move(source))
        , m_publish(std::move(publish))
    {
    }

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override
    {
        Result<std::vector<protocol::EntityEvent>> events = m_source->take(count);
        if (events && !events->empty())
            m_publish(events.value());
        return events;
    }

private:
    std::unique_ptr<EventSource> m_source;
    Publish m_publish;
};

} // namespace pushbench::producer
