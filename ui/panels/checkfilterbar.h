// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/checkfilter.h"

#include <QWidget>

#include <array>

class QLineEdit;
class QToolButton;

namespace pushbench::ui {

/// How many checks came out how; each figure is a button that shows only those. Beside them a line
/// for words.
class CheckFilterBar final : public QWidget
{
    Q_OBJECT

public:
    CheckFilterBar(const CheckTreeModel &model, CheckFilter &filter, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(CheckFilterBar)

    /// Brings the figures up to date.
    void count();
    /// Shows everything again.
    void clear();

    [[nodiscard]] QLineEdit *line() const { return m_line; }

    /// A narrow dock may squeeze it.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Button
    {
        CheckMark mark;
        QToolButton *button = nullptr;
    };

    [[nodiscard]] QToolButton *newButton(const QString &name);
    void apply();
    void write();

    const CheckTreeModel &m_model;
    CheckFilter &m_filter;
    std::array<Button, 6> m_marks;
    QToolButton *m_changed;
    QLineEdit *m_line;
    bool m_terse = false; ///< Only the words that matter most.
};

} // namespace pushbench::ui
