// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPalette>

class QApplication;

namespace pushbench::ui {

enum class ThemeChoice : quint8 {
    System,
    Light,
    Dark,
};

/// Every colour of the window that does not stand for a state (those are in statepalette.h).
struct ThemeColors
{
    QRgb window;
    QRgb panel;
    QRgb alternate;
    QRgb field;
    QRgb border;
    QRgb selection;
    QRgb text;
    QRgb muted;
    QRgb accent;
    QRgb accentText;
    QRgb good;
    QRgb warn;
    QRgb bad;
};

inline constexpr ThemeColors kLightColors{
    .window = 0xfff3f4f6,
    .panel = 0xffffffff,
    .alternate = 0xfff7f8fa,
    .field = 0xffffffff,
    .border = 0xffd5d9df,
    .selection = 0xffd3e5f8,
    .text = 0xff1c2127,
    .muted = 0xff5f6975,
    .accent = 0xff0b63b6,
    .accentText = 0xffffffff,
    .good = 0xff1a7f37,
    .warn = 0xff9a6200,
    .bad = 0xffc8232c,
};

inline constexpr ThemeColors kDarkColors{
    .window = 0xff1e2024,
    .panel = 0xff26292e,
    .alternate = 0xff2b2f35,
    .field = 0xff1b1d21,
    .border = 0xff3a3f47,
    .selection = 0xff234a6e,
    .text = 0xffe4e7eb,
    .muted = 0xff9aa3ad,
    .accent = 0xff6cb6ff,
    .accentText = 0xff10151b,
    .good = 0xff56d364,
    .warn = 0xfff0a742,
    .bad = 0xffff7b72,
};

/// Whether text on this palette is bright.
[[nodiscard]] bool isDark(const QPalette &palette);

[[nodiscard]] const ThemeColors &themeColors(const QPalette &palette);

/// Relative contrast of two colours, 1 to 21, as WCAG 2 defines it.
[[nodiscard]] double contrast(QRgb a, QRgb b);

/// Gives the application Fusion with our palette and style sheet. System follows the lightness of
/// the palette that the desktop hands out.
void applyTheme(QApplication &application, ThemeChoice choice);

/// The desktop's or the sheet's fixed-width font, in the size of the application's own.
[[nodiscard]] QFont codeFont();

} // namespace pushbench::ui
