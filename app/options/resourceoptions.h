// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/servertls.h"
#include "core/producer/resource/resourceconfig.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace pushbench::app {

/// The resource that `produce` hosts.
struct HostOptions
{
    producer::ResourceConfig config{};
    bool tokenGenerated = false;
    std::optional<ServerTls> tls{}; ///< Also in config.
    bool stay = false;              ///< Up until a signal, although everything is pushed.
};

/// What CLI11 fills.
struct RawHostOptions
{
    std::string listen;
    std::optional<std::string> token;
    qint64 pageSize = producer::ResourceConfig{}.pageSize;
    std::string dictionary = "2.0";
    std::vector<std::string> faults;
    std::string tlsCertificate;
    std::string tlsKey;
    bool tlsSelfSigned = false;
    bool stay = false;
};

void addHostOptions(CLI::App &verb, RawHostOptions &raw);

/// Absent when no resource is asked for.
[[nodiscard]] Result<std::optional<HostOptions>> readHostOptions(const RawHostOptions &raw,
                                                                 WallTime now);

} // namespace pushbench::app
