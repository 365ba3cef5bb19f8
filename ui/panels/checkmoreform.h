// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/checkbench.h"

#include <QWidget>

#include <array>

class QDoubleSpinBox;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace pushbench::ui {

class FaultLabel;

/// What few runs of checks need: what was agreed on, what is known to fail, limits, and of a
/// producer its next token and late answers. What is wrong with it stands below its field.
class CheckMoreForm final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckMoreForm(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(CheckMoreForm)

    void show(const CheckSettings &settings);
    /// Writes what stands here into them.
    void fill(CheckSettings &settings) const;

    /// What is not as usual, in a few words.
    [[nodiscard]] QString summary() const;

    /// Only what bears on it is seen.
    void setSuite(checks::Suite suite, bool self);
    void say(const CheckFaults &faults);

Q_SIGNALS:
    void edited();

private:
    /// A field, and what is wrong with it below.
    struct Judged
    {
        QWidget *box = nullptr;
        FaultLabel *fault = nullptr;
    };

    [[nodiscard]] Judged below(QLayout *row, QWidget *field, const QString &name) const;

    QLineEdit *m_profile;
    QLineEdit *m_expect;
    QPlainTextEdit *m_headers;
    QDoubleSpinBox *m_rate;
    QSpinBox *m_mostRequests;
    QLineEdit *m_nextToken;
    QDoubleSpinBox *m_slow;
    QDoubleSpinBox *m_tooSlow;
    Judged m_profileBox;
    Judged m_expectBox;
    Judged m_headersBox;
    QLabel *m_unknown;
    QHBoxLayout *m_limits;
    QHBoxLayout *m_late;
    QFormLayout *m_rows;
};

} // namespace pushbench::ui
