// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>

namespace pushbench::ui {

/// One of the one-coloured drawings in resources/icons, in the ink of the theme in force whenever
/// it is painted.
[[nodiscard]] QIcon themedIcon(const QString &name);

/// The window's own icon.
[[nodiscard]] QIcon applicationIcon();

} // namespace pushbench::ui
