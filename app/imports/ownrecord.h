// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/imports/importedexchange.h"
#include "app/imports/jsonnode.h"

namespace pushbench::app {

/// Reads what `export --exchanges` writes of an exchange: a record of NDJSON, or the member
/// "_pushbench" of an entry of HAR, which leaves the bodies to the members of HAR. Faults name
/// file, line and member.
[[nodiscard]] Result<ImportedExchange> readOwnExchange(const JsonNode &record, const QString &file);

/// Does the record have bodies? The records of a live run have none.
[[nodiscard]] bool hasBytes(const JsonNode &record);

/// {"beganUs":…,"endedUs":…} of a session, as far as it says so.
struct OwnSession
{
    std::optional<WallTime> began{};
    std::optional<WallTime> ended{};
};
[[nodiscard]] Result<OwnSession> readOwnSession(const JsonNode &session, const QString &file);

} // namespace pushbench::app
