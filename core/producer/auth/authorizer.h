// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/redactor.h"
#include "core/producer/auth/tokenkeeper.h"
#include "core/wire/client/client.h"

#include <QObject>
#include <QTimer>

namespace pushbench::producer {

/// Keeps a token by the rules of TokenKeeper: asks the token endpoint over a connection of its own,
/// and tells what came of it. Lives on the producer's thread.
class Authorizer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Authorizer)

public:
    Authorizer(OAuthConfig config, const Route &route, std::chrono::milliseconds timeout,
               TokenKeeper::Pace pace, const Clock &clock, QObject *parent = nullptr);
    ~Authorizer() override;

    /// Fails only when OpenSSL cannot use the route's settings.
    [[nodiscard]] Result<> prepare();

    /// Is there a token to push with? Sees to it that there will be one.
    [[nodiscard]] bool ready();
    [[nodiscard]] const Secret &token() const noexcept { return m_keeper.token(); }

    /// See TokenKeeper.
    [[nodiscard]] bool refused(const Secret &used) { return m_keeper.refused(used); }
    void accepted(const Secret &used) { m_keeper.accepted(used); }
    void reset() { m_keeper.reset(); }

    /// Asks for nothing any more.
    void stop();

Q_SIGNALS:
    /// There is a token, and it is another one.
    void renewed();
    /// It could not be fetched, and is asked for again after the wait. Holds no secret.
    void waits(std::chrono::milliseconds wait, const QString &reason);
    /// It cannot be fetched.
    void gaveUp(const QString &reason);

private:
    void fetched(const wire::AttemptLog &log);
    [[nodiscard]] std::variant<Grant, NoGrant> outcome(const wire::AttemptLog &log) const;

    OAuthConfig m_config;
    Route m_route; ///< Always HTTP/1.1.
    std::chrono::milliseconds m_timeout;
    const Clock &m_clock;
    journal::Redactor m_redactor;
    TokenKeeper m_keeper;
    std::unique_ptr<wire::ClientConnection> m_connection;
    QTimer m_retry;
    bool m_stopped = false;
};

} // namespace pushbench::producer
