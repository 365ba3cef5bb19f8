// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings.h"

#include "core/consumer/endpointspec.h"

#include <QSettings>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<QSettings> open(const QString &file)
{
    return file.isEmpty() ? std::make_unique<QSettings>()
                          : std::make_unique<QSettings>(file, QSettings::IniFormat);
}

/// Goes over every setting once, for reading and for writing alike: what one knows the other knows.
/// Left out is what may hold a secret (tokens, a proxy's password, header fields), and what must be
/// chosen anew for each run: to take any certificate, to do wrong, and to consent to changes.
template <typename Visitor>
void visit(Settings &settings, Visitor &&each)
{
    each("window/geometry"_L1, settings.geometry);
    each("window/docks"_L1, settings.docks);
    each("consumer/host"_L1, settings.consumer.host);
    each("consumer/port"_L1, settings.consumer.port);
    each("consumer/certificate"_L1, settings.consumer.certificate);
    each("consumer/key"_L1, settings.consumer.key);
    each("consumer/clientCa"_L1, settings.consumer.clientCa);
    each("producer/target"_L1, settings.producer.target);
    each("producer/source"_L1, settings.producer.source);
    each("producer/events"_L1, settings.producer.events);
    each("producer/file"_L1, settings.producer.file);
    each("producer/session"_L1, settings.producer.session);
    each("producer/readingRoot"_L1, settings.producer.reading.root);
    each("producer/readingCa"_L1, settings.producer.reading.ca);
    each("producer/readingAfter"_L1, settings.producer.reading.after);
    each("producer/readingPoll"_L1, settings.producer.reading.poll);
    each("producer/readingOnce"_L1, settings.producer.reading.once);
    each("producer/readingSettle"_L1, settings.producer.reading.settle);
    each("producer/timeout"_L1, settings.producer.advanced.timeout);
    each("producer/maxAttempts"_L1, settings.producer.advanced.maxAttempts);
    each("producer/backoff"_L1, settings.producer.advanced.backoff);
    each("producer/ramp"_L1, settings.producer.advanced.ramp);
    each("producer/burst"_L1, settings.producer.advanced.burst);
    each("producer/checkpoint"_L1, settings.producer.advanced.checkpoint);
    each("producer/resources"_L1, settings.producer.resources);
    each("producer/multi"_L1, settings.producer.multi);
    each("producer/http2"_L1, settings.producer.connection.http2);
    each("producer/ca"_L1, settings.producer.connection.ca);
    each("producer/certificate"_L1, settings.producer.connection.certificate);
    each("producer/key"_L1, settings.producer.connection.key);
    each("producer/tokenUrl"_L1, settings.producer.signIn.tokenUrl);
    each("producer/clientId"_L1, settings.producer.signIn.clientId);
    each("producer/scope"_L1, settings.producer.signIn.scope);
    each("resource/host"_L1, settings.resource.host);
    each("resource/port"_L1, settings.resource.port);
    each("resource/certificate"_L1, settings.resource.certificate);
    each("resource/key"_L1, settings.resource.key);
    each("triage/url"_L1, settings.triage.url);
    each("tables/filters"_L1, settings.filters);
    each("tables/columns"_L1, settings.columns);
    each("notices/gapLost"_L1, settings.notices.gapLost);
    each("notices/producerHalted"_L1, settings.notices.producerHalted);
    each("notices/firstEvent"_L1, settings.notices.firstEvent);
    each("checks/url"_L1, settings.check.url);
    each("checks/host"_L1, settings.check.host);
    each("checks/port"_L1, settings.check.port);
    each("checks/path"_L1, settings.check.path);
    each("checks/source"_L1, settings.check.source);
    each("checks/patience"_L1, settings.check.patience);
    each("checks/only"_L1, settings.check.only);
    each("checks/skip"_L1, settings.check.skip);
    each("checks/ca"_L1, settings.check.ca);
    each("checks/strict"_L1, settings.check.strict);
    each("checks/self"_L1, settings.check.self);
    each("checks/slow"_L1, settings.check.slow);
    each("checks/tooSlow"_L1, settings.check.tooSlow);
    each("checks/profile"_L1, settings.check.profile);
    each("checks/expect"_L1, settings.check.expect);
    each("checks/rate"_L1, settings.check.rate);
    each("checks/mostRequests"_L1, settings.check.mostRequests);
    each("checks/history"_L1, settings.checkHistory);
    each("producer/seed"_L1, settings.producer.seed);
    each("producer/firstSequence"_L1, settings.producer.firstSequence);
    each("producer/holeRate"_L1, settings.producer.holeRate);
    each("producer/batch"_L1, settings.producer.batch);
    each("producer/rate"_L1, settings.producer.rate);
    each("producer/inFlight"_L1, settings.producer.inFlight);
}

