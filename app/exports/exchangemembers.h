// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/sessionfile.h"

#include <span>

namespace pushbench::app {

/// What stands beside an exchange in its session, so that an import gives the same books.
struct Beside
{
    struct Span
    {
        WallTime began{};
        WallTime ended{};
    };

    std::optional<Span> session{}; ///< With the first exchange only.
    std::vector<journal::Note> before{};
    std::vector<journal::Note> behind{};
};

/// `"connection":3,"delivery":0,…`: members of an exchange that neither its record nor HAR has
/// otherwise: exact times, notes.
[[nodiscard]] QByteArray exactMembers(const journal::Exchange &exchange, const Beside &beside);

/// {"beganUs":…,"endedUs":…}
[[nodiscard]] QByteArray spanJson(const Beside::Span &span);

/// `"name":"text"`, or `"nameBase64":"…"` of what is no text.
void appendBytesMember(QByteArray &out, const QByteArray &name, const QByteArray &bytes);

} // namespace pushbench::app
