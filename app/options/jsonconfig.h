// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace CLI {
class App;
}

namespace pushbench::app {

/// What --config files say, as the arguments that would say the same: {"listen": "127.0.0.1:0",
/// "events": true, "source": ["A", "B"]}; "endpoints" holds objects that stand for --endpoint.
/// Takes the verb's arguments; those that were given win over the file's. The file's come first, so
/// that a complaint about one reads like any other.
[[nodiscard]] Result<QStringList> withConfig(const CLI::App &verb, const QStringList &arguments);

} // namespace pushbench::app
