// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/meaning.h"

#include <QColor>

#include <array>

namespace pushbench::ui {

enum class Pattern : quint8 {
    Solid,
    Diagonal,
    Dots,
    Bar,
    Outline,
    Horizontal,
    Vertical,
    Crosses,
};

/// How one state looks: a colour and, for everybody who cannot tell the colours apart, a pattern in
/// the strip, a glyph and a word in the tables.
struct StateLook
{
    Meaning meaning = Meaning::Received;
    QRgb light = 0;
    QRgb dark = 0;
    QRgb lightInk = 0; ///< The word's colour: darker where the state's own is too pale for text.
    QRgb darkInk = 0;
    Pattern pattern = Pattern::Solid;
    char16_t glyph = u' ';

    [[nodiscard]] constexpr QRgb color(bool onDark) const { return onDark ? dark : light; }
    [[nodiscard]] constexpr QRgb ink(bool onDark) const { return onDark ? darkInk : lightInk; }
};

// clang-format off
inline constexpr std::array<StateLook, kMeaningCount> kStateLooks{{
    {Meaning::Received,   0xff1f78b4, 0xff4aa3df, 0xff5a646f, 0xffa3acb6, Pattern::Solid,      u'\u25CF'},
    {Meaning::Late,       0xffd97d06, 0xfff0a742, 0xff8f5000, 0xfff0a742, Pattern::Diagonal,   u'\u25E4'},
    {Meaning::Duplicate,  0xff8e44ad, 0xffc792ea, 0xff8035a0, 0xffc792ea, Pattern::Dots,       u'\u2237'},
    {Meaning::Conflict,   0xffd1350f, 0xffff6b4a, 0xffb92d0b, 0xffff8b70, Pattern::Bar,        u'!'},
    {Meaning::Open,       0xff5f6975, 0xff9aa3ad, 0xff59636e, 0xffa3acb6, Pattern::Outline,    u'?'},
    {Meaning::Hidden,     0xffaab2bc, 0xff59616b, 0xff59636e, 0xffa3acb6, Pattern::Horizontal, u'\u2261'},
    {Meaning::Superseded, 0xffc9b200, 0xffd9c84a, 0xff6f6200, 0xffd9c84a, Pattern::Vertical,   u'\u2016'},
    {Meaning::Lost,       0xffa8071a, 0xffff4d5e, 0xffa8071a, 0xffff8590, Pattern::Crosses,    u'\u2718'},
    {Meaning::Seen,       0xff7d8793, 0xff7d8793, 0xff59636e, 0xffa3acb6, Pattern::Outline,    u'\u25CB'},
}};
// clang-format on

[[nodiscard]] constexpr const StateLook &lookOf(Meaning meaning)
{
    return kStateLooks[static_cast<size_t>(meaning)];
}

} // namespace pushbench::ui
