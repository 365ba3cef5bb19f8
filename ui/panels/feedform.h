// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace pushbench::ui {

class FaultLabel;

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
    [[nodiscard]] QWidget *buildSession();
    [[nodiscard]] QWidget *buildReading();
    [[nodiscard]] QWidget *buildPace();
    [[nodiscard]] EventOrigin origin() const;
    [[nodiscard]] QString resourcesText() const;
    [[nodiscard]] QString faultText() const;
    void judge();

    QComboBox *m_origin;
    QWidget *m_generator;
    QLineEdit *m_events;
    QLineEdit *m_first;
    QSpinBox *m_seed;
    QDoubleSpinBox *m_holes;
    QLineEdit *m_resources;
    QWidget *m_fileRow;
    QLineEdit *m_file;
    QWidget *m_sessionRow;
    QLineEdit *m_session;
    QWidget *m_reading;
    QLineEdit *m_root;
    QLineEdit *m_rootToken;
    QLineEdit *m_rootCa;
    QLineEdit *m_after;
    QDoubleSpinBox *m_poll;
    QDoubleSpinBox *m_settle;
    QCheckBox *m_once;
    FaultLabel *m_fault;
    QSpinBox *m_batch;
    QSpinBox *m_rate;
    QSpinBox *m_inFlight;
    QCheckBox *m_multi;
};

} // namespace pushbench::ui
