// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/resourcehalf.h"

#include "app/options/optionvalues.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

Result<producer::ResourceConfig> configFor(const ui::ResourceSettings &settings)
{
    producer::ResourceConfig config;
    const QString host = settings.host.contains(u':') && !settings.host.startsWith(u'[')
        ? u'[' + settings.host + u']'
        : settings.host;
    const Result<Endpoint> place =
        readEndpoint(u"--resource-listen"_s, host + u':' + QString::number(settings.port));
    if (!place)
        return place.fault();
    config.address = place->address;
    config.port = place->port;
    if (settings.token.isEmpty()) {
        config.token = Secret::generate();
        return config;
    }
    const Result<Secret> token = readSecret(u"--resource-token"_s, settings.token);
    if (!token)
        return token.fault();
    config.token = token.value();
    return config;
}

Result<std::optional<ServerTls>> tlsFor(const ui::ResourceSettings &settings,
                                        const QHostAddress &address, WallTime now)
{
    const bool files = settings.tls == ui::TlsChoice::Files;
    if (files && (settings.certificate.isEmpty() || settings.key.isEmpty()))
        return Fault{FaultKind::Usage, ResourceHalf::tr("Security"),
                     ResourceHalf::tr("a certificate of your own needs its file and that of its "
                                      "key; choose both, or TLS, self-signed")};
    return readServerTls({.selfSigned = settings.tls == ui::TlsChoice::SelfSigned,
                          .certificate = files ? settings.certificate : QString(),
                          .key = files ? settings.key : QString(),
                          .prefix = u"--resource-tls"_s},
                         address.toString(), now);
}

} // namespace

ResourceHalf::ResourceHalf(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void ResourceHalf::refuse(const Fault &fault)
{
    m_state = {};
    m_state.fault = fault.message();
    Q_EMIT failed(fault);
    Q_EMIT changed(m_state);
}

void ResourceHalf::start(const ui::ResourceSettings &settings)
{
    stop();
    Result<producer::ResourceConfig> config = configFor(settings);
    if (!config) {
        refuse(config.fault());
        return;
    }
    const Result<std::optional<ServerTls>> tls =
        tlsFor(settings, config->address, m_clock.now().wall);
    if (!tls) {
        refuse(tls.fault());
        return;
    }
    if (tls.value())
        config->tls = tls.value()->settings;
    if (const Result<> kept = keepAuthority(tls.value()); !kept) {
        refuse(kept.fault());
        return;
    }
    Result<std::unique_ptr<ResourceHost>> host = ResourceHost::start(config.value(), m_clock);
    if (!host) {
        refuse(host.fault());
        return;
    }
    m_host = std::move(host).value();
    const producer::Resource *engine = m_host->engine();
    connect(engine, &producer::Resource::resumeRequested, this, &ResourceHalf::resumeRequested);
    connect(engine, &producer::Resource::noticed, this,
            [this](const QString &what) { m_state.notice = what; });
    m_state = {.listening = true,
               .url = m_host->url(),
               .resumeUrl = m_host->resumeUrl(),
               .token = config->token,
               .caFile = m_authority ? m_authority->fileName() : QString()};
    if (!config->address.isLoopback())
        m_state.warning =
            (config->tls
                 ? tr("It can be reached from other machines (%1). Only its token guards it.")
                 : tr("It can be reached from other machines (%1). Only its token guards it, "
                      "and that travels in the clear."))
                .arg(config->address.toString());
    Q_EMIT changed(m_state);
}

/// Where clients find what they have to trust.
Result<> ResourceHalf::keepAuthority(const std::optional<ServerTls> &tls)
{
    m_authority.reset();
    if (!tls || tls->selfSignedPem.isEmpty())
        return {};
    m_authority =
        std::make_unique<QTemporaryFile>(QDir::temp().filePath(u"pushbench-XXXXXX.pem"_s));
    if (!m_authority->open())
        return Fault{FaultKind::Denied, QDir::tempPath(), m_authority->errorString()};
    m_authority->write(tls->selfSignedPem);
    m_authority->flush();
    return {};
}

void ResourceHalf::stop()
{
    if (!m_host)
        return;
    // A push may still hold it, and publish into it.
    m_host->engine()->disconnect(this);
    m_host->close();
    m_host.reset();
    m_authority.reset();
    m_state = {};
    Q_EMIT changed(m_state);
}

producer::Producer::Publish ResourceHalf::publisher()
{
    if (!m_host)
        return {};
    m_host->startAnew();
    m_state.published = true;
    return [host = m_host, publish = m_host->publisher()](
               const std::vector<protocol::EntityEvent> &events) { publish(events); };
}

void ResourceHalf::poll()
{
    if (!m_host)
        return;
    m_host->post([this, engine = m_host->engine(), url = m_host->url()] {
        Figures figures{.vitals = engine->vitals(),
                        .asked = {engine->asked().begin(), engine->asked().end()}};
        QMetaObject::invokeMethod(
            this,
            [this, url, figures = std::move(figures)] {
                if (m_host && m_host->url() == url)
                    take(figures);
            },
            Qt::QueuedConnection);
    });
}

void ResourceHalf::take(const Figures &figures)
{
    m_state.events = figures.vitals.events;
    m_state.requests = figures.vitals.requests;
    m_state.resumes = figures.vitals.resumes;
    m_state.asked = figures.asked;
    Q_EMIT changed(m_state);
}

} // namespace pushbench::app
