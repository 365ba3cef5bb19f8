// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/producer/auth/clientcredentials.h"
#include "core/producer/delivery.h"
#include "core/producer/misbehave/planner.h"
#include "core/producer/route.h"
#include "core/wire/message.h"

namespace pushbench::producer {

/// Everything that a mock producer is started with.
struct Config
{
    QUrl target{};       ///< http://host:port/path, or https.
    Route route{};       ///< How to get there.
    Secret token{};      ///< Empty: no Authorization field is sent.
    Secret nextToken{};  ///< What replaces it once it is answered 401 (RCP028-R23); empty: nothing.
    OAuthConfig oauth{}; ///< Instead: where tokens come from.
    std::optional<QByteArray> source{};        ///< EntityEventSource (RCP028-R20).
    wire::Fields fields{};                     ///< Further fields, as given.
    int batch = 1;                             ///< Events of one request.
    bool multi = false;                        ///< The multi-valued form even for one event.
    std::chrono::milliseconds timeout{30'000}; ///< Of one attempt (RCP028-R10).
    DeliveryConfig delivery{};
    std::vector<Misdeed> misdeeds{}; ///< What goes wrong on purpose.
    quint64 misdeedSeed = 1;         ///< Of shares such as 1%.
};

/// Is there anything in it that cannot work? Says what and how to mend it.
[[nodiscard]] Result<> check(const Config &config);

/// The head of one push, in the notation of its protocol (wire/http1/http1writer.h); everything but
/// the secrets is visible in it. `source` is the label that a batch brings along, where the
/// configuration has none.
[[nodiscard]] QByteArray requestHead(const Config &config, qsizetype bodySize,
                                     const RequestPlan &plan = {},
                                     const std::optional<QByteArray> &source = {});

} // namespace pushbench::producer
