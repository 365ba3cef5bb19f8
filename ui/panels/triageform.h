// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QSpinBox;

namespace pushbench::ui {

class Card;

/// Whom to ask what became of missing numbers, and how patiently. What is changed is in force at
/// once.
class TriageForm final : public QWidget
{
    Q_OBJECT

public:
    explicit TriageForm(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(TriageForm)

    [[nodiscard]] TriageSettings settings() const;
    void show(const TriageSettings &settings);
    /// What somebody set, and not what is in force for a session only.
    [[nodiscard]] TriageSettings kept() const { return m_kept.value_or(settings()); }

    /// "nobody is asked", "asks 127.0.0.1:8029".
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool isTroubled() const;

    /// Where a resource is named.
    void focusUrl();

Q_SIGNALS:
    void changed();

private:
    void buildLayout();
    void takeState(const TriageState &state);
    void takeResource(const ResourceState &state);
    void updateCard();
    void useOurs();
    void toggle();
    void apply();

    Bench &m_bench;
    TriageState m_state;
    std::optional<TriageSettings> m_kept; ///< While others are in force.
    ResourceState m_ours;                 ///< Hosted by our own producer.
    TriageSettings m_applied;
    bool m_ask = false;
    Card *m_card;
    QLineEdit *m_url;
    QLineEdit *m_token;
    QSpinBox *m_grace;
    QSpinBox *m_settle;
    QSpinBox *m_deadline;
    QPushButton *m_switch;
    QPushButton *m_useOurs;
};

} // namespace pushbench::ui
