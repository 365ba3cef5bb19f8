// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/datetext.h"

namespace pushbench::triage {

/// Words that several judgements share.
inline constexpr auto kSupersededEvidence = "in the resource, and never pushed; a later event of "
                                            "its record was, so its final state is known";

/// "12:03:44Z"
[[nodiscard]] inline QByteArray clockTime(WallTime time)
{
    return datetext::rfc3339(time).mid(11, 8).append('Z');
}

} // namespace pushbench::triage
