// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/payload/payload.h"

#include <optional>

namespace pushbench::odata {

/// A page of a foreign EntityEvent resource, as it was read. Keeps the body alive.
struct PageBody
{
    protocol::Payload payload{}; ///< Its events, exact (O-3), and what is wrong with them.
    QByteArray nextLink{};       ///< As it stands there (O-1); empty on the last page.
    std::optional<qint64> count{};

    /// Why it is no evidence: no JSON, no list, or a record whose members cannot be read. Empty
    /// when it is sound.
    QString flaw{};
};

/// Reads the JSON of a collection, of 4.0 or 4.01 (whose annotations do without "odata.").
[[nodiscard]] PageBody parsePageBody(QByteArray body);

} // namespace pushbench::odata
