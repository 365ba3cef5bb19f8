// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/consumer/policy/policy.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace pushbench::consumer {

/// A path that takes events, and what was agreed about it. A consumer may have several, each with
/// credentials and labels of its own (RCP028-R2, R20).
struct Endpoint
{
    QByteArray path = "/webhooks"; ///< As it stands in the target, without a query.
    std::vector<Secret> tokens{};  ///< Any one of them opens it; while a token is replaced, two do.
    std::vector<QByteArray> sources{}; ///< Agreed EntityEventSource labels; empty: any, or none.
    std::optional<Policy> policy{};    ///< Absent: the consumer's own.
};

/// What a consumer expects of its producers.
struct IntakeConfig
{
    static constexpr size_t kMostEndpoints = 64;
    static constexpr size_t kMostTokens = 16; ///< Of one endpoint.

    std::vector<Endpoint> endpoints{Endpoint{}};
    std::vector<Secret> secrets{}; ///< That header fields bring beside the tokens.

    /// Every token and other secret there is, for whoever has to hide them.
    [[nodiscard]] std::vector<Secret> tokens() const;
};

/// Is there an endpoint, does each have a path of its own that a request can name, and are they few
/// enough? Tokens may be shared. A Fault of kind Usage names the path.
[[nodiscard]] Result<> check(const IntakeConfig &config);

/// The expectations as JSON without the tokens themselves, for the session file; and back. What
/// cannot be read is left at its default, tokens become such that are known by their fingerprint
/// only; policies are not kept, because the answers are.
[[nodiscard]] QByteArray writeExpectations(const IntakeConfig &config);
[[nodiscard]] IntakeConfig readExpectations(const QByteArray &json);

} // namespace pushbench::consumer
