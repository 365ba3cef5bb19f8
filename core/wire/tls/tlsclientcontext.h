// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/wire/tls/tlssettings.h"

#include <memory>

struct ssl_ctx_st;
struct ssl_st;

namespace pushbench::wire {

/// What all connections of a client have in common: whom to trust, what to show, what to offer.
/// Made once, because to read the system's authorities takes a while; shared by the connections of
/// one thread.
class TlsClientContext
{
    Q_DISABLE_COPY_MOVE(TlsClientContext)

public:
    /// TLS 1.2 and 1.3 only (CORE-1). Fails when OpenSSL cannot use the settings.
    [[nodiscard]] static Result<std::shared_ptr<const TlsClientContext>>
    make(const TlsSettings &settings);
    ~TlsClientContext();

    /// A connection's state, for the caller to free: asks by SNI for the host if it is a name, and
    /// takes only a certificate that names it, unless the settings say insecure.
    [[nodiscard]] ssl_st *open(const QString &host) const;

    [[nodiscard]] bool insecure() const noexcept { return m_insecure; }
    [[nodiscard]] bool showsCertificate() const noexcept { return m_showsCertificate; }

    /// "h2, http/1.1": what is offered by ALPN, for people.
    [[nodiscard]] const QString &offered() const noexcept { return m_offered; }

private:
    TlsClientContext() = default;

    struct Deleter
    {
        void operator()(ssl_ctx_st *context) const;
    };

    std::unique_ptr<ssl_ctx_st, Deleter> m_context;
    QString m_offered;
    bool m_insecure = false;
    bool m_showsCertificate = false;
};

} // namespace pushbench::wire
