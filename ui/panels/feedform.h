// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace pushbench::ui {

/// Where the events of a push come from, and how fast they go.
class FeedForm final : public QWidget
{
    Q_OBJECT

public:
    explicit FeedForm(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(FeedForm)

    void show(const ProducerSettings &settings);
    /// Puts the form's fields into the settings; leaves the others.
    void store(ProducerSettings &settings) const;

private:
    [[nodiscard]] QWidget *buildGenerator();
    [[nodiscard]] QWidget *buildFile();
    [[nodiscard]] QWidget *buildPace();
    void chooseFile();

    QComboBox *m_origin;
    QWidget *m_generator;
    QLineEdit *m_events;
    QLineEdit *m_first;
    QSpinBox *m_seed;
    QDoubleSpinBox *m_holes;
    QWidget *m_fileRow;
    QLineEdit *m_file;
    QSpinBox *m_batch;
    QSpinBox *m_rate;
    QSpinBox *m_inFlight;
};

} // namespace pushbench::ui
