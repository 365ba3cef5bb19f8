// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/strip.h"
#include "ui/models/numberwindow.h"

#include <QString>

#include <optional>

class QPainter;
class QRect;

namespace pushbench::ui {

/// Cells of a feed as they were fetched last, ready to be painted at any zoom until others come.
class StripPicture
{
public:
    struct Cell
    {
        qint64 first = 0;
        qint64 last = 0;
        const ledger::StripCell *content = nullptr;
    };

    StripPicture() = default;
    StripPicture(const NumberWindow &covered, std::vector<ledger::StripCell> cells);

    [[nodiscard]] std::optional<Cell> cellAt(qint64 number) const;

    /// "2700–2799: late, received"; empty where nothing is known.
    [[nodiscard]] QString describe(qint64 number) const;

    /// Paints the cells into the area, which stands for the window.
    void paint(QPainter &painter, const QRect &area, const NumberWindow &window, bool dark) const;

private:
    NumberWindow m_covered;
    std::vector<ledger::StripCell> m_cells;
};

} // namespace pushbench::ui
