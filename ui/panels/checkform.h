// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/checkbench.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace pushbench::ui {

class CheckMoreForm;
class Section;

/// What to check and how. What is left empty is this window's own half, when it runs.
class CheckForm final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckForm(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(CheckForm)

    void show(const CheckSettings &settings);
    /// As it was typed.
    [[nodiscard]] CheckSettings settings() const;
    /// With the running half in place of what is empty.
    [[nodiscard]] CheckSettings effectiveSettings() const;

    /// What stands in the way of a run that nobody but this window can know; empty when nothing.
    [[nodiscard]] QString fault() const;
    /// What has to be done before a run; empty when nothing has.
    [[nodiscard]] QString hint() const;

    /// Nothing is wrong with its files and fields.
    [[nodiscard]] bool isSound() const { return m_faults.isSound(); }

    void setRunning(bool running);

    [[nodiscard]] QPushButton *runButton() const { return m_run; }

Q_SIGNALS:
    void suiteChosen(pushbench::checks::Suite suite);
    void soundChanged();
    /// Enter in a line.
    void submitted();

private:
    void buildTarget(QHBoxLayout &row);
    [[nodiscard]] QWidget *buildOptions();
    void update();
    void take(const CheckFaults &faults);
    void summarize();
    [[nodiscard]] checks::Suite suite() const;
    [[nodiscard]] bool isProof() const;
    /// What this window runs itself of that kind; null when it does not.
    [[nodiscard]] std::optional<OpenEndpoint> ours() const;

    ConsumerState m_consumer;
    ResourceState m_resource;
    CheckFaults m_faults;
    QTimer m_look; ///< At files and fields: soon after they change, and again while they are wrong.
    bool m_running = false;

    QComboBox *m_suite;
    QLineEdit *m_url;
    QLineEdit *m_token;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_path;
    QToolButton *m_more;
    QPushButton *m_run;
    QLabel *m_hint;
    QWidget *m_options;
    QFormLayout *m_rows;
    QLineEdit *m_only;
    QLineEdit *m_skip;
    QLineEdit *m_source;
    QLabel *m_patienceTitle;
    QDoubleSpinBox *m_patience;
    QLineEdit *m_ca;
    QHBoxLayout *m_caRow;
    QCheckBox *m_insecure;
    QCheckBox *m_consent;
    QCheckBox *m_strict;
    CheckMoreForm *m_further;
    Section *m_furtherPart;
};

} // namespace pushbench::ui
