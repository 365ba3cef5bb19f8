// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options.h"

#include "app/jsonconfig.h"
#include "app/version.h"
#include "core/consumer/policyfile.h"

#include <QFile>

#include <CLI/CLI.hpp>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

constexpr const char *kTokenVariable = "PUSHBENCH_AUTH_TOKEN";

QString fromStd(const std::string &text)
{
    return QString::fromStdString(text);
}

QByteArray bytesOf(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

Fault usage(const QString &option, const QString &text)
{
    return {.kind = FaultKind::Usage, .where = option, .text = text};
}

std::chrono::milliseconds milliseconds(double seconds)
{
    return std::chrono::milliseconds(qint64(seconds * 1000));
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Fault{FaultKind::NotFound, path, file.errorString()};
    return file.readAll();
}

/// --auth-token, else the environment, else nothing.
Result<Secret> readToken(const std::string &argument)
{
    if (!argument.empty())
        return readSecret(fromStd(argument));
    return Secret(qgetenv(kTokenVariable));
}

struct Endpoint
{
    QHostAddress address;
    quint16 port = 0;
};

Result<Endpoint> parseListen(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool ok = false;
    const uint port = text.sliced(colon + 1).toUInt(&ok);
    QString host = text.first(qMax(colon, qsizetype(0)));
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    const QHostAddress address(host == u"localhost"_s ? u"127.0.0.1"_s : host);
    if (colon <= 0 || !ok || port > 65535 || address.isNull())
        return usage(
            u"--listen"_s,
            u"\"%1\" is not HOST:PORT; write 127.0.0.1:8028, or port 0 for any free one"_s.arg(
                text));
    return Endpoint{address, quint16(port)};
}

/// BASE:MAX in seconds.
Result<std::pair<std::chrono::milliseconds, std::chrono::milliseconds>>
parseBackoff(const QString &text)
{
    const QStringList parts = text.split(u':');
    bool baseOk = false, maxOk = false;
    const double base = parts.value(0).toDouble(&baseOk);
    const double most = parts.value(1).toDouble(&maxOk);
    if (parts.size() != 2 || !baseOk || !maxOk || base <= 0 || most < base || most > 86'400)
        return usage(u"--backoff"_s,
                     u"\"%1\" is not BASE:MAX in seconds; write 0.5:60"_s.arg(text));
    return std::pair(milliseconds(base), milliseconds(most));
}

Result<wire::Field> parseHeader(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0)
        return usage(u"--header"_s, u"\"%1\" is not 'Name: value'"_s.arg(text));
    return wire::Field{text.first(colon).toUtf8(), text.sliced(colon + 1).trimmed().toUtf8()};
}

/// What CLI11 fills; the verbs turn it into their options.
struct Raw
{
    // Common.
    std::string output = "text";
    std::string session;
    // consume
    std::string listen = "127.0.0.1:8028";
    std::string path = "/webhooks";
    std::string token;
    std::vector<std::string> sources;
    std::string policy;
    bool events = false;
    qint64 stopAfter = 0;
    double duration = 0;
    qint64 maxBody = wire::Limits{}.bodyBytes;
    int maxConnections = 0;
    // produce
    std::string url;
    qint64 generated = 0;
    quint64 seed = 42;
    qint64 firstSequence = 1101;
    std::vector<std::string> resources;
    double holeRate = 0;
    std::string from;
    int batch = 1;
    bool multi = false;
    double rate = 0;
    int inFlight = 1;
    std::string source;
    std::vector<std::string> headers;
    double timeout = 30;
    int maxAttempts = 10;
    std::string backoff = "0.5:60";
    // analyze
    std::string analyzed;
};

void addCommon(CLI::App &verb, Raw &raw, bool session)
{
    verb.add_option("--output", raw.output, "text for people, json for NDJSON records on stdout")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    if (session)
        verb.add_option("--session", raw.session, "Record to this file, created or appended to");
    verb.set_config("--config", "", "JSON file that sets any of these options");
    verb.config_formatter(std::make_shared<JsonConfig>());
}

CLI::App *addConsume(CLI::App &app, Raw &raw)
{
    CLI::App *verb = app.add_subcommand("consume", "A mock consumer: takes EntityEvents by POST");
    verb->add_option("--listen", raw.listen, "HOST:PORT to listen on; port 0 picks one")
        ->capture_default_str();
    verb->add_option("--path", raw.path, "Path that takes events")->capture_default_str();
    verb->add_option("--auth-token", raw.token, "Bearer token, or @FILE; generated when absent");
    verb->add_option("--source", raw.sources, "Expected EntityEventSource label (repeatable)");
    verb->add_option("--policy", raw.policy, "Reply policy, a JSON file");
    verb->add_flag("--events", raw.events, "A record per event too");
    verb->add_option("--stop-after", raw.stopAfter, "Stop after so many exchanges")
        ->check(CLI::PositiveNumber);
    verb->add_option("--duration", raw.duration, "Stop after so many seconds")
        ->check(CLI::PositiveNumber);
    verb->add_option("--max-body", raw.maxBody, "Largest body in bytes")
        ->check(CLI::Range(qint64(1), qint64(1) << 30))
        ->capture_default_str();
    verb->add_option("--max-connections", raw.maxConnections, "Connections at a time")
        ->check(CLI::PositiveNumber);
    addCommon(*verb, raw, true);
    return verb;
}

CLI::App *addProduce(CLI::App &app, Raw &raw)
{
    CLI::App *verb =
        app.add_subcommand("produce", "A mock producer: pushes EntityEvents to a consumer");
    verb->add_option("--url", raw.url, "Where the consumer takes events")->required();
    verb->add_option("--auth-token", raw.token, "The consumer's bearer token, or @FILE");
    auto *source = verb->add_option_group("events", "Where events come from (one of them)");
    source->add_option("--events", raw.generated, "So many generated events")
        ->check(CLI::PositiveNumber);
    source->add_option("--from", raw.from, "NDJSON of events, or RESO Common Format payloads");
    source->require_option(1);
    verb->add_option("--seed", raw.seed, "Seed of the generated events")->capture_default_str();
    verb->add_option("--first-sequence", raw.firstSequence, "First generated EntityEventSequence")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    verb->add_option("--resources", raw.resources, "Generated resources, most frequent first")
        ->delimiter(',');
    verb->add_option("--hole-rate", raw.holeRate, "Share of numbers that never exist, 0 to below 1")
        ->check(CLI::Range(0.0, 0.99));
    verb->add_option("--batch", raw.batch, "Events of one request; 1 sends the single-valued form")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    verb->add_flag("--multi", raw.multi, "The multi-valued form even for one event");
    verb->add_option("--rate", raw.rate, "Events per second at the most")
        ->check(CLI::PositiveNumber);
    verb->add_option("--in-flight", raw.inFlight,
                     "Requests under way at a time; 1 keeps strict order")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    verb->add_option("--source", raw.source, "EntityEventSource label");
    verb->add_option("--header", raw.headers, "Another field, 'Name: value' (repeatable)");
    verb->add_option("--timeout", raw.timeout, "Seconds for one attempt")
        ->check(CLI::Range(0.01, 86'400.0))
        ->capture_default_str();
    verb->add_option("--max-attempts", raw.maxAttempts,
                     "Attempts of one batch before the feed halts")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    verb->add_option("--backoff", raw.backoff, "Own waits after failures, BASE:MAX in seconds")
        ->capture_default_str();
    addCommon(*verb, raw, true);
    return verb;
}

CommonOptions commonOptions(const Raw &raw)
{
    return CommonOptions{.output = raw.output == "json" ? OutputFormat::Json : OutputFormat::Text,
                         .session = fromStd(raw.session)};
}

Result<Command> consumeOptions(const Raw &raw)
{
    ConsumeOptions options;
    options.common = commonOptions(raw);
    Result<Endpoint> listen = parseListen(fromStd(raw.listen));
    if (!listen)
        return listen.fault();
    Result<Secret> token = readToken(raw.token);
    if (!token)
        return token.fault();
    if (!raw.path.starts_with('/'))
        return usage(u"--path"_s, u"a path begins with /"_s);
    options.tokenGenerated = token->isEmpty();
    options.config.address = listen->address;
    options.config.port = listen->port;
    options.config.intake.path = bytesOf(raw.path);
    options.config.intake.token = token->isEmpty() ? Secret::generate() : token.value();
    for (const std::string &source : raw.sources)
        options.config.intake.sources.push_back(bytesOf(source));
    options.config.limits.bodyBytes = raw.maxBody;
    options.config.limits.connections = raw.maxConnections;
    options.events = raw.events;
    options.stopAfter = raw.stopAfter;
    options.duration = milliseconds(raw.duration);
    if (!raw.policy.empty()) {
        const Result<QByteArray> text = readFile(fromStd(raw.policy));
        if (!text)
            return text.fault();
        Result<consumer::Policy> policy = consumer::parsePolicy(text.value(), fromStd(raw.policy));
        if (!policy)
            return policy.fault();
        options.config.policy = std::move(policy).value();
    }
    return Command(std::move(options));
}

Result<Command> produceOptions(const Raw &raw)
{
    ProduceOptions options;
    options.common = commonOptions(raw);
    Result<Secret> token = readToken(raw.token);
    if (!token)
        return token.fault();
    options.config.target = QUrl(fromStd(raw.url), QUrl::StrictMode);
    options.config.token = token.value();
    if (!raw.source.empty())
        options.config.source = bytesOf(raw.source);
    for (const std::string &header : raw.headers) {
        Result<wire::Field> field = parseHeader(fromStd(header));
        if (!field)
            return field.fault();
        options.config.fields.push_back(std::move(field).value());
    }
    const auto backoff = parseBackoff(fromStd(raw.backoff));
    if (!backoff)
        return backoff.fault();
    options.config.batch = raw.batch;
    options.config.multi = raw.multi;
    options.config.timeout = milliseconds(raw.timeout);
    options.config.delivery = {.inFlight = raw.inFlight,
                               .eventsPerSecond = raw.rate,
                               .maxAttempts = raw.maxAttempts,
                               .backoffBase = backoff.value().first,
                               .backoffMax = backoff.value().second,
                               .seed = raw.seed};
    options.generator.events = raw.generated;
    options.generator.seed = raw.seed;
    options.generator.first = {raw.firstSequence};
    options.generator.holeRate = raw.holeRate;
    if (!raw.resources.empty()) {
        options.generator.resources.clear();
        for (const std::string &resource : raw.resources)
            options.generator.resources.push_back(bytesOf(resource));
    }
    options.from = fromStd(raw.from);
    if (Result<> sound = producer::check(options.config); !sound)
        return sound.fault();
    if (Result<> sound = producer::check(options.generator); options.from.isEmpty() && !sound)
        return sound.fault();
    return Command(std::move(options));
}

} // namespace

Result<Secret> readSecret(const QString &argument)
{
    if (!argument.startsWith(u'@'))
        return Secret(argument.toUtf8());
    Result<QByteArray> text = readFile(argument.sliced(1));
    if (!text)
        return text.fault();
    const QByteArray secret = text.value().trimmed();
    if (secret.isEmpty())
        return usage(argument.sliced(1), u"the file holds no token"_s);
    return Secret(secret);
}

std::optional<QString> exposureWarning(const QHostAddress &address, quint16 port)
{
    if (address.isLoopback())
        return std::nullopt;
    return u"warning: the mock consumer on port %1 can be reached from other machines (%2); only "
           u"its bearer "
           "token guards it, and it travels in the clear"_s.arg(port)
               .arg(address.toString());
}

Result<Command> parseCommandLine(const QStringList &arguments)
{
    Raw raw;
    CLI::App app{"Test bench for RESO push replication (RCP-028)", "pushbench-cli"};
    app.set_version_flag("--version", "pushbench-cli " PUSHBENCH_VERSION);
    app.require_subcommand(1);
    app.failure_message(CLI::FailureMessage::simple);
    app.footer("The token may also stand in the environment variable PUSHBENCH_AUTH_TOKEN.\n"
               "Exit status: 0 all well; 1 the run worked and its answer is bad; 2 wrong usage or "
               "a failure "
               "of the bench itself.");
    CLI::App *consume = addConsume(app, raw);
    CLI::App *produce = addProduce(app, raw);
    CLI::App *analyze = app.add_subcommand("analyze", "The books of a recorded session");
    analyze->add_option("SESSION", raw.analyzed, "Session file")->required();
    addCommon(*analyze, raw, false);
    CLI::App *demo =
        app.add_subcommand("demo", "Producer and consumer against each other, narrated");
    addCommon(*demo, raw, true);
    for (CLI::App *verb : {consume, produce, analyze, demo})
        verb->set_version_flag("--version", "pushbench-cli " PUSHBENCH_VERSION);

    try {
        std::vector<std::string> reversed;
        for (const QString &argument : arguments)
            reversed.insert(reversed.begin(), argument.toStdString());
        app.parse(std::move(reversed));
    } catch (const CLI::CallForHelp &) {
        const CLI::App *asked =
            app.get_subcommands().empty() ? &app : app.get_subcommands().front();
        return Command(TextToPrint{bytesOf(asked->help())});
    } catch (const CLI::CallForVersion &version) {
        return Command(TextToPrint{bytesOf(std::string(version.what()) + '\n')});
    } catch (const CLI::ParseError &error) {
        return usage({}, fromStd(error.what()).simplified() + u"; --help shows what there is"_s);
    }

    if (consume->parsed())
        return consumeOptions(raw);
    if (produce->parsed())
        return produceOptions(raw);
    const CommonOptions common = commonOptions(raw);
    if (analyze->parsed())
        return Command(AnalyzeOptions{common, fromStd(raw.analyzed)});
    return Command(DemoOptions{common});
}

} // namespace pushbench::app
