// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/exchange.h"
#include "ui/models/linediff.h"

#include <QDialog>

#include <array>

class QAction;
class QLabel;
class QPlainTextEdit;

namespace pushbench::ui {

class Bench;

/// Two exchanges side by side, request and answer, line by line. What differs is marked by a sign
/// at the line's beginning, and by colour.
class DiffWindow final : public QDialog
{
    Q_OBJECT

public:
    DiffWindow(Bench &bench, ExchangeNumber left, ExchangeNumber right, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(DiffWindow)

    [[nodiscard]] QString summary() const;
    [[nodiscard]] QPlainTextEdit &left() const { return *m_sides[0].view; }
    [[nodiscard]] QPlainTextEdit &right() const { return *m_sides[1].view; }
    /// Goes to the next stretch that differs, round and round.
    void goToNext();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Side
    {
        ExchangeNumber number{};
        std::shared_ptr<const journal::Exchange> exchange{};
        QLabel *title = nullptr;
        QPlainTextEdit *view = nullptr;
    };

    void build();
    void take(const std::shared_ptr<const journal::Exchange> &found);
    void compare();
    void paintMarks();

    std::array<Side, 2> m_sides;
    std::vector<DiffLine> m_lines;
    QLabel *m_summary;
    QAction *m_next;
};

} // namespace pushbench::ui
