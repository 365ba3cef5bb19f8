// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/resourcehalf.h"

#include "app/options/optionvalues.h"

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
    const Result<producer::ResourceConfig> config = configFor(settings);
    if (!config) {
        refuse(config.fault());
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
               .token = config->token};
    if (!config->address.isLoopback())
        m_state.warning =
            tr("It can be reached from other machines (%1). Only its token guards it, and that "
               "travels in the clear.")
                .arg(config->address.toString());
    Q_EMIT changed(m_state);
}

void ResourceHalf::stop()
{
    if (!m_host)
        return;
    // A push may still hold it, and publish into it.
    m_host->engine()->disconnect(this);
    m_host->close();
    m_host.reset();
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
