// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/rawoptions.h"

#include "app/version.h"
#include "core/producer/misbehave/misbehaviour.h"

#include <CLI/CLI.hpp>

#include <QString>

#include <charconv>
#include <limits>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// Checks a number's range in words that people use; CLI11 itself takes what is too large for the
/// largest.
template <typename Number>
CLI::Validator between(Number least, Number most)
{
    return CLI::Validator(
        [least, most](std::string &text) {
            Number value{};
            const char *end = text.data() + text.size();
            const auto [stop, error] = std::from_chars(text.data(), end, value);
            if (error == std::errc{} && stop == end && value >= least && value <= most) {
                // CLI11 reads it again, and takes a leading zero for octal.
                if constexpr (std::is_integral_v<Number>)
                    text = std::to_string(value);
                return std::string();
            }
            const QString kind = std::is_integral_v<Number> ? u"whole number"_s : u"number"_s;
            const QString range = most == std::numeric_limits<Number>::max()
                ? u"from %1 up"_s.arg(least)
                : u"from %1 to %2"_s.arg(least).arg(most);
            return u"\"%1\" is no %2 %3"_s.arg(QString::fromStdString(text), kind, range)
                .toStdString();
        },
        std::string());
}

const CLI::Validator kCount = between(qint64(1), std::numeric_limits<qint64>::max());
const CLI::Validator kSeconds = between(0.001, 31'536'000.0);

/// The kinds of --misbehave, a line each.
std::string misbehaviourHelp()
{
    QByteArray text = "Kinds of --misbehave. ARG is a sequence, a range 1107-1119, a list of them, "
                      "or a\nrate such as 1%; without one it is for all events or requests. A "
                      "request that is\nsent wrong is sent so once, and then properly.\n";
    for (const producer::MisbehaviourKind &kind : producer::kMisbehaviours) {
        QByteArray name = kind.name.toByteArray();
        if (kind.argument == producer::ArgumentForm::Milliseconds)
            name.append(":MS");
        else if (kind.argument == producer::ArgumentForm::Sequence)
            name.append(":SEQUENCE");
        text.append("  ").append(name.leftJustified(22)).append(kind.effect).append('\n');
    }
    return text.toStdString();
}

/// How a producer reaches its consumer, and how it takes the answers.
void addTarget(CLI::App &verb, RawOptions &raw)
{
    verb.add_option("--url", raw.url, "Where the consumer takes events")
        ->type_name("URL")
        ->required();
    verb.add_option("--auth-token", raw.token, "The consumer's bearer token, or @FILE")
        ->type_name("TOKEN");
    verb.add_option("--next-token", raw.nextToken,
                    "The one that replaces it once it is answered 401, or @FILE")
        ->type_name("TOKEN");
}

