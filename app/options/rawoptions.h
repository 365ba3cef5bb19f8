// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/options/checkoptions.h"
#include "app/options/clientoptions.h"
#include "app/options/resourceoptions.h"
#include "app/options/sessionoptions.h"
#include "app/options/sourceoptions.h"
#include "app/options/triageoptions.h"
#include "core/wire/limits.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace pushbench::app {

/// What CLI11 fills; the verbs turn it into their options.
struct RawOptions
{
    // Common.
    std::string output = "text";
    std::string session;
    std::string config;
    // consume
    std::string listen = "127.0.0.1:8028";
    std::string path = "/webhooks";
    std::optional<std::string> token;
    std::string nextToken; ///< produce, replay
    std::vector<std::string> sources;
    std::vector<std::string> endpoints;
    bool pathGiven = false; ///< --path, --auth-token or --source, on the command line or in a file.
    std::string policy;
    bool events = false;
    qint64 stopAfter = 0;
    double duration = 0;
    qint64 maxBody = wire::Limits{}.bodyBytes;
    int maxConnections = 0;
    std::string tlsCertificate;
    std::string tlsKey;
    bool tlsSelfSigned = false;
    std::string clientCa;
    RawTriageOptions triage; ///< Of analyze, too.
    // produce
    std::string url;
    qint64 generated = 0;
    quint64 seed = 42;
    qint64 firstSequence = 1101;
    std::vector<std::string> resources;
    double holeRate = 0;
    std::string from;
    std::string fromSession;
    RawSourceOptions fromResource;
    std::string checkpoint;
    std::vector<std::string> misbehave;
    int batch = 1;
    bool multi = false;
    double rate = 0;
    std::string ramp;
    int burst = 0;
    int inFlight = 1;
    std::string source;
    std::vector<std::string> headers;
    double timeout = 30;
    int maxAttempts = 10;
    std::string backoff = "0.5:60";
    ClientRawOptions client;
    RawHostOptions resource;
    // replay
    std::string replayed;
    bool replayAll = false;
    RawCheckOptions check;
    // analyze
    std::string analyzed;
    // export
    std::string exported;
    std::string format = "ndjson";
    bool exchanges = false;
    std::string filter;
    std::string to;
    RawSessionOptions made; ///< import, bundle, note
};

void addCommon(CLI::App &verb, RawOptions &raw, bool session);
CLI::App *addConsume(CLI::App &app, RawOptions &raw);
CLI::App *addProduce(CLI::App &app, RawOptions &raw);
CLI::App *addReplay(CLI::App &app, RawOptions &raw);
CLI::App *addAnalyze(CLI::App &app, RawOptions &raw);
CLI::App *addExport(CLI::App &app, RawOptions &raw);
CLI::App *addDemo(CLI::App &app, RawOptions &raw);

} // namespace pushbench::app
