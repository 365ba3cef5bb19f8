// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/options.h"

#include "app/options/endpointoptions.h"
#include "app/options/jsonconfig.h"
#include "app/options/optionvalues.h"
#include "app/options/rawoptions.h"
#include "app/policywatch.h"
#include "app/version.h"

#include <CLI/CLI.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr const char *kProgram = "pushbench-cli";

QString fromStd(const std::string &text)
{
    return QString::fromStdString(text);
}

QByteArray bytesOf(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

std::chrono::milliseconds milliseconds(double seconds)
{
    return std::chrono::milliseconds(qint64(seconds * 1000));
}

CommonOptions commonOptions(const RawOptions &raw)
{
    return CommonOptions{.output = raw.output == "json" ? OutputFormat::Json : OutputFormat::Text,
                         .session = fromStd(raw.session)};
}

Result<Command> consumeOptions(const RawOptions &raw)
{
    ConsumeOptions options;
    options.common = commonOptions(raw);
    Result<Endpoint> listen = readEndpoint(u"--listen"_s, fromStd(raw.listen));
    if (!listen)
        return listen.fault();
    options.config.address = listen->address;
    options.config.port = listen->port;
    Result<ConsumerEndpoints> endpoints = readEndpoints(raw);
    if (!endpoints)
        return endpoints.fault();
    options.config.intake = std::move(endpoints->intake);
    options.tokenGenerated = std::move(endpoints->tokenGenerated);
    options.endpointPolicies = std::move(endpoints->policies);
    options.config.limits.bodyBytes = raw.maxBody;
    options.config.limits.connections = raw.maxConnections;
    Result<TriageOptions> triage = readTriageOptions(raw.triage, TriageOf::Traffic);
    if (!triage)
        return triage.fault();
    options.triage = std::move(triage).value();
    options.events = raw.events;
    options.stopAfter = raw.stopAfter;
    options.duration = milliseconds(raw.duration);
    if (!raw.policy.empty()) {
        options.policy = fromStd(raw.policy);
        Result<consumer::Policy> policy = readPolicyFile(options.policy);
        if (!policy)
            return policy.fault();
        options.config.policy = std::move(policy).value();
    }
    Result<std::optional<ServerTls>> tls =
        readServerTls({.selfSigned = raw.tlsSelfSigned,
                       .certificate = fromStd(raw.tlsCertificate),
                       .key = fromStd(raw.tlsKey),
                       .clientCa = fromStd(raw.clientCa)},
                      listen->address.toString(), SystemClock().now().wall);
    if (!tls)
        return tls.fault();
    options.tls = std::move(tls).value();
    if (options.tls)
        options.config.tls = options.tls->settings;
    return Command(std::move(options));
}

Result<Command> produceOptions(const RawOptions &raw)
{
    ProduceOptions options;
    options.common = commonOptions(raw);
    Result<Secret> token = readToken(raw.token);
    if (!token)
        return token.fault();
    options.config.target = QUrl(fromStd(raw.url), QUrl::StrictMode);
    options.config.token = token.value();
    if (!raw.nextToken.empty()) {
        const Result<Secret> next = readSecret(u"--next-token"_s, fromStd(raw.nextToken));
        if (!next)
            return next.fault();
        options.config.nextToken = next.value();
    }
    Result<ClientOptions> client =
        readClientOptions(raw.client, options.config, SystemClock().now().wall);
    if (!client)
        return client.fault();
    options.config.route = std::move(client->route);
    options.config.oauth = std::move(client->oauth);
    if (!options.config.oauth.isEmpty() && !raw.token)
        options.config.token = Secret(); // What the environment holds is for other runs.
    options.warnings = std::move(client->warnings);
    if (!raw.source.empty())
        options.config.source = bytesOf(raw.source);
    for (const std::string &header : raw.headers) {
        Result<wire::Field> field = readField(u"--header"_s, fromStd(header));
        if (!field)
            return field.fault();
        options.config.fields.push_back(std::move(field).value());
    }
    const Result<Backoff> backoff = readBackoff(u"--backoff"_s, fromStd(raw.backoff));
    if (!backoff)
        return backoff.fault();
    const Result<Ramp> ramp =
        raw.ramp.empty() ? Result<Ramp>(Ramp{}) : readRamp(u"--ramp"_s, fromStd(raw.ramp));
    if (!ramp)
        return ramp.fault();
    options.config.batch = raw.batch;
    options.config.multi = raw.multi;
    options.config.timeout = milliseconds(raw.timeout);
    options.config.delivery = {.inFlight = raw.inFlight,
                               .eventsPerSecond = raw.rate,
                               .rampTo = ramp->rate,
                               .ramp = ramp->time,
                               .burst = raw.burst,
                               .maxAttempts = raw.maxAttempts,
                               .backoffBase = backoff->base,
                               .backoffMax = backoff->most,
                               .seed = raw.seed};
    if (raw.generated > protocol::kLastSequence.value - raw.firstSequence + 1)
        return usageFault(
            u"--first-sequence"_s,
            u"%1 events from %2 on do not fit below %3; begin lower"_s.arg(raw.generated)
                .arg(raw.firstSequence)
                .arg(protocol::kLastSequence.value));
    options.generator.events = raw.generated;
    options.generator.seed = raw.seed;
    options.generator.first = {raw.firstSequence};
    options.generator.holeRate = raw.holeRate;
    if (!raw.resources.empty()) {
        QList<QByteArray> resources;
        for (const std::string &resource : raw.resources)
            resources.append(bytesOf(resource));
        if (Result<> set = producer::setResources(options.generator, resources); !set)
            return set.fault();
    }
    options.from = fromStd(raw.from);
    options.fromSession = fromStd(raw.fromSession);
    Result<std::optional<producer::ResourceSourceConfig>> source =
        readResourceSource(raw.fromResource);
    if (!source)
        return source.fault();
    options.fromResource = std::move(source).value();
    Result<std::vector<producer::Which::Run>> only = readOnly(raw.fromResource);
    if (!only)
        return only.fault();
    options.only = std::move(only).value();
    options.replay = fromStd(raw.replayed);
    options.replayAll = raw.replayAll;
    options.checkpoint = fromStd(raw.checkpoint);
    for (const std::string &asked : raw.misbehave) {
        Result<producer::Misdeed> misdeed = producer::parseMisdeed(bytesOf(asked));
        if (!misdeed)
            return misdeed.fault();
        options.config.misdeeds.push_back(std::move(misdeed).value());
    }
    options.config.misdeedSeed = raw.seed;
    Result<std::optional<HostOptions>> resource =
        readHostOptions(raw.resource, SystemClock().now().wall);
    if (!resource)
        return resource.fault();
    options.resource = std::move(resource).value();
    if (options.resource && options.generates())
        options.resource->config.resources = options.generator.resources;
    if (Result<> sound = producer::check(options.config); !sound)
        return sound.fault();
    if (Result<> sound = producer::check(options.generator); options.generates() && !sound)
        return sound.fault();
    return Command(std::move(options));
}

Result<Command> exportOptions(const RawOptions &raw)
{
    ExportOptions options;
    options.path = fromStd(raw.exported);
    if (raw.format == "csv")
        options.format = ExportFormat::Csv;
    else if (raw.format == "har")
        options.format = ExportFormat::Har;
    options.exchanges = raw.exchanges || options.format == ExportFormat::Har;
    options.filterText = fromStd(raw.filter);
    options.to = fromStd(raw.to);
    Result<ledger::Filter> filter = ledger::Filter::parse(options.filterText);
    if (!filter)
        return filter.fault();
    options.filter = std::move(filter).value();
    return Command(std::move(options));
}

std::vector<const CLI::App *> verbsOf(const CLI::App &app)
{
    // Groups of options are subcommands too, without a name.
    return app.get_subcommands([](const CLI::App *known) { return !known->get_name().empty(); });
}

/// Null when none of them has that name.
const CLI::App *named(const std::vector<const CLI::App *> &verbs, const QString &name)
{
    const auto at = std::ranges::find_if(
        verbs, [&name](const CLI::App *known) { return fromStd(known->get_name()) == name; });
    return at == verbs.end() ? nullptr : *at;
}

/// "consume, produce, replay, analyze, export or demo".
QString verbNames(const CLI::App &app)
{
    QStringList names;
    for (const CLI::App *verb : verbsOf(app))
        names.append(fromStd(verb->get_name()));
    const QString last = names.takeLast();
    return names.join(u", "_s) + u" or "_s + last;
}

/// The arguments with those of --config files, in the reverse order that CLI11 wants.
Result<std::vector<std::string>> expand(const CLI::App &app, const QStringList &arguments)
{
    QStringList words = arguments;
    if (words.isEmpty())
        return usageFault({}, u"no verb; write %1, or --help"_s.arg(verbNames(app)));
    if (!words.front().startsWith(u'-')) {
        const CLI::App *verb = named(verbsOf(app), words.front());
        if (!verb)
            return usageFault({},
                              u"\"%1\" is no verb; write %2"_s.arg(words.front(), verbNames(app)));
        // The suites of check are verbs of their own.
        const CLI::App *inner = words.size() > 1 ? named(verbsOf(*verb), words.at(1)) : nullptr;
        if (!inner && !verbsOf(*verb).empty()
            && (words.size() < 2 || !words.at(1).startsWith(u'-')))
            return usageFault({},
                              u"%1 wants to know what to check; write %1 %2"_s.arg(
                                  words.front(), verbNames(*verb)));
        const qsizetype taken = inner ? 2 : 1;
        const Result<QStringList> all = withConfig(inner ? *inner : *verb, words.mid(taken));
        if (!all)
            return all.fault();
        words = words.first(taken) + all.value();
    }
    std::vector<std::string> reversed;
    for (const QString &word : words)
        reversed.push_back(word.toStdString());
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

} // namespace

Result<Command> parseCommandLine(const QStringList &arguments)
{
    RawOptions raw;
    CLI::App app{"Test bench for RESO push replication (RCP-028)", kProgram};
    app.set_version_flag("--version", "pushbench-cli " PUSHBENCH_VERSION);
    app.require_subcommand(1);
    app.failure_message(CLI::FailureMessage::simple);
    app.footer("The token may also stand in the environment variable PUSHBENCH_AUTH_TOKEN.\n"
               "Exit status: 0 all well; 1 the run worked and its answer is bad; 2 wrong usage or\n"
               "a failure of the bench itself.");
    CLI::App *consume = addConsume(app, raw);
    CLI::App *produce = addProduce(app, raw);
    CLI::App *replay = addReplay(app, raw);
    CLI::App *analyze = addAnalyze(app, raw);
    CLI::App *exporting = addExport(app, raw);
    CLI::App *import = addImport(app, raw.made);
    addCommon(*import, raw, true);
    CLI::App *bundle = addBundle(app, raw.made);
    addCommon(*bundle, raw, false);
    CLI::App *note = addNote(app, raw.made);
    addCommon(*note, raw, false);
    CLI::App *check =
        addCheck(app, raw.check, [&raw](CLI::App &verb) { addCommon(verb, raw, true); });
    addDemo(app, raw);

    Result<std::vector<std::string>> words = expand(app, arguments);
    if (!words)
        return words.fault();
    try {
        app.parse(words.value());
    } catch (const CLI::CallForHelp &) {
        if (app.get_subcommands().empty())
            return Command(TextToPrint{bytesOf(app.help())});
        const CLI::App *asked = app.get_subcommands().front();
        std::string name = kProgram;
        const std::vector<const CLI::App *> suites = verbsOf(*asked);
        const auto suite =
            std::ranges::find_if(suites, [](const CLI::App *known) { return known->parsed(); });
        if (suite != suites.end()) {
            name += ' ' + asked->get_name();
            asked = *suite;
        }
        return Command(TextToPrint{bytesOf(asked->help(name))});
    } catch (const CLI::CallForVersion &version) {
        return Command(TextToPrint{bytesOf(std::string(version.what()) + '\n')});
    } catch (const CLI::ParseError &error) {
        return usageFault({},
                          fromStd(error.what()).simplified() + u"; --help shows what there is"_s);
    }

    if (consume->parsed()) {
        raw.pathGiven = consume->count("--path") > 0 || consume->count("--auth-token") > 0
            || consume->count("--source") > 0;
        return consumeOptions(raw);
    }
    if (produce->parsed() || replay->parsed())
        return produceOptions(raw);
    if (exporting->parsed())
        return exportOptions(raw);
    const CommonOptions common = commonOptions(raw);
    const auto command = [](auto options) {
        return options ? Result<Command>(std::move(options).value()) : options.fault();
    };
    if (import->parsed())
        return command(readImportOptions(raw.made, common));
    if (note->parsed())
        return command(readNoteOptions(raw.made, common));
    if (bundle->parsed())
        return command(readBundleOptions(raw.made, common));
    if (check->parsed()) {
        Result<CheckOptions> options = readCheckOptions(raw.check, *check, readToken);
        if (!options)
            return options.fault();
        options->common = common;
        return Command(std::move(options).value());
    }
    if (analyze->parsed()) {
        Result<TriageOptions> triage = readTriageOptions(raw.triage, TriageOf::Recording);
        if (!triage)
            return triage.fault();
        return Command(AnalyzeOptions{common, fromStd(raw.analyzed), std::move(triage->config)});
    }
    return Command(DemoOptions{common});
}

} // namespace pushbench::app
