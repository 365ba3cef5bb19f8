// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/producer/config.h"

#include <QStringList>

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace pushbench::app {

/// What CLI11 fills of the flags that say how a producer gets to its consumer.
struct ClientRawOptions
{
    std::string http = "1.1";
    std::string ca;
    bool insecure = false;
    std::string certificate;
    std::string key;
    std::string proxy;
    std::string clientId;
    std::optional<std::string> clientSecret;
    std::string tokenUrl;
    std::string tokenScope;
};

/// The same, read and checked.
struct ClientOptions
{
    producer::Route route{};
    producer::OAuthConfig oauth{};
    QStringList warnings{}; ///< What is unsafe about it, in words.
};

void addClient(CLI::App &verb, ClientRawOptions &raw);

/// Reads the files that the flags name. The config's target says what they are for.
[[nodiscard]] Result<ClientOptions> readClientOptions(const ClientRawOptions &raw,
                                                      const producer::Config &config, WallTime now);

} // namespace pushbench::app
