// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http1/headreader.h"

#include <optional>

/// What both codecs ask of a request's head, however it was written.
namespace pushbench::wire {

/// The four forms of RFC 9112 section 3.2, and no character that must be percent-encoded; else 400,
/// or 414 when it is too long.
[[nodiscard]] std::optional<Refusal> judgeTarget(QByteArrayView method, QByteArrayView target,
                                                 const Limits &limits);

/// uri-host [ ":" port ] (RFC 9110 section 7.2); empty for a target without an authority.
[[nodiscard]] bool isHost(QByteArrayView host);

/// 417 for any expectation other than 100-continue.
[[nodiscard]] std::optional<Refusal> judgeExpectations(const Head &head);

} // namespace pushbench::wire
