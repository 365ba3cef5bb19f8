// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace pushbench::ui {

class FaultLabel;

/// What a push is seldom asked for: its patience, how its rate changes, and where it goes on.
class AdvancedForm final : public QWidget
{
    Q_OBJECT

public:
    explicit AdvancedForm(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(AdvancedForm)

    [[nodiscard]] AdvancedSettings settings() const;
    void show(const AdvancedSettings &settings);

    /// "as usual", "checkpoint, ramp".
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void changed();

private:
    void judge();
    [[nodiscard]] QString faultText() const;

    QDoubleSpinBox *m_timeout;
    QSpinBox *m_attempts;
    QDoubleSpinBox *m_base;
    QDoubleSpinBox *m_most;
    QDoubleSpinBox *m_rampTo;
    QDoubleSpinBox *m_rampTime;
    QSpinBox *m_burst;
    QLineEdit *m_checkpoint;
    FaultLabel *m_fault;
};

} // namespace pushbench::ui