void addPushing(CLI::App &verb, RawOptions &raw)
{
    verb.add_option("--rate", raw.rate, "Events per second at the most")
        ->type_name("EVENTS")
        ->check(between(0.001, 1e9));
    verb.add_option("--ramp", raw.ramp, "From --rate evenly to another rate in so many seconds")
        ->type_name("RATE:SECONDS");
    verb.add_option("--burst", raw.burst, "So many events at once, then a pause that keeps --rate")
        ->type_name("N")
        ->check(between(1, 1'000'000));
    verb.add_option("--in-flight", raw.inFlight,
                    "Requests under way at a time; 1 keeps strict order")
        ->type_name("N")
        ->check(between(1, 256))
        ->capture_default_str();
    verb.add_option("--source", raw.source, "EntityEventSource label")->type_name("LABEL");
    verb.add_option("--header", raw.headers, "Another field, 'Name: value' (repeatable)")
        ->type_name("FIELD")
        ->allow_extra_args(false);
    addClient(verb, raw.client);
    verb.add_option("--timeout", raw.timeout, "Seconds for one attempt")
        ->type_name("SECONDS")
        ->check(between(0.01, 86'400.0))
        ->capture_default_str();
    verb.add_option("--max-attempts", raw.maxAttempts,
                    "Attempts of one batch before the feed halts")
        ->type_name("N")
        ->check(between(1, 1'000'000))
        ->capture_default_str();
    verb.add_option("--backoff", raw.backoff, "Own waits after failures, BASE:MAX in seconds")
        ->type_name("BASE:MAX")
        ->capture_default_str();
}

} // namespace

void addCommon(CLI::App &verb, RawOptions &raw, bool session)
{
    verb.add_option("--output", raw.output, "text for people, json for NDJSON records on stdout")
        ->type_name("FORMAT")
        ->check(CLI::Validator(
            [](const std::string &text) {
                return text == "text" || text == "json"
                    ? std::string()
                    : '"' + text + "\" is neither text nor json";
            },
            std::string()))
        ->capture_default_str();
    if (session)
        verb.add_option("--session", raw.session, "Record to this file, created or appended to")
            ->type_name("FILE");
    verb.add_option("--config", raw.config, "JSON file that sets any of these options")
        ->type_name("FILE")
        ->configurable(false);
    verb.get_help_ptr()->configurable(false);
    verb.set_version_flag("--version", "pushbench-cli " PUSHBENCH_VERSION)->configurable(false);
}

CLI::App *addConsume(CLI::App &app, RawOptions &raw)
{
    CLI::App *verb = app.add_subcommand("consume", "A mock consumer: takes EntityEvents by POST");
    verb->add_option("--listen", raw.listen, "HOST:PORT to listen on; port 0 picks one")
        ->type_name("HOST:PORT")
        ->capture_default_str();
    verb->add_option("--path", raw.path, "Path that takes events")
        ->type_name("PATH")
        ->capture_default_str();
    verb->add_option("--auth-token", raw.token, "Bearer token, or @FILE; generated when absent")
        ->type_name("TOKEN");
    verb->add_option("--source", raw.sources, "Expected EntityEventSource label (repeatable)")
        ->type_name("LABEL")
        ->allow_extra_args(false);
    verb->add_option(
            "--endpoint", raw.endpoints,
            "Another path with credentials and labels of its own (repeatable):\n"
            "PATH[,token=TOKEN|@FILE][,source=LABEL][,policy=FILE]; token and source may\n"
            "come several times, \\, stands for a comma. The endpoint of --path is there\n"
            "beside these when one of --path, --auth-token and --source is given.\n"
            "In --config: \"endpoints\": [{\"path\", \"authToken\", \"sources\", \"policy\"}]")
        ->type_name("ENDPOINT")
        ->allow_extra_args(false);
    verb->add_option("--policy", raw.policy,
                     "Reply policy, a JSON file; read again when it changes, and on SIGHUP")
        ->type_name("FILE");
    verb->add_flag("--events", raw.events, "A record per event too");
    verb->add_option("--stop-after", raw.stopAfter, "Stop after so many exchanges")
        ->type_name("N")
        ->check(kCount);
    verb->add_option("--duration", raw.duration, "Stop after so many seconds")
        ->type_name("SECONDS")
        ->check(kSeconds);
    verb->add_option("--max-body", raw.maxBody, "Largest body in bytes")
        ->type_name("BYTES")
        ->check(between(qint64(1), qint64(1) << 30))
        ->capture_default_str();
    verb->add_option("--max-connections", raw.maxConnections, "Connections at a time")
        ->type_name("N")
        ->check(between(1, 1'000'000));
    verb->add_option("--tls-cert", raw.tlsCertificate, "TLS with this certificate chain, PEM")
        ->type_name("FILE");
    verb->add_option("--tls-key", raw.tlsKey, "Its private key, PEM")->type_name("FILE");
    verb->add_flag("--tls-self-signed", raw.tlsSelfSigned,
                   "TLS with a certificate made at start; says which file clients have to trust");
    verb->add_option("--client-ca", raw.clientCa,
                     "Clients must show a certificate of these authorities, PEM")
        ->type_name("FILE");
    addTriageOptions(*verb, raw.triage, TriageOf::Traffic);
    addCommon(*verb, raw, true);
    return verb;
}

CLI::App *addProduce(CLI::App &app, RawOptions &raw)
{
    CLI::App *verb =
        app.add_subcommand("produce", "A mock producer: pushes EntityEvents to a consumer");
    addTarget(*verb, raw);
    auto *source = verb->add_option_group("events", "Where events come from (one of them)");
    source->add_option("--events", raw.generated, "So many generated events")
        ->type_name("N")
        ->check(kCount);
    source
        ->add_option("--from", raw.from, "NDJSON or CSV of events, or RESO Common Format payloads")
        ->type_name("FILE");
    source->add_option("--from-session", raw.fromSession, "The events of a recorded session")
        ->type_name("FILE");
    addResourceSource(*source, *verb, raw.fromResource);
    source->require_option(1);
    verb->add_option("--seed", raw.seed, "Seed of the generated events")
        ->type_name("N")
        ->check(between(quint64(0), std::numeric_limits<quint64>::max()))
        ->capture_default_str();
    verb->add_option("--first-sequence", raw.firstSequence, "First generated EntityEventSequence")
        ->type_name("SEQUENCE")
        ->check(kCount)
        ->capture_default_str();
    verb->add_option(
            "--resources", raw.resources,
            "Generated resources, most frequent first, or each with its weight: Property=60,…")
        ->type_name("NAME,…")
        ->delimiter(',');
    verb->add_option("--hole-rate", raw.holeRate, "Share of numbers that never exist, 0 to below 1")
        ->type_name("SHARE")
        ->check(between(0.0, 0.99));
    verb->add_option("--batch", raw.batch, "Events of one request; 1 sends the single-valued form")
        ->type_name("N")
        ->check(between(1, 1'000'000))
        ->capture_default_str();
    verb->add_flag("--multi", raw.multi, "The multi-valued form even for one event");
    addPushing(*verb, raw);
    addHostOptions(*verb, raw.resource);
    verb->add_option("--checkpoint", raw.checkpoint,
                     "Keep in this file how far the feed came, and go on exactly there")
        ->type_name("FILE");
    verb->add_option("--misbehave", raw.misbehave,
                     "Do something wrong on purpose (repeatable); the kinds stand below")
        ->type_name("KIND[:ARG]")
        ->allow_extra_args(false);
    verb->footer(misbehaviourHelp());
    addCommon(*verb, raw, true);
    return verb;
}

CLI::App *addReplay(CLI::App &app, RawOptions &raw)
{
    CLI::App *verb = app.add_subcommand("replay", "Pushes a recorded session again, body by body");
    verb->add_option("SESSION", raw.replayed, "Session file")->required()->type_name("FILE");
    addTarget(*verb, raw);
    verb->add_flag("--all", raw.replayAll,
                   "What was refused or broken, too; else what was accepted");
    addPushing(*verb, raw);
    addCommon(*verb, raw, true);
    return verb;
}

CLI::App *addAnalyze(CLI::App &app, RawOptions &raw)
{
    CLI::App *verb = app.add_subcommand("analyze", "The books of a recorded session");
    verb->add_option("SESSION", raw.analyzed, "Session file")->required()->type_name("FILE");
    addTriageOptions(*verb, raw.triage, TriageOf::Recording);
    addCommon(*verb, raw, false);
    return verb;
}

CLI::App *addExport(CLI::App &app, RawOptions &raw)
{
    CLI::App *verb = app.add_subcommand("export", "A recorded session for other programs");
    verb->add_option("SESSION", raw.exported, "Session file")->required()->type_name("FILE");
    verb->add_option("--format", raw.format,
                     "ndjson or csv: a record per event, which produce --from takes back; har")
        ->type_name("FORMAT")
        ->check(CLI::Validator(
            [](const std::string &text) {
                return text == "ndjson" || text == "csv" || text == "har"
                    ? std::string()
                    : '"' + text + "\" is neither ndjson nor csv nor har";
            },
            std::string()))
        ->capture_default_str();
    verb->add_flag("--exchanges", raw.exchanges, "A record per exchange instead, bodies included");
    verb->add_option("--filter", raw.filter, "Only what passes: the terms stand below")
        ->type_name("EXPR");
    verb->add_option("--to", raw.to, "Write to this file, which appears when it is whole")
        ->type_name("FILE");
    verb->add_option("--config", raw.config, "JSON file that sets any of these options")
        ->type_name("FILE")
        ->configurable(false);
    verb->get_help_ptr()->configurable(false);
    verb->set_version_flag("--version", "pushbench-cli " PUSHBENCH_VERSION)->configurable(false);
    verb->footer(
        "Terms of --filter, which all must hold; a minus in front turns one around:\n"
        "  resource:Media key:PART seq:1100..1199   is:received, late, duplicate,\n"
        "  conflict or seen                         of events\n"
        "  status:429 status:500..599 side:consumer source:PART exchange:1..99\n"
        "  outcome:unknown is:refused               of exchanges\n"
        "  word \"two words\"                         in heads and bodies\n"
        "Without is: there are no events that were only seen, and without side: none that\n"
        "a producer recorded where a consumer did, too.");
    return verb;
}

CLI::App *addDemo(CLI::App &app, RawOptions &raw)
{
    CLI::App *verb =
        app.add_subcommand("demo", "Producer and consumer against each other, narrated");
    addCommon(*verb, raw, true);
    return verb;
}

} // namespace pushbench::app
