// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resource/resource.h"

#include <QTimer>

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
    , m_redactor(m_config.token)
{
}

Resource::~Resource() = default;

void Resource::makeService()
{
    m_service = std::make_unique<ResourceService>(
        m_config, m_clock,
        ResourceService::Hooks{
            .resume = [this] { Q_EMIT resumeRequested(); },
            .notice = [this](const QByteArray &what) { Q_EMIT noticed(QString::fromUtf8(what)); }});
}

Result<> Resource::start()
{
    makeService();
    m_server =
        std::make_unique<wire::Server>(wire::ServerConfig{.address = m_config.address,
                                                          .port = m_config.port,
                                                          .limits = m_config.limits,
                                                          .tls = m_config.tls,
                                                          .refusalResponse = refusalResponse},
                                       m_clock, static_cast<wire::ServerUser &>(*this));
    Result<> listening = m_server->listen();
    if (listening) {
        m_port = m_server->port();
        m_service->setRoot(url().toEncoded());
    }
    return listening;
}

void Resource::startAnew()
{
    m_resumes += m_service->resumes();
    makeService();
    m_service->setRoot(url().toEncoded());
    prepare(); // For nobody needs to wait any more.
}

void Resource::stop()
{
    m_server.reset();
    m_waiting.clear();
}

QUrl Resource::url() const
{
    QUrl url;
    url.setScheme(m_config.tls ? u"https"_s : u"http"_s);
    url.setHost(m_config.address.toString());
    url.setPort(m_port != 0 ? m_port : m_config.port);
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

std::vector<protocol::EntityEvent> Resource::published(const std::vector<Which::Run> &runs,
                                                       size_t most) const
{
    const HostedLog &log = m_service->log();
    std::vector<protocol::EntityEvent> events;
    for (const Which::Run &run : runs) {
        for (qsizetype row = log.rowFrom(run.first.value); row < log.size() && events.size() < most;
             ++row) {
            const protocol::EntityEventView event = log.at(row);
            if (event.sequence > run.last)
                break;
            events.push_back(event.toEvent());
        }
    }
    return events;
}

ResourceVitals Resource::vitals() const
{
    return {.events = m_service->log().size(),
            .requests = m_requests,
            .resumes = m_resumes + m_service->resumes()};
}

void Resource::remember(const wire::IncomingRequest &request, int status)
{
    ++m_requests;
    if (m_asked.size() == kMostAsked)
        m_asked.pop_front();
    // Hidden first and cut then, so that no half of a token is taken for something else.
    m_asked.push_back(
        {.at = request.began.wall,
         .method = request.request.method.toByteArray(),
         .target = m_redactor.target(request.request.target).left(AskedRequest::kMostTargetBytes),
         .status = status});
    Q_EMIT answered(m_asked.back());
}

void Resource::requestArrived(wire::IncomingRequest request)
{
    if (m_service->isReadyFor(request.request))
        return answer(request);
    m_waiting.push_back(std::move(request));
    if (m_waiting.size() == 1)
        prepare();
}

/// What comes meanwhile has its turn between two parts.
void Resource::prepare()
{
    if (m_service->prepareSome()) {
        for (const wire::IncomingRequest &request : std::exchange(m_waiting, {}))
            answer(request);
    } else if (m_server) {
        QTimer::singleShot(0, this, &Resource::prepare);
    }
}

void Resource::answer(const wire::IncomingRequest &request)
{
    if (!m_server)
        return;
    const wire::Response response = m_service->answer(request.request);
    remember(request, response.status);
    // Whoever has left needs no answer.
    static_cast<void>(m_server->answer(
        request.id,
        {.response = wire::renderResponse(response, request.traits(), m_clock.now().wall)}));
}

} // namespace pushbench::producer
