// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/consumer.h"

#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::consumer {
namespace {

wire::Response refusalResponse(const wire::Refusal &refusal)
{
    return {.status = refusal.status,
            .fields = {{"Content-Type"_ba, "application/json"_ba}},
            .body = errorBody(refusal.status, refusal.reason.toUtf8(), {})};
}

bool carries(const wire::Head &head, const Secret &token)
{
    const wire::Head::Values values = head.values("Authorization");
    return protocol::checkBearer({values.begin(), values.end()}, token).verdict
        == protocol::BearerVerdict::Accepted;
}

/// As a token is refused that never was one (H-401, B-2).
Reply refusedToken()
{
    const auto verdict = protocol::BearerVerdict::Wrong;
    return {.status = protocol::statusFor(verdict),
            .fields = {{"WWW-Authenticate"_ba, protocol::challengeFor(verdict)}}};
}

} // namespace

Consumer::Consumer(Config config, const Clock &clock, journal::Journal &journal, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clock(clock)
    , m_journal(journal)
    , m_redactor(m_config.intake.tokens())
    , m_policy(m_config.policy)
    , m_random(m_config.seed)
    , m_receipts(std::make_shared<Inbox<journal::Receipt>>([this] {
        QMetaObject::invokeMethod(this, &Consumer::takeReceipts, Qt::QueuedConnection);
    }))
{
    for (size_t i = 0; i < m_config.intake.endpoints.size(); ++i) {
        if (const std::optional<Policy> &own = m_config.intake.endpoints[i].policy)
            m_endpointPolicies.emplace(i, *own);
    }
}

Consumer::~Consumer()
{
    // The journal keeps the box as long as entries wait; it must not wake who is gone.
    m_receipts->close();
}

Result<> Consumer::start()
{
    m_server =
        std::make_unique<wire::Server>(wire::ServerConfig{.address = m_config.address,
                                                          .port = m_config.port,
                                                          .limits = m_config.limits,
                                                          .tls = m_config.tls,
                                                          .refusalResponse = refusalResponse},
                                       m_clock, static_cast<wire::ServerUser &>(*this));
    if (Result<> sound = check(m_config.intake); !sound)
        return sound;
    Result<> listening = m_server->listen();
    if (listening)
        m_journal.note(
            {.kind = journal::Note::Kind::Consumer, .text = writeExpectations(m_config.intake)});
    return listening;
}

QUrl Consumer::urlOf(const Endpoint &endpoint) const
{
    QUrl url;
    url.setScheme(m_config.tls ? u"https"_s : u"http"_s);
    url.setHost(m_config.address.toString());
    url.setPort(m_server ? m_server->port() : m_config.port);
    url.setPath(QString::fromUtf8(endpoint.path), QUrl::StrictMode);
    return url;
}

std::vector<QUrl> Consumer::urls() const
{
    std::vector<QUrl> urls;
    for (const Endpoint &endpoint : m_config.intake.endpoints)
        urls.push_back(urlOf(endpoint));
    return urls;
}

void Consumer::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    if (m_server)
        m_server->stopReading();
    while (!m_delayed.empty())
        endDelay(m_delayed.begin()->first);
    checkStopped();
}

void Consumer::checkStopped()
{
    if (!m_stopping)
        return;
    if (!m_server || (m_recording.empty() && m_server->isQuiet()))
        Q_EMIT stopped();
    else
        QTimer::singleShot(20ms, this, &Consumer::checkStopped);
}

void Consumer::setPolicy(const Policy &policy)
{
    m_policy.setPolicy(policy);
}

void Consumer::setEndpointPolicy(size_t endpoint, const Policy &policy)
{
    m_endpointPolicies[endpoint].setPolicy(policy);
}

void Consumer::forceNext(const Reply &reply, int times)
{
    m_policy.forceNext(reply, times);
}

void Consumer::forceFor(const Reply &reply, std::chrono::milliseconds duration)
{
    m_policy.forceUntil(reply, m_clock.now().steady + duration);
}

void Consumer::clearForced()
{
    m_policy.clearForced();
}

void Consumer::refuseToken(const Secret &token)
{
    m_refused = token;
}

/// What the person at the bench asked for holds at every endpoint; then an endpoint's own policy
/// stands in for the common one. The script is for producers that may push here at all; strangers
/// do not use it up.
Decision Consumer::decide(const wire::Request &request, const Judgement &judgement, Moment now)
{
    if (!judgement.authorized || (judgement.status != 200 && judgement.status != 400))
        return {};
    if (!m_refused.isEmpty() && carries(request.head, m_refused))
        return {.reply = refusedToken()};
    RequestFacts facts;
    if (judgement.source)
        facts.source = *judgement.source;
    if (judgement.payload)
        facts.events = judgement.payload->events();
    facts.head = &request.head;
    facts.body = request.body;
    const double random = double(m_random() >> 11) * 0x1.0p-53;
    const auto own = m_endpointPolicies.find(judgement.endpoint.value_or(0));
    if (own == m_endpointPolicies.end() || m_policy.forced(now.steady))
        return m_policy.decide(facts, now, random);
    return own->second.decide(facts, now, random);
}

void Consumer::requestArrived(wire::IncomingRequest request)
{
    Judgement judgement = judge(request.request, m_config.intake);
    const Moment now = m_clock.now();
    const Decision decision = decide(request.request, judgement, now);
    if (decision.latency <= 0ms) {
        record(std::move(request), std::move(judgement), decision, now, {});
        return;
    }
    const quint64 ticket = ++m_lastTicket;
    m_delayed.emplace(ticket, Delayed{std::move(request), std::move(judgement), decision});
    QTimer::singleShot(decision.latency, Qt::PreciseTimer, this,
                       [this, ticket] { endDelay(ticket); });
}

void Consumer::endDelay(quint64 ticket)
{
    auto delayed = m_delayed.extract(ticket);
    if (delayed.empty())
        return; // A stop was in a hurry.
    Delayed &due = delayed.mapped();
    record(std::move(due.request), std::move(due.judgement), due.decision, m_clock.now(), due.left);
}

} // namespace pushbench::consumer
