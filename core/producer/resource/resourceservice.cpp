// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/resource/resourceservice.h"

#include "core/odata/answer/entitymodel.h"
#include "core/odata/answer/metadata.h"
#include "core/producer/resource/resourceanswers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

using odata::Format;
using odata::QueryPlace;
using odata::Read;

constexpr qint64 kLateEvery = 10;

constexpr std::array kXmlAndJson{Format::Kind::Xml, Format::Kind::Json};

/// What no route takes.
wire::Response refusedRoute(const wire::Request &, int status, const QByteArray &allow)
{
    if (status == 405) {
        wire::Response response =
            errorOf(405, QByteArray("this can be asked by " + allow + " only"));
        response.fields.push_back({"Allow", allow});
        return response;
    }
    return errorOf(status, status == 404 ? "there is nothing here" : "no such method is known");
}

QByteArray hostOf(const wire::Request &request)
{
    std::optional<QByteArrayView> host = request.head.value("Host");
    if (!host)
        host = request.head.value(":authority");
    return host ? host->toByteArray() : QByteArray();
}

} // namespace

ResourceService::ResourceService(ResourceConfig config, const Clock &clock, Hooks hooks)
    : m_config(std::move(config))
    , m_clock(clock)
    , m_hooks(std::move(hooks))
    , m_router(refusedRoute)
{
    m_log.setCompaction(m_config.faults.compacts);
    addRoutes();
}

void ResourceService::addRoutes()
{
    const auto add = [this](const QString &pattern, const char *methods,
                            wire::Response (ResourceService::*member)(const wire::Request &)) {
        m_router.route(pattern, methods, [this, member](const wire::Request &request) {
            return (this->*member)(request);
        });
    };
    add(u"/"_s, "GET, HEAD", &ResourceService::serviceDocument);
    add(u"/\\$metadata"_s, "GET, HEAD", &ResourceService::metadata);
    add(u"/EntityEvent"_s, "GET, HEAD", &ResourceService::collection);
    add(u"/EntityEvent/\\$count"_s, "GET, HEAD", &ResourceService::count);
    add(u"/EntityEvent\\(.*\\)"_s, "GET, HEAD", &ResourceService::entity);
    add(u"/resume"_s, "POST", &ResourceService::resume);
    add(u"/[A-Za-z_][A-Za-z0-9_]*\\(.*\\)"_s, "GET, HEAD", &ResourceService::record);
    add(u"/[A-Za-z_][A-Za-z0-9_]*"_s, "GET, HEAD", &ResourceService::records);
}

void ResourceService::publish(const protocol::EntityEvent &event)
{
    const WallTime now = m_clock.now().wall;
    ++m_appended;
    if (m_config.faults.late.count() > 0 && m_appended % kLateEvery == 0)
        m_log.appendLate(event, now, now + m_config.faults.late);
    else
        m_log.append(event, now);
}

void ResourceService::setFaults(const ResourceFaults &faults)
{
    m_config.faults = faults;
    m_log.setCompaction(faults.compacts);
    m_answers = 0;
    m_served = 0;
}

wire::Response ResourceService::answer(const wire::Request &request)
{
    m_version = odata::Version::V40;
    std::optional<wire::Response> refused = refuse(request);
    wire::Response response = refused ? *std::move(refused) : m_router.answer(request);
    response.fields.push_back({"OData-Version", odata::nameOf(m_version).toByteArray()});
    response.fields.push_back({"Cache-Control", "no-store"});
    return response;
}

bool ResourceService::isReadyFor(const wire::Request &request)
{
    const QByteArrayView path = request.path();
    const bool ofARecord = path.contains('(') && !path.startsWith("/EntityEvent(");
    if (!ofARecord || bearerOf(request) != protocol::BearerVerdict::Accepted)
        return true;
    return m_log.indexSome();
}

bool ResourceService::prepareSome()
{
    return !m_log.isIndexing() || m_log.indexSome();
}

protocol::BearerVerdict ResourceService::bearerOf(const wire::Request &request) const
{
    const wire::Head::Values values = request.head.values("Authorization");
    const protocol::BearerCheck check =
        protocol::checkBearer({values.begin(), values.end()}, m_config.token);
    const bool expired = m_config.faults.expires && m_served >= *m_config.faults.expires;
    return check.verdict == protocol::BearerVerdict::Accepted && expired
        ? protocol::BearerVerdict::Wrong
        : check.verdict;
}

