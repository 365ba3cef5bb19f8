// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/triage/triage.h"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace pushbench::app {

/// How long holes stay open, and whom to ask about them then.
struct TriageOptions
{
    std::optional<std::chrono::microseconds> grace{}; ///< Absent: as the feeds' lateness has it.
    std::optional<triage::TriageConfig> config{};     ///< Absent: nobody is asked.
};

/// What CLI11 fills.
struct RawTriageOptions
{
    std::string resource;
    std::optional<std::string> token;
    std::string ca;
    std::optional<double> grace;
    std::optional<double> settle;
    std::optional<double> deadline;
    bool recover = false;
};

/// While traffic runs, or for a recording that has ended, where nothing has to be waited for but a
/// second read.
enum class TriageOf : quint8 {
    Traffic,
    Recording,
};

void addTriageOptions(CLI::App &verb, RawTriageOptions &raw, TriageOf what);
[[nodiscard]] Result<TriageOptions> readTriageOptions(const RawTriageOptions &raw, TriageOf what);

} // namespace pushbench::app
