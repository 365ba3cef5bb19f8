// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace pushbench::wire {

/// Adds the columns "status" and "bytes", and a row for each malformed request that we know of:
/// what RFC 9112 forbids, what makes two readers of it disagree, and what does not speak HTTP/1.1
/// at all.
void addProbes();

} // namespace pushbench::wire
