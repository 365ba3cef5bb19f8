// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <CLI/CLI.hpp>

namespace pushbench::app {

/// Lets CLI11 read and write its --config files as JSON: {"listen": "127.0.0.1:0", "events": true}.
class JsonConfig final : public CLI::Config
{
public:
    std::string to_config(const CLI::App *app, bool defaultAlso, bool writeDescription,
                          std::string prefix) const override;
    std::vector<CLI::ConfigItem> from_config(std::istream &input) const override;
};

} // namespace pushbench::app
