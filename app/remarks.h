// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/journal/sessionfile.h"
#include "core/ledger/remarkindex.h"

namespace pushbench::app {

/// What people said of that session so far. Blocks while it reads.
[[nodiscard]] Result<std::shared_ptr<ledger::RemarkIndex>>
readRemarks(const journal::SessionReader &session);

/// Adds them to a session that is not being recorded, as a run of its own in which nobody listened.
/// They are there whole, or not at all. Blocks while it writes.
[[nodiscard]] Result<> writeRemarks(const QString &path, const std::vector<ledger::Remark> &remarks,
                                    QByteArrayView program, const Clock &clock);

} // namespace pushbench::app