/// Durations are kept as seconds.
template <typename Visitor>
void visitSeconds(Settings &settings, Visitor &&each)
{
    each("triage/grace"_L1, settings.triage.grace);
    each("triage/settle"_L1, settings.triage.settle);
    each("triage/deadline"_L1, settings.triage.deadline);
}

constexpr auto kSuite = "checks/suite"_L1;
constexpr auto kEndpoints = "consumer/endpoints"_L1;
constexpr auto kLanguage = "window/language"_L1;
constexpr auto kTls = "consumer/tls"_L1;
constexpr auto kResourceTls = "resource/tls"_L1;
constexpr auto kOrigin = "producer/origin"_L1;

/// Each on a line of its own, as on the command line, but for the token.
QStringList written(const std::vector<EndpointSettings> &endpoints)
{
    QStringList lines;
    for (const EndpointSettings &endpoint : endpoints)
        lines += consumer::writeEndpointSpec({.path = endpoint.path, .sources = endpoint.sources});
    return lines;
}

std::vector<EndpointSettings> read(const QStringList &lines)
{
    std::vector<EndpointSettings> endpoints;
    for (const QString &line : lines) {
        if (const Result<consumer::EndpointSpec> spec = consumer::parseEndpointSpec(line))
            endpoints.push_back({.path = spec->path, .sources = spec->sources});
    }
    return endpoints;
}

} // namespace

SettingsStore::SettingsStore(QString iniFile)
    : m_file(std::move(iniFile))
{
}

Settings SettingsStore::load() const
{
    const std::unique_ptr<QSettings> store = open(m_file);
    Settings settings;
    visit(settings, [&store]<typename T>(QLatin1StringView key, T &value) {
        const QVariant stored = store->value(key);
        if (stored.isValid() && stored.canConvert<T>())
            value = stored.value<T>();
    });
    visitSeconds(settings, [&store](QLatin1StringView key, std::chrono::seconds &value) {
        bool ok = false;
        const int stored = store->value(key).toInt(&ok);
        if (ok && stored >= 0)
            value = std::chrono::seconds(stored);
    });
    const int theme = store->value("window/theme"_L1).toInt();
    if (theme >= int(ThemeChoice::System) && theme <= int(ThemeChoice::Dark))
        settings.theme = ThemeChoice(theme);
    const int language = store->value(kLanguage).toInt();
    if (language >= int(LanguageChoice::System) && language <= int(LanguageChoice::French))
        settings.language = LanguageChoice(language);
    const int suite = store->value(kSuite).toInt();
    if (suite >= int(checks::Suite::Consumer) && suite <= int(checks::Suite::Resource))
        settings.check.suite = checks::Suite(suite);
    const auto readTls = [&store](QLatin1StringView key, TlsChoice &choice) {
        const int tls = store->value(key).toInt();
        if (tls >= int(TlsChoice::None) && tls <= int(TlsChoice::Files))
            choice = TlsChoice(tls);
    };
    readTls(kTls, settings.consumer.tls);
    readTls(kResourceTls, settings.resource.tls);
    const int origin = store->value(kOrigin).toInt();
    if (origin >= int(EventOrigin::Generated) && origin <= int(EventOrigin::Resource))
        settings.producer.origin = EventOrigin(origin);
    if (auto endpoints = read(store->value(kEndpoints).toStringList()); !endpoints.empty())
        settings.consumer.endpoints = std::move(endpoints);
    return settings;
}

void SettingsStore::save(const Settings &settings) const
{
    const std::unique_ptr<QSettings> store = open(m_file);
    Settings copy = settings;
    visit(copy, [&store]<typename T>(QLatin1StringView key, T &value) {
        store->setValue(key, QVariant::fromValue(value));
    });
    visitSeconds(copy, [&store](QLatin1StringView key, std::chrono::seconds &value) {
        store->setValue(key, int(value.count()));
    });
    store->setValue("window/theme"_L1, int(settings.theme));
    store->setValue(kSuite, int(settings.check.suite));
    store->setValue(kLanguage, int(settings.language));
    store->setValue(kTls, int(settings.consumer.tls));
    store->setValue(kResourceTls, int(settings.resource.tls));
    store->setValue(kOrigin, int(settings.producer.origin));
    store->setValue(kEndpoints, written(settings.consumer.endpoints));
}

} // namespace pushbench::ui
