// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pushsettings.h"

#include "app/bundle/recordedsource.h"
#include "app/options/clientoptions.h"
#include "app/options/optionvalues.h"
#include "app/options/sourceoptions.h"
#include "core/producer/generator.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

QString word(const char *text)
{
    return QCoreApplication::translate("Push", text);
}

/// What is about TLS is left out where there is none: it stays in the form for the next target.
ClientRawOptions rawOptions(const ui::ProducerSettings &settings)
{
    const ui::ConnectionSettings &way = settings.connection;
    const ui::SignInSettings &signIn = settings.signIn;
    ClientRawOptions raw;
    raw.http = way.http2 ? "2" : "1.1";
    raw.proxy = way.proxy.toStdString();
    raw.tokenUrl = signIn.tokenUrl.toStdString();
    if (!signIn.tokenUrl.isEmpty()) {
        raw.clientId = signIn.clientId.toStdString();
        raw.clientSecret = signIn.clientSecret.toStdString();
        raw.tokenScope = signIn.scope.toStdString();
    }
    if (settings.target.scheme() == u"https"_s || QUrl(signIn.tokenUrl).scheme() == u"https"_s) {
        raw.ca = way.ca.toStdString();
        raw.certificate = way.certificate.toStdString();
        raw.key = way.key.toStdString();
        raw.insecure = way.insecure;
    }
    return raw;
}

Result<producer::GeneratorConfig> generatorConfig(const ui::ProducerSettings &settings)
{
    producer::GeneratorConfig config{.events = settings.events,
                                     .seed = settings.seed,
                                     .first = {settings.firstSequence},
                                     .holeRate = settings.holeRate};
    if (!settings.resources.isEmpty()) {
        const QList<QByteArray> texts = settings.resources.toUtf8().split(',');
        if (const Result<> set = producer::setResources(config, texts); !set)
            return set.fault();
    }
    if (const Result<> sound = producer::check(config); !sound)
        return sound.fault();
    return config;
}

Result<producer::ResourceSourceConfig> readingConfig(const ui::ProducerSettings &settings)
{
    const ui::ReadingSettings &reading = settings.reading;
    if (reading.root.isEmpty())
        return usageFault(
            word(QT_TRANSLATE_NOOP("Push", "Resource")),
            word(QT_TRANSLATE_NOOP(
                "Push", "no resource is named; write its service root, https://host/odata")));
    RawSourceOptions raw;
    raw.root = reading.root.toStdString();
    if (!reading.token.isEmpty())
        raw.token = reading.token.toStdString();
    if (QUrl(reading.root).scheme() == u"https"_s)
        raw.ca = reading.ca.toStdString(); // It stays in the form for the next one.
    raw.after = reading.after;
    raw.poll = reading.poll;
    raw.settle = reading.settle;
    raw.once = reading.once;
    Result<std::optional<producer::ResourceSourceConfig>> config = readResourceSource(raw);
    if (!config)
        return config.fault();
    return std::move(*config.value());
}

/// Those that are given.
Result<> readTokens(const ui::ProducerSettings &settings, producer::Config &config)
{
    if (!settings.token.isEmpty()) {
        const Result<Secret> token = readSecret(u"--auth-token"_s, settings.token);
        if (!token)
            return token.fault();
        config.token = token.value();
    }
    if (!settings.signIn.nextToken.isEmpty()) {
        const Result<Secret> next = readSecret(u"--next-token"_s, settings.signIn.nextToken);
        if (!next)
            return next.fault();
        config.nextToken = next.value();
    }
    return {};
}

/// What the command line says by --timeout, --max-attempts, --backoff, --ramp and --burst.
Result<> readAdvanced(const ui::AdvancedSettings &settings, producer::Config &config)
{
    const Result<Backoff> backoff = readBackoff(u"--backoff"_s, settings.backoff);
    if (!backoff)
        return backoff.fault();
    if (!settings.ramp.isEmpty()) {
        const Result<Ramp> ramp = readRamp(u"--ramp"_s, settings.ramp);
        if (!ramp)
            return ramp.fault();
        config.delivery.rampTo = ramp->rate;
        config.delivery.ramp = ramp->time;
    }
    config.delivery.burst = settings.burst;
    config.delivery.maxAttempts = settings.maxAttempts;
    config.delivery.backoffBase = backoff->base;
    config.delivery.backoffMax = backoff->most;
    config.timeout = std::chrono::milliseconds(std::llround(settings.timeout * 1000));
    return {};
}

} // namespace

Result<PushConfig> pushConfig(const ui::ProducerSettings &settings, WallTime now)
{
    PushConfig push;
    producer::Config &config = push.config;
    config.target = settings.target;
    Result<ClientOptions> client = readClientOptions(rawOptions(settings), config, now);
    if (!client)
        return client.fault();
    config.route = std::move(client->route);
    config.oauth = std::move(client->oauth);
    push.warnings = std::move(client->warnings);
    if (config.oauth.isEmpty()) {
        if (const Result<> read = readTokens(settings, config); !read)
            return read.fault();
    }
    if (!settings.source.isEmpty())
        config.source = settings.source.toUtf8();
    for (const QString &header : settings.connection.headers) {
        Result<wire::Field> field = readField(u"--header"_s, header);
        if (!field)
            return field.fault();
        config.fields.push_back(std::move(field).value());
    }
    config.batch = settings.batch;
    config.multi = settings.multi;
    config.delivery.inFlight = settings.inFlight;
    config.delivery.eventsPerSecond = settings.rate;
    config.delivery.seed = settings.seed;
    if (const Result<> read = readAdvanced(settings.advanced, config); !read)
        return read.fault();
    config.misdeedSeed = settings.seed;
    for (const QString &asked : settings.misbehaviours) {
        Result<producer::Misdeed> misdeed = producer::parseMisdeed(asked.toUtf8());
        if (!misdeed)
            return misdeed.fault();
        config.misdeeds.push_back(std::move(misdeed).value());
    }
    if (const Result<> sound = producer::check(config); !sound)
        return sound.fault();
    return push;
}

Result<std::unique_ptr<producer::EventSource>> openSource(const ui::ProducerSettings &settings,
                                                          const Clock &clock)
{
    switch (settings.origin) {
    case ui::EventOrigin::Generated: {
        Result<producer::GeneratorConfig> config = generatorConfig(settings);
        if (!config)
            return config.fault();
        return std::unique_ptr<producer::EventSource>(
            std::make_unique<producer::Generator>(std::move(config).value()));
    }
    case ui::EventOrigin::File:
        if (settings.file.isEmpty())
            return usageFault(
                word(QT_TRANSLATE_NOOP("Push", "File")),
                word(QT_TRANSLATE_NOOP("Push", "no file is chosen; choose one with events")));
        return producer::FileSource::open(settings.file);
    case ui::EventOrigin::Session:
        if (settings.session.isEmpty())
            return usageFault(
                word(QT_TRANSLATE_NOOP("Push", "Session")),
                word(QT_TRANSLATE_NOOP("Push", "no session is chosen; choose a recorded one")));
        return openRecordedEvents(settings.session);
    case ui::EventOrigin::Resource: {
        const Result<producer::ResourceSourceConfig> config = readingConfig(settings);
        if (!config)
            return config.fault();
        return std::unique_ptr<producer::EventSource>(
            std::make_unique<producer::ResourceSource>(config.value(), clock));
    }
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::app
