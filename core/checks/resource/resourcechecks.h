// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/consumer/consumercheck.h"
#include "core/odata/reader/pagebody.h"

#include <QJsonObject>

namespace pushbench::checks {

/// Checks of an EntityEvent resource: GETs below its service root, and pure judges over what came.
/// The same kind of data as a consumer's, and run by the same runner.
[[nodiscard]] std::span<const ConsumerCheck> resourceChecks();

// By subject.
[[nodiscard]] std::span<const ConsumerCheck> resourceShapeChecks();
[[nodiscard]] std::span<const ConsumerCheck> resourceFilterChecks();
[[nodiscard]] std::span<const ConsumerCheck> resourceAccessChecks();

/// What is asked first of all: its newest event, which other checks then ask for by its number.
[[nodiscard]] Probe samplingProbe();
[[nodiscard]] std::optional<protocol::EntityEvent> sampleOf(const Seen &seen);

/// A GET of that path and query below the root, with no body.
[[nodiscard]] Probe get(const QString &what, const QByteArray &pathAndQuery);

// What their judges share.

/// The events of a 200; none of anything else.
[[nodiscard]] odata::PageBody pageOf(const Seen &seen);
/// The answer's JSON object, whatever its status; for members, and never for sequences.
[[nodiscard]] QJsonObject objectOf(const Seen &seen);

/// 200, or an assertion says why there is nothing to judge: 5xx but 501 and silence fail, what else
/// comes is worth what is said.
[[nodiscard]] bool answeredWell(const Seen &seen, Judging &judging,
                                Status otherwise = Status::Fail);

/// Every event must be so; the first that is not is named.
void every(const Seen &seen, Judging &judging, const QString &expected,
           const std::function<bool(const protocol::EntityEventView &)> &holds);

} // namespace pushbench::checks
