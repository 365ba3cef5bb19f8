// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"

namespace pushbench::ui {

/// How a check stands, as a person tells it apart.
enum class CheckMark : quint8 {
    Planned, ///< Its turn has not come.
    Running, ///< It is being looked at.
    Pass,
    Info,
    Skip,         ///< Not exercised.
    Inconclusive, ///< Nothing can be said.
    Warn,
    Fail,
};

[[nodiscard]] CheckMark checkMarkOf(checks::Status) noexcept;
/// The word that stands beside the glyph, translated; none before its turn has come.
[[nodiscard]] QString checkMarkWord(CheckMark);
[[nodiscard]] QChar checkMarkGlyph(CheckMark);

/// What the models of checks answer beside the display text: int(CheckMark).
inline constexpr int CheckRole = Qt::UserRole + 200;

} // namespace pushbench::ui
