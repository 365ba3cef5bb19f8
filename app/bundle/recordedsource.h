// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/sessionsource.h"

namespace pushbench::app {

/// The events of a recorded session, or its bodies, from a session file or an evidence bundle,
/// which stays unpacked for as long as the source lives.
[[nodiscard]] Result<std::unique_ptr<producer::EventSource>>
openRecordedEvents(const QString &path);
[[nodiscard]] Result<std::unique_ptr<producer::EventSource>>
openRecordedBodies(const QString &path, producer::Recorded which);

} // namespace pushbench::app
