// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"
#include "ui/models/showntext.h"

namespace pushbench::ui {

/// The pages of the inspector. `from` is the byte of the body that must be in view, for bodies too
/// long to be shown whole.
[[nodiscard]] ShownText requestPage(const journal::Exchange &exchange, qsizetype from = 0);
[[nodiscard]] ShownText responsePage(const journal::Exchange &exchange);
/// Both, byte by byte.
[[nodiscard]] ShownText rawPage(const journal::Exchange &exchange, qsizetype from = 0);

/// Where an event stands in its body; nullopt when the body does not show it literally.
[[nodiscard]] std::optional<protocol::ByteRange> bytesOf(const journal::Exchange &exchange,
                                                         protocol::Sequence sequence);

/// What a finding points at: bytes of the body, or the header line that it names.
struct FindingPlace
{
    Part part = Part::RequestBody;
    protocol::ByteRange bytes;
};
[[nodiscard]] std::optional<FindingPlace> placeOf(const journal::Exchange &exchange,
                                                  const protocol::Finding &finding);

} // namespace pushbench::ui
