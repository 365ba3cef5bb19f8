// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/checkoptions.h"

#include "app/options/optionvalues.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QFileInfo>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

const QStringList kReportEndings{u".json"_s, u".xml"_s, u".html"_s, u".txt"_s};

CLI::Validator between(double low, double high)
{
    return CLI::Validator(
        [low, high](std::string &text) {
            bool good = false;
            const double value = QString::fromStdString(text).toDouble(&good);
            return good && std::isfinite(value) && value >= low && value <= high
                ? std::string()
                : '"' + text + "\" is no number from " + QString::number(low).toStdString() + " to "
                    + QString::number(high).toStdString();
        },
        std::string());
}

std::chrono::milliseconds milliseconds(double seconds)
{
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

QByteArrayList prefixes(const std::vector<std::string> &words)
{
    QByteArrayList list;
    for (const std::string &word : words)
        list.append(QByteArray::fromStdString(word));
    return list;
}

void addSelecting(CLI::App &verb, RawCheckOptions &raw)
{
    verb.add_flag("--list", raw.list, "The checks with their ids and levels; runs nothing");
    verb.add_option("--only", raw.only, "Only checks whose id begins like that (repeatable)")
        ->type_name("ID-PREFIX")
        ->allow_extra_args(false);
    verb.add_option("--skip", raw.skip, "But for those whose id begins like that (repeatable)")
        ->type_name("ID-PREFIX")
        ->allow_extra_args(false);
    verb.add_flag("--strict", raw.strict, "A warning about a SHOULD is a failure");
    verb.add_option("--expect", raw.expect,
                    "Outcomes that are known, JSON: {\"ID\": \"fail\", …}; only others are bad")
        ->type_name("FILE");
    verb.add_option("--report", raw.reports,
                    "Write a report; .json, .xml (JUnit), .html or .txt (repeatable)")
        ->type_name("FILE")
        ->allow_extra_args(false);
    verb.add_option("--time-limit", raw.timeLimit, "Seconds for all of it")
        ->type_name("SECONDS")
        ->check(between(1, 86'400))
        ->capture_default_str();
}

void addProfile(CLI::App &verb, RawCheckOptions &raw)
{
    verb.add_option("--profile", raw.profile,
                    "What was agreed on, JSON: labels, header fields, thresholds, the resume call, "
                    "extensions, one form only; options given here win")
        ->type_name("FILE");
}

/// Where the other side is, and how it is asked.
void addProbing(CLI::App &verb, RawCheckOptions &raw, const std::string &what)
{
    verb.add_option("--url", raw.url, what)->type_name("URL");
    verb.add_option("--auth-token", raw.token, "Its bearer token, or @FILE")->type_name("TOKEN");
    verb.add_option("--rate", raw.rate, "Requests per second at the most")
        ->type_name("N")
        ->check(between(0.1, 1000))
        ->capture_default_str();
    verb.add_option("--max-requests", raw.mostRequests,
                    "Send no more than that many; what is left is inconclusive; 0: no limit")
        ->type_name("N")
        ->check(between(0, 100'000))
        ->capture_default_str();
    verb.add_option("--timeout", raw.timeout, "Seconds for one answer")
        ->type_name("SECONDS")
        ->check(between(0.1, 3600))
        ->capture_default_str();
    verb.add_flag("--consent", raw.consent, "Send PUT, PATCH and DELETE, too");
    verb.add_option("--header", raw.headers, "Another field of every request, 'Name: value'")
        ->type_name("FIELD")
        ->allow_extra_args(false);
    verb.add_option("--ca", raw.ca, "Trust these authorities instead of the system's, PEM")
        ->type_name("FILE");
    verb.add_flag("--insecure", raw.insecure, "Take any certificate");
    addProfile(verb, raw);
}

bool isSelected(const CheckOptions &options)
{
    using checks::Suite;
    return std::ranges::any_of(
        std::array{Suite::Consumer, Suite::Producer, Suite::Resource}, [&options](Suite suite) {
            return options.takes(suite)
                && !checks::specsOf(suite, options.consumer.selection, options.extent()).empty();
        });
}

/// Two latencies, and a second token.
Result<> readPhases(const RawCheckOptions &raw, CheckOptions &options)
{
    options.slow = milliseconds(raw.slow);
    options.tooSlow = milliseconds(raw.tooSlow);
    if (options.slow >= options.tooSlow)
        return usageFault(u"--too-slow"_s,
                          u"%1 s is no longer than the %2 s of --slow, which everybody has to "
                          "bear; give more"_s.arg(raw.tooSlow)
                              .arg(raw.slow));
    if (raw.nextToken.empty())
        return {};
    const Result<Secret> next =
        readSecret(u"--next-token"_s, QString::fromStdString(raw.nextToken));
    if (!next)
        return next.fault();
    options.nextToken = next.value();
    if (options.nextToken.matches(options.trap.intake.endpoints.front().tokens.front().reveal()))
        return usageFault(u"--next-token"_s,
                          u"it is the token of --auth-token; give the one that replaces it"_s);
    return {};
}

Result<> readTrap(const RawCheckOptions &raw, CheckOptions &options,
                  const std::function<Result<Secret>(const std::optional<std::string> &)> &token)
{
    const Result<Endpoint> listen = readEndpoint(u"--listen"_s, QString::fromStdString(raw.listen));
    if (!listen)
        return listen.fault();
    options.trap.address = listen->address;
    options.trap.port = listen->port;
    Result<Secret> secret = token(raw.token);
    if (!secret)
        return secret.fault();
    options.tokenGenerated = secret->isEmpty();
    consumer::Endpoint endpoint{
        .path = QByteArray::fromStdString(raw.path),
        .tokens = {options.tokenGenerated ? Secret::generate() : secret.value()}};
    options.trap.intake.endpoints = {std::move(endpoint)};
    options.agreement.applyTo(options.trap);
    if (const Result<> phases = readPhases(raw, options); !phases)
        return phases.fault();
    return consumer::check(options.trap.intake);
}

Result<> readTarget(const RawCheckOptions &raw, CheckOptions &options)
{
    const QUrl url(QString::fromStdString(raw.url), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != u"http"_s && url.scheme() != u"https"_s))
        return usageFault(u"--url"_s,
                          u"\"%1\" is no http or https URL; give the one where the "
                          "other side is asked"_s.arg(QString::fromStdString(raw.url)));
    checks::ProberConfig &prober = options.consumer.prober;
    prober.target = url;
    if (options.target == CheckTarget::Resource) {
        options.consumer.suite = checks::Suite::Resource;
        if (!url.path().endsWith(u'/'))
            prober.target.setPath(url.path() + u'/');
    }
    prober.insecure = raw.insecure;
    if (raw.insecure)
        options.warnings.append(
            u"warning: --insecure takes any certificate; whoever answers gets the token"_s);
    if (!raw.ca.empty()) {
        Result<QByteArray> pem = readFile(u"--ca"_s, QString::fromStdString(raw.ca));
        if (!pem)
            return pem.fault();
        prober.caPem = std::move(pem).value();
    }
    return {};
}

/// What was given on the command line, on top of what the profile says.
Result<> agree(const RawCheckOptions &raw, const CLI::App &suite, CheckOptions &options)
{
    const auto given = [&suite](const char *option) {
        const CLI::Option *found = suite.get_option_no_throw(option);
        return found && found->count() > 0;
    };
    GivenAgreement agreed{.profile = QString::fromStdString(raw.profile)};
    for (const std::string &source : raw.sources)
        agreed.labels.push_back(QByteArray::fromStdString(source));
    for (const std::string &header : raw.headers)
        agreed.headers.append(QString::fromStdString(header));
    if (given("--rate"))
        agreed.perSecond = raw.rate;
    if (given("--timeout"))
        agreed.timeout = milliseconds(raw.timeout);
    if (given("--patience"))
        agreed.patience = milliseconds(raw.patience);
    Result<Agreement> agreement = readAgreement(agreed);
    if (!agreement)
        return agreement.fault();
    options.profile = agreed.profile;
    options.patience = agreement->patience;
    agreement->applyTo(options.consumer.prober, options.target == CheckTarget::Consumer);
    options.consumer.profile = agreement->profile;
    options.agreement = std::move(agreement).value();
    return {};
}

} // namespace

CLI::App *addCheck(CLI::App &app, RawCheckOptions &raw,
                   const std::function<void(CLI::App &)> &common)
{
    CLI::App *verb = app.add_subcommand("check", "Self-checks, clause by clause");
    verb->require_subcommand(1);
    CLI::App *consumer = verb->add_subcommand(
        "consumer", "Probes a consumer; events with keys \"check-…\" are pushed");
    addProbing(*consumer, raw, "Where it takes events");
    addSelecting(*consumer, raw);
    common(*consumer);
    CLI::App *resource = verb->add_subcommand(
        "resource", "Asks an EntityEvent resource; only reads, unless you consent");
    addProbing(*resource, raw, "Its service root");
    addSelecting(*resource, raw);
    common(*resource);
    CLI::App *producer = verb->add_subcommand(
        "producer", "Takes a producer's events and leads it through what consumers do");
    producer->add_option("--listen", raw.listen, "HOST:PORT to listen on; port 0 picks one")
        ->type_name("HOST:PORT")
        ->capture_default_str();
    producer->add_option("--path", raw.path, "Path that takes events")
        ->type_name("PATH")
        ->capture_default_str();
    producer
        ->add_option("--auth-token", raw.token, "Its bearer token, or @FILE; generated when absent")
        ->type_name("TOKEN");
    producer->add_option("--source", raw.sources, "Expected EntityEventSource label (repeatable)")
        ->type_name("LABEL")
        ->allow_extra_args(false);
    producer
        ->add_option("--patience", raw.patience,
                     "Seconds that the producer may take for each step, before the next one begins")
        ->type_name("SECONDS")
        ->check(between(0.5, 86'400))
        ->capture_default_str();
    producer
        ->add_option("--slow", raw.slow,
                     "Seconds that an answer takes which the producer has to bear")
        ->type_name("SECONDS")
        ->check(between(0.1, 3600))
        ->capture_default_str();
    producer
        ->add_option("--too-slow", raw.tooSlow,
                     "Seconds that an answer takes on which it may give up, if it comes back")
        ->type_name("SECONDS")
        ->check(between(0.2, 3600))
        ->capture_default_str();
    producer
        ->add_option("--next-token", raw.nextToken,
                     "Token, or @FILE, that it has to go on with when the first one is refused")
        ->type_name("TOKEN");
    addProfile(*producer, raw);
    addSelecting(*producer, raw);
    common(*producer);
    CLI::App *self = verb->add_subcommand(
        "self",
        "Every check against mocks that are right, and against mutants: mocks that are each wrong "
        "in what one check looks at");
    self->add_option("--suite", raw.suites, "Only these checks are proven (repeatable)")
        ->type_name("SUITE")
        ->check(CLI::IsMember({"consumer", "producer", "resource"}))
        ->allow_extra_args(false);
    addSelecting(*self, raw);
    common(*self);
    return verb;
}

Result<CheckOptions>
readCheckOptions(const RawCheckOptions &raw, const CLI::App &check,
                 const std::function<Result<Secret>(const std::optional<std::string> &)> &token)
{
    CheckOptions options{.list = raw.list, .strict = raw.strict};
    options.target = check.got_subcommand("self") ? CheckTarget::Self
        : check.got_subcommand("producer")        ? CheckTarget::Producer
        : check.got_subcommand("resource")        ? CheckTarget::Resource
                                                  : CheckTarget::Consumer;
    options.consumer.selection = {.only = prefixes(raw.only), .skip = prefixes(raw.skip)};
    for (const checks::Suite suite :
         {checks::Suite::Consumer, checks::Suite::Producer, checks::Suite::Resource}) {
        if (std::ranges::find(raw.suites, checks::suiteName(suite).toByteArray().toStdString())
            != raw.suites.end())
            options.suites.push_back(suite);
    }
    options.consumer.timeLimit = milliseconds(raw.timeLimit);
    options.consumer.consents = raw.consent;
    options.consumer.mostRequests = raw.mostRequests;
    if (const Result<> agreed = agree(raw, *check.get_subcommands().front(), options); !agreed)
        return agreed.fault();
    if (!isSelected(options))
        return usageFault(u"--only"_s, u"no check is left; --list shows their ids"_s);
    for (const std::string &report : raw.reports) {
        const QString path = QString::fromStdString(report);
        if (std::ranges::none_of(kReportEndings,
                                 [&path](const QString &ending) { return path.endsWith(ending); }))
            return usageFault(u"--report"_s,
                              path
                                  + u": its ending says how it is written; use .json, .xml, "
                                    ".html or .txt"_s);
        // Said before the run, not after it.
        const QFileInfo file(path);
        if (file.isDir())
            return usageFault(u"--report"_s, path + u" is a folder; name a file in it"_s);
        if (!file.dir().exists())
            return usageFault(u"--report"_s,
                              u"%1: there is no folder %2; make it, or name another"_s.arg(
                                  path, file.absolutePath()));
        options.reports.append(path);
    }
    Result<checks::Expectations> expectations =
        readExpectations(QString::fromStdString(raw.expect));
    if (!expectations)
        return expectations.fault();
    options.expectations = std::move(expectations).value();
    if (options.list || options.target == CheckTarget::Self)
        return options;
    if (options.target == CheckTarget::Producer) {
        if (const Result<> trap = readTrap(raw, options, token); !trap)
            return trap.fault();
        return options;
    }
    Result<Secret> secret = token(raw.token);
    if (!secret)
        return secret.fault();
    if (secret->isEmpty() && options.target == CheckTarget::Consumer)
        return usageFault(
            u"--auth-token"_s,
            u"a consumer takes events behind a token; give the one that it agreed on"_s);
    options.consumer.prober.token = secret.value();
    if (const Result<> target = readTarget(raw, options); !target)
        return target.fault();
    return options;
}

} // namespace pushbench::app
