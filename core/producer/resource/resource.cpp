// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resource/resource.h"

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

wire::Response refusalResponse(const wire::Refusal &refusal)
{
    return {.status = refusal.status,
            .fields = {{"Content-Type", "application/json"},
                       {"OData-Version", "4.0"},
                       {"Cache-Control", "no-store"}},
            .body = odata::errorBody(refusal.status, refusal.reason.toUtf8())};
}

} // namespace

Resource::Resource(ResourceConfig config, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clock(clock)
{
}

Resource::~Resource() = default;

Result<> Resource::start()
{
    m_service = std::make_unique<ResourceService>(
        m_config, m_clock,
        ResourceService::Hooks{
            .resume = [this] { Q_EMIT resumeRequested(); },
            .notice = [this](const QByteArray &what) { Q_EMIT noticed(QString::fromUtf8(what)); }});
    m_server =
        std::make_unique<wire::Server>(wire::ServerConfig{.address = m_config.address,
                                                          .port = m_config.port,
                                                          .limits = m_config.limits,
                                                          .refusalResponse = refusalResponse},
                                       m_clock, static_cast<wire::ServerUser &>(*this));
    Result<> listening = m_server->listen();
    if (listening)
        m_service->setRoot(url().toEncoded());
    return listening;
}

QUrl Resource::url() const
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(m_config.address.toString());
    url.setPort(m_server ? m_server->port() : m_config.port);
    url.setPath(u"/"_s);
    return url;
}

QUrl Resource::resumeUrl() const
{
    return url().resolved(QUrl(u"resume"_s));
}

void Resource::publish(const std::vector<protocol::EntityEvent> &events)
{
    for (const protocol::EntityEvent &event : events)
        m_service->publish(event);
}

ResourceVitals Resource::vitals() const
{
    return {
        .events = m_service->log().size(), .requests = m_requests, .resumes = m_service->resumes()};
}

void Resource::requestArrived(wire::IncomingRequest request)
{
    ++m_requests;
    const wire::Response response = m_service->answer(request.request);
    // Whoever has left needs no answer.
    static_cast<void>(m_server->answer(
        request.id,
        {.response = wire::renderResponse(response, request.traits(), m_clock.now().wall)}));
}

} // namespace pushbench::producer
