// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/config.h"
#include "core/producer/eventsource.h"
#include "ui/bench.h"

namespace pushbench::app {

/// What the window's form says, as a producer is started with it.
struct PushConfig
{
    producer::Config config{};
    QStringList warnings{}; ///< What is unsafe about it, in words.
};

/// Reads the files that the settings name, by the rules of the command line.
[[nodiscard]] Result<PushConfig> pushConfig(const ui::ProducerSettings &settings, WallTime now);

/// The clock outlives it.
[[nodiscard]] Result<std::unique_ptr<producer::EventSource>>
openSource(const ui::ProducerSettings &settings, const Clock &clock);

} // namespace pushbench::app
