// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/event.h"

#include <span>

namespace pushbench::protocol {

/// The context that Data Dictionary 2.0 payloads carry (RCP025-R2, RCP028-R26).
inline constexpr QByteArrayView kEntityEventContext = "urn:reso:metadata:2.0:resource:entityevent";

/// {"@reso.context":…,"EntityEventSequence":…,…}: the single-valued form.
[[nodiscard]] QByteArray writeSingle(const EntityEvent &,
                                     QByteArrayView context = kEntityEventContext);

/// {"@reso.context":…,"value":[…]}: the multi-valued form; legal with no event at all (RCP025-R5).
[[nodiscard]] QByteArray writeMulti(std::span<const EntityEvent>,
                                    QByteArrayView context = kEntityEventContext);

/// One event as a JSON object without a context: a line of an NDJSON file.
[[nodiscard]] QByteArray writeEvent(const EntityEvent &);

/// Appends text as a JSON string with its quotes; bytes that are not UTF-8 become U+FFFD.
void appendJsonString(QByteArray &out, QByteArrayView text);

} // namespace pushbench::protocol
