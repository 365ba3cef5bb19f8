// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/consumer/consumercheck.h"

namespace pushbench::checks {

/// Checks of an EntityEvent resource: GETs below its service root, and pure judges over what came.
/// The same kind of data as a consumer's, and run by the same runner.
[[nodiscard]] std::span<const ConsumerCheck> resourceChecks();

// By subject.
[[nodiscard]] std::span<const ConsumerCheck> resourceShapeChecks();
[[nodiscard]] std::span<const ConsumerCheck> resourceQueryChecks();

/// What is asked first of all: its newest event, which other checks then ask for by its number.
[[nodiscard]] Probe samplingProbe();
[[nodiscard]] std::optional<protocol::EntityEvent> sampleOf(const Seen &seen);

/// A GET of that path and query below the root, with no body.
[[nodiscard]] Probe get(const QString &what, const QByteArray &pathAndQuery);

} // namespace pushbench::checks
