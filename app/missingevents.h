// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/resourcehost.h"
#include "core/ledger/sequence/holelist.h"

namespace pushbench::app {

/// The events of those numbers, as our own producer has them: from the resource that it hosts, or
/// else from what it recorded of its pushes in that session. Ascending; 100,000 at the most, the
/// rest is for another time. A Fault when none of them is known. What is hidden from the resource
/// or withheld without one is not known to anybody.
[[nodiscard]] Result<std::vector<protocol::EntityEvent>>
missingEvents(const std::vector<ledger::NumberRange> &numbers, ResourceHost *host,
              const QString &session);

} // namespace pushbench::app
