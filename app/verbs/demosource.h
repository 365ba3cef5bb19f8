// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/generator.h"

#include <deque>

namespace pushbench::app {

/// A feed for demonstrations: generated events, of which now and then some come late, twice or for
/// another record, and some never. The same every time, and without an end.
class DemoSource final : public producer::EventSource
{
public:
    DemoSource();

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override;
    [[nodiscard]] QString name() const override { return QStringLiteral("the demo"); }

private:
    [[nodiscard]] protocol::EntityEvent next();
    /// Puts what the next position holds into the queue; often one event, sometimes none.
    void advance();

    producer::Generator m_generator;
    qint64 m_position = 0;
    std::deque<protocol::EntityEvent> m_queue;
    std::deque<protocol::EntityEvent> m_sent;  ///< The last few, to be repeated.
    std::vector<protocol::EntityEvent> m_late; ///< Overtaken by others until its time has come.
};

} // namespace pushbench::app
