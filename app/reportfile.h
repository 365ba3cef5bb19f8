// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/checks/report/report.h"

namespace pushbench::app {

/// Brings the exchanges that a report's outcomes cite from the session file into the report.
void addEvidence(checks::Report &report, const QString &session);

/// Writes it as the path's ending says: .json, .xml (JUnit), .html, and text for every other.
[[nodiscard]] Result<> writeReport(const checks::Report &report, const QString &path);

} // namespace pushbench::app
