// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/exports/exporter.h"
#include "app/options/checkoptions.h"
#include "app/options/commonoptions.h"
#include "app/options/resourceoptions.h"
#include "app/options/sessionoptions.h"
#include "app/options/triageoptions.h"
#include "app/servertls.h"
#include "core/base/result.h"
#include "core/consumer/config.h"
#include "core/ledger/filter.h"
#include "core/producer/config.h"
#include "core/producer/generator.h"
#include "core/producer/resourcesource.h"

#include <QStringList>

#include <variant>

namespace pushbench::app {

struct ConsumeOptions
{
    CommonOptions common{};
    consumer::Config config{};
    std::vector<bool> tokenGenerated{}; ///< By endpoint.
    std::optional<ServerTls> tls{};     ///< Also in config.
    TriageOptions triage{};
    QString policy{};                     ///< The file that config.policy came from.
    QStringList endpointPolicies{};       ///< By endpoint: where its own came from, if it has one.
    bool events = false;                  ///< A record per event too.
    qint64 stopAfter = 0;                 ///< Exchanges; 0: no limit.
    std::chrono::milliseconds duration{}; ///< 0: no limit.
};

struct ProduceOptions
{
    CommonOptions common{};
    producer::Config config{};
    producer::GeneratorConfig generator{};
    QString from{};        ///< A file of events; empty, like fromSession: generated ones.
    QString fromSession{}; ///< A recorded session.
    std::optional<producer::ResourceSourceConfig> fromResource{}; ///< A foreign resource.
    std::vector<producer::Which::Run> only{}; ///< Of the source, these; empty: all.
    QString replay{};       ///< A recorded session, body by body (the verb replay).
    bool replayAll = false; ///< What was not accepted, too.
    QString checkpoint{};   ///< Empty: the feed begins at its beginning.
    QStringList warnings{}; ///< What is unsafe about it, to be said before it begins.
    std::optional<HostOptions> resource{};

    [[nodiscard]] bool generates() const noexcept
    {
        return from.isEmpty() && fromSession.isEmpty() && !fromResource && replay.isEmpty();
    }
};

struct AnalyzeOptions
{
    CommonOptions common{};
    QString path{};
    std::optional<triage::TriageConfig> triage{}; ///< With recover, it is recorded in the session.
};

struct ExportOptions
{
    QString path{};
    ExportFormat format = ExportFormat::Ndjson;
    bool exchanges = false; ///< A record for each exchange instead of each event.
    ledger::Filter filter{};
    QString filterText{};
    QString to{}; ///< Empty: standard output.
};

struct DemoOptions
{
    CommonOptions common{};
};

/// What the command line asked for. TextToPrint is --help or --version.
struct TextToPrint
{
    QByteArray text{};
};

using Command =
    std::variant<TextToPrint, ConsumeOptions, ProduceOptions, AnalyzeOptions, ExportOptions,
                 ImportOptions, BundleOptions, NoteOptions, CheckOptions, DemoOptions>;

/// Reads the arguments behind the program's name (contract sections 2 and 3), with --config files
/// and the environment's token. A Fault of kind Usage says what is wrong and how to mend it.
[[nodiscard]] Result<Command> parseCommandLine(const QStringList &arguments);

} // namespace pushbench::app
