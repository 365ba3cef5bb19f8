// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/finding.h"

namespace pushbench::protocol {

/// Appends {"id":…,"verdict":…,"where":…,"text":…}, and "expected" and "actual" where the finding
/// has them.
void appendFindingJson(QByteArray &out, const Finding &finding);

/// Appends the findings as a JSON array.
void appendFindingsJson(QByteArray &out, const Findings &findings);

} // namespace pushbench::protocol
