// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/message.h"

/// Heads as they stand in a session file, in either notation.
namespace pushbench::wire {

/// The request that a head of HTTP/2 fields makes: method and target are the values of its pseudo
/// fields, and empty when they are missing. CONNECT names an authority instead of a path.
[[nodiscard]] Request http2Request(Head head);

/// Reads a recorded request head: an HTTP/1.1 head by the strict parser, or HTTP/2's list of fields
/// (see HeadBuilder). No limit but the grammar applies: what was recorded had passed those of its
/// time. Nothing when the bytes are no complete head.
[[nodiscard]] std::optional<Request> readRecordedHead(const QByteArray &bytes);

} // namespace pushbench::wire
