// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/records/findinggroups.h"

namespace pushbench::app {

/// A finding that was told late, as a group of one.
[[nodiscard]] FindingGroup groupOf(const ledger::FindingRecord &record);

/// The `finding` record: findings of one clause, with the level that the clause has and their
/// evidence.
[[nodiscard]] QByteArray findingJson(WallTime now, const FindingGroup &group);

/// The same for people, on two lines.
[[nodiscard]] QString findingText(const FindingGroup &group);

/// "fail RCP027-R5 /ResourceRecordKey: what came, what was expected".
[[nodiscard]] QString findingWords(const protocol::Finding &finding);

} // namespace pushbench::app
