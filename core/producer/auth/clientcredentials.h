// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/secret.h"
#include "core/producer/route.h"
#include "core/wire/message.h"

#include <variant>

namespace pushbench::producer {

/// A client that gets its tokens by OAuth 2.0 client credentials (RFC 6749 section 4.4).
struct OAuthConfig
{
    QUrl tokenUrl{};
    QByteArray clientId{};
    Secret clientSecret{};
    QByteArray scope{}; ///< Empty: the endpoint's own default.

    [[nodiscard]] bool isEmpty() const { return tokenUrl.isEmpty(); }
};

/// Is there anything in it that cannot work? Says what and how to mend it.
[[nodiscard]] Result<> check(const OAuthConfig &config);

/// Head and body of a token request: the client authenticates by Basic (section 2.3.1), the grant
/// is in the form.
[[nodiscard]] QByteArray tokenRequest(const OAuthConfig &config, const Route &route);

/// What a token endpoint gave.
struct Grant
{
    Secret token{};
    std::optional<std::chrono::seconds> lifetime{}; ///< None: it did not say.
};

/// What it gave instead.
struct NoGrant
{
    QString reason{};
    bool forGood = false; ///< The same request will not be answered better.
};

/// Reads an answer by RFC 6749 section 5. Only bearer tokens are of use.
[[nodiscard]] std::variant<Grant, NoGrant> readGrant(const QUrl &endpoint,
                                                     const wire::ReceivedResponse &response);

} // namespace pushbench::producer
