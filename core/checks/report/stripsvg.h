// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/report/report.h"

namespace pushbench::checks {

// The sequence strip as SVG elements of a page, drawn as the window draws it: by colour and by
// pattern. The colours are the custom properties --received, --late and so on of the page's style.

/// One feed, from its first number to its last.
[[nodiscard]] QString stripSvg(const FeedStrip &strip);

/// What the pictures fill their shapes with; once in a page, in front of them.
[[nodiscard]] QString stripPatterns();

/// What means what.
[[nodiscard]] QString stripLegend();

} // namespace pushbench::checks
