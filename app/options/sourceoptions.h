// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/producer/misbehave/misbehaviour.h"
#include "core/producer/resourcesource.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option_group;
} // namespace CLI

namespace pushbench::app {

/// What CLI11 fills.
struct RawSourceOptions
{
    std::string root;
    std::optional<std::string> token;
    std::string ca;
    std::optional<qint64> after;
    std::optional<double> poll;
    std::optional<double> settle;
    bool once = false;
    std::optional<std::string> only;
};

/// `sources` is the group of which one is chosen.
void addResourceSource(CLI::Option_group &sources, CLI::App &verb, RawSourceOptions &raw);

/// The numbers of `--only`; none: all.
[[nodiscard]] Result<std::vector<producer::Which::Run>> readOnly(const RawSourceOptions &raw);

/// Absent when events come from elsewhere.
[[nodiscard]] Result<std::optional<producer::ResourceSourceConfig>>
readResourceSource(const RawSourceOptions &raw);

} // namespace pushbench::app
