// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/auth/authorizer.h"

using namespace Qt::StringLiterals;

namespace pushbench::producer {

Authorizer::Authorizer(OAuthConfig config, const Route &route, std::chrono::milliseconds timeout,
                       TokenKeeper::Pace pace, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_route(route)
    , m_timeout(timeout)
    , m_clock(clock)
    , m_redactor(m_config.clientSecret)
    , m_keeper(pace)
{
    m_route.http = HttpVersion::Http11;
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { static_cast<void>(ready()); });
}

Authorizer::~Authorizer() = default;

Result<> Authorizer::prepare()
{
    const Result<wire::ClientConfig> client = clientConfig(m_route, m_config.tokenUrl, m_timeout);
    if (!client)
        return client.fault();
    m_connection =
        std::make_unique<wire::ClientConnection>(client.value(), wire::ConnectionId{}, m_clock);
    connect(m_connection.get(), &wire::ClientConnection::finished, this, &Authorizer::fetched);
    return {};
}

bool Authorizer::ready()
{
    const SteadyTime now = m_clock.now().steady;
    if (!m_stopped && m_connection && m_keeper.wantsFetch(now)) {
        m_keeper.fetchBegan(now);
        m_connection->send(tokenRequest(m_config, m_route));
    }
    return m_keeper.isReady(now);
}

void Authorizer::stop()
{
    m_stopped = true;
    m_retry.stop();
    if (m_connection)
        m_connection->abort(u"the producer stops"_s);
}

std::variant<Grant, NoGrant> Authorizer::outcome(const wire::AttemptLog &log) const
{
    if (log.response)
        return readGrant(m_config.tokenUrl, *log.response);
    return NoGrant{
        .reason = u"no answer from the token endpoint %1: %2"_s.arg(
            m_config.tokenUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery), log.fault)};
}

void Authorizer::fetched(const wire::AttemptLog &log)
{
    const std::variant<Grant, NoGrant> came = outcome(log);
    if (const Grant *grant = std::get_if<Grant>(&came)) {
        m_keeper.granted(*grant);
        Q_EMIT renewed();
        return;
    }
    const auto &none = std::get<NoGrant>(came);
    const QString reason = QString::fromUtf8(m_redactor.body(none.reason.toUtf8()));
    const auto wait = m_keeper.failed(none.forGood, m_clock.now().steady);
    if (m_stopped)
        return;
    if (!wait) {
        Q_EMIT gaveUp(reason);
        return;
    }
    m_retry.start(*wait + std::chrono::milliseconds(1));
    Q_EMIT waits(*wait, reason);
}

} // namespace pushbench::producer
