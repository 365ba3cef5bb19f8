// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/limits.h"

namespace pushbench::wire {

/// The limits that the probes break. What they send stays small, so that it can go byte by byte.
inline constexpr Limits kProbeLimits{
    .headBytes = 600, .targetBytes = 60, .fields = 8, .bodyBytes = 40};

/// Adds the columns "bytes", what comes behind the greeting, and "expected", an Http2Transcript in
/// which no request is answered; and a row for each break of RFC 9113 or of a limit that we know
/// of. Each ends in the right code or status. One that names a GOAWAY ends the connection; behind
/// any other the connection is as good as before.
void addHttp2Probes();

} // namespace pushbench::wire
