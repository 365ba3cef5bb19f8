// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/endpoint.h"

#include <QStringList>

namespace pushbench::app {

struct RawOptions;

/// --auth-token, else the environment's, else nothing.
[[nodiscard]] Result<Secret> readToken(const std::optional<std::string> &argument);

/// The endpoints of a consumer, with what has to be said of them at the start.
struct ConsumerEndpoints
{
    consumer::IntakeConfig intake{};
    std::vector<bool> tokenGenerated{}; ///< By endpoint.
    QStringList policies{};             ///< By endpoint: the file of its own policy, or empty.
};

/// That of --path, --auth-token and --source first, unless only --endpoint is given; then those of
/// --endpoint. The environment's token is the first one's, if it has none. What has no token in the
/// end gets one that is made.
[[nodiscard]] Result<ConsumerEndpoints> readEndpoints(const RawOptions &raw);

} // namespace pushbench::app
