// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/eventsource.h"

namespace pushbench::app {

/// A feed for demonstrations: generated events among which some come late, twice or for another
/// record, and some numbers never exist. The same every time.
class DemoSource final : public producer::EventSource
{
public:
    DemoSource();

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override;

private:
    [[nodiscard]] protocol::EntityEvent next();

    producer::Generator m_generator;
    qint64 m_position = 0;
    std::optional<protocol::EntityEvent>
        m_held;                      ///< Overtaken by later ones until its time has come.
    protocol::EntityEvent m_earlier; ///< To be repeated.
};

} // namespace pushbench::app
