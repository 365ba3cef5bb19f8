// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/finding.h"

namespace pushbench::protocol {

/// A Content-Type value taken apart (RFC 9110 section 8.3); names lower-cased, values unquoted.
struct MediaType
{
    QByteArray type;
    QByteArray subtype;
    std::vector<std::pair<QByteArray, QByteArray>> parameters;

    [[nodiscard]] std::optional<QByteArray> parameter(QByteArrayView lowerCaseName) const;
};

/// nullopt when the value breaks the grammar (H-CT).
[[nodiscard]] std::optional<MediaType> parseMediaType(QByteArrayView value);

/// What the trap makes of a producer's Content-Type.
struct MediaTypeCheck
{
    bool accepted = false; ///< application/json, text/json or application/*+json; UTF-8 where a
                           ///< charset is named.
    Findings findings;     ///< RCP028-R7, H-CT.
};

/// nullopt for a request without the field.
[[nodiscard]] MediaTypeCheck checkMediaType(std::optional<QByteArrayView> contentType);

} // namespace pushbench::protocol
