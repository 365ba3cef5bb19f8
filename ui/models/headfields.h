// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/finding.h"

#include <vector>

namespace pushbench::ui {

/// One header line of a recorded head, as it was on the wire.
struct HeadField
{
    QByteArrayView name;
    QByteArrayView value;
    protocol::ByteRange line; ///< Without its line end.
};

/// The fields of a head in wire order and case; views into it. Lines that are no fields have an
/// empty name.
[[nodiscard]] std::vector<HeadField> headFields(QByteArrayView head);

/// The first line of a head.
[[nodiscard]] QByteArrayView startLine(QByteArrayView head);

/// The line of the first field of that name, compared case-blind.
[[nodiscard]] std::optional<protocol::ByteRange> headerLine(QByteArrayView head,
                                                            QByteArrayView name);

} // namespace pushbench::ui
