// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/showntext.h"

#include <QStringList>

#include <vector>

namespace pushbench::ui {

/// One line of two texts side by side.
struct DiffLine
{
    enum class Kind : quint8 {
        Same,
        Changed, ///< Another line stands at its place.
        LeftOnly,
        RightOnly,
    };

    Kind kind = Kind::Same;
    QString left{};
    QString right{};
    TextRange leftDiffers{}; ///< Of a changed line: what is not the same in both.
    TextRange rightDiffers{};

    friend bool operator==(const DiffLine &, const DiffLine &) = default;
};

/// The shortest way from one text to the other, line by line. Where they are long and share next to
/// nothing, the middle counts as changed as a whole: time stays bounded.
[[nodiscard]] std::vector<DiffLine> diffLines(const QStringList &left, const QStringList &right);

} // namespace pushbench::ui
