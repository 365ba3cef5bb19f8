// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/finding.h"

#include <vector>

namespace pushbench::journal {

/// One line of a recorded head: of HTTP/1.x as it was on the wire, of HTTP/2 as `name: value` in
/// the order of the header block, pseudo fields such as `:method` included.
struct HeadField
{
    QByteArrayView name;
    QByteArrayView value;
    protocol::ByteRange line; ///< Without its line end.
};

/// The fields of a head in wire order and case; views into it. Lines that are no fields have an
/// empty name.
[[nodiscard]] std::vector<HeadField> headFields(QByteArrayView head);

/// The first line of an HTTP/1.x head; empty for one of HTTP/2, which has none.
[[nodiscard]] QByteArrayView startLine(QByteArrayView head);

/// The line of the first field of that name, compared case-blind.
[[nodiscard]] std::optional<protocol::ByteRange> headerLine(QByteArrayView head,
                                                            QByteArrayView name);

/// The value of that field.
[[nodiscard]] std::optional<QByteArrayView> headerValue(QByteArrayView head, QByteArrayView name);

/// The values of all fields of that name as one list, as RFC 9110 5.3 combines them; empty without
/// any.
[[nodiscard]] QByteArray combinedValue(QByteArrayView head, QByteArrayView name);

} // namespace pushbench::journal
