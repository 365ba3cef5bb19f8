// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/meaning.h"

#include <QRect>

class QPainter;

namespace pushbench::ui {

/// Fills a rectangle of the strip, or of its legend, with the colour and the pattern of a state.
/// `density` (0 to 255) shades what was received; it has no effect on the rest. Patterns are
/// anchored at the painter's origin, so neighbours join without a seam.
void paintState(QPainter &painter, const QRect &rect, Meaning meaning, bool onDark,
                int density = 255);

} // namespace pushbench::ui