/// Whoever has no token learns nothing, not even what there is.
std::optional<wire::Response> ResourceService::refuse(const wire::Request &request)
{
    const protocol::BearerVerdict verdict = bearerOf(request);
    if (verdict != protocol::BearerVerdict::Accepted) {
        const bool malformed = verdict == protocol::BearerVerdict::Malformed;
        wire::Response response = errorOf(protocol::statusFor(verdict),
                                          malformed ? "the Authorization field is no bearer token"
                                                    : "the resource's bearer token is wanted");
        response.fields.push_back({"WWW-Authenticate", protocol::challengeFor(verdict)});
        return response;
    }
    std::optional<wire::Response> refused = refuseByFault();
    if (!refused)
        ++m_served;
    return refused;
}

std::optional<wire::Response> ResourceService::refuseByFault()
{
    if (m_config.faults.forbidden) {
        wire::Response response = errorOf(403, "the token does not reach as far as this");
        response.fields.push_back(
            {"WWW-Authenticate", "Bearer realm=\"EntityEvent\", error=\"insufficient_scope\""});
        return response;
    }
    std::vector<RefusedAnswer> &script = m_config.faults.refusals;
    if (script.empty())
        return std::nullopt;
    RefusedAnswer &next = script.front();
    wire::Response response =
        errorOf(next.status, next.status == 429 ? "too many requests" : "not now");
    if (const std::optional<QByteArray> value = retryAfterOf(next, m_clock.now().wall))
        response.fields.push_back({"Retry-After", *value});
    if (--next.times <= 0)
        script.erase(script.begin());
    return response;
}

Read<ResourceService::Asked> ResourceService::read(const wire::Request &request, QueryPlace place,
                                                   std::span<const Format::Kind> kinds)
{
    const Read<odata::Version> version = odata::negotiateVersion(
        request.head.value("OData-Version"), request.head.value("OData-MaxVersion"));
    if (!version)
        return version.flaw();
    m_version = version.value();
    Read<odata::Query> query = odata::parseQuery(
        request.query(),
        {.place = place, .version = version.value(), .dictionary = m_config.dictionary});
    if (!query)
        return query.flaw();
    const Read<Format> format =
        odata::negotiateFormat(spanOf(request.head.values("Accept")), query->format, kinds);
    if (!format)
        return format.flaw();
    if (query->plus)
        notice("a query used + for a blank, as forms do; in a URL a blank is %20");
    const QByteArray host = hostOf(request);
    m_log.settle(m_clock.now().wall);
    return Asked{.query = std::move(query).value(),
                 .format = format.value(),
                 .version = version.value(),
                 .root = host.isEmpty() ? m_root
                                        : (m_config.tls ? "https://" : "http://") + host + '/'};
}

wire::Response ResourceService::serviceDocument(const wire::Request &request)
{
    const Read<Asked> asked = read(request, QueryPlace::Other, kJson);
    if (!asked)
        return errorOf(asked.flaw());
    const Asked &a = asked.value();
    return {.fields = {{"Content-Type", odata::contentTypeOf(a.format)}},
            .body = odata::serviceDocument(resources(), a.format.context)};
}

wire::Response ResourceService::metadata(const wire::Request &request)
{
    const Read<Asked> asked = read(request, QueryPlace::Other, kXmlAndJson);
    if (!asked)
        return errorOf(asked.flaw());
    const bool xml = asked.value().format.kind == Format::Kind::Xml;
    return {.fields = {{"Content-Type",
                        xml ? odata::contentTypeOf(asked.value().format) : "application/json"}},
            .body = xml ? odata::writeMetadataXml(resources(), m_config.dictionary)
                        : odata::writeMetadataJson(resources(), m_config.dictionary)};
}

wire::Response ResourceService::resume(const wire::Request &)
{
    ++m_resumes;
    if (m_hooks.resume)
        m_hooks.resume();
    return jsonOf(200, "{\"resumes\":" + QByteArray::number(m_resumes) + '}');
}

std::vector<QByteArray> ResourceService::resources() const
{
    std::vector<QByteArray> names;
    const auto add = [&names](const std::vector<QByteArray> &more) {
        for (const QByteArray &name : more) {
            if (odata::isEntityName(name) && name != odata::kEntityEvent
                && std::ranges::find(names, name) == names.end())
                names.push_back(name);
        }
    };
    add(m_config.resources);
    add(m_log.resourceNames());
    return names;
}

bool ResourceService::knows(const QByteArray &resource) const
{
    const std::vector<QByteArray> names = resources();
    return std::ranges::find(names, resource) != names.end();
}

void ResourceService::notice(const QByteArray &text)
{
    if (std::ranges::find(m_noticed, text) != m_noticed.end())
        return;
    m_noticed.push_back(text);
    if (m_hooks.notice)
        m_hooks.notice(text);
}

} // namespace pushbench::producer
