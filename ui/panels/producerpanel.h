// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QAction;
class QLineEdit;
class QTabWidget;

namespace pushbench::ui {

class Card;
class ComposeEditor;
class FeedForm;

/// Our producer: what it pushes and where to, and what it is doing and why.
class ProducerPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ProducerPanel(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ProducerPanel)

    [[nodiscard]] ProducerSettings settings() const;
    void show(const ProducerSettings &settings);
    /// Puts another target and token into the form, the rest stays.
    void aimAt(const QString &target, const QString &token);

    void push();
    void tick(WallTime now);

    [[nodiscard]] const ProducerState &state() const noexcept { return m_state; }

    QAction *pushAction;
    QAction *holdAction;
    QAction *resumeAction;
    QAction *stepAction;
    QAction *stopAction;

private:
    void buildActions();
    void buildLayout();
    void take(const ProducerState &state);
    void updateCard();
    void updateActions();

    Bench &m_bench;
    ProducerState m_state;
    WallTime m_now{};
    Card *m_card;
    QLineEdit *m_target;
    QLineEdit *m_token;
    QLineEdit *m_source;
    QTabWidget *m_tabs;
    FeedForm *m_feed;
    ComposeEditor *m_compose;
};

/// What is left of a wait. The window's clock is a tick older than what the bench says, so a fresh
/// wait would seem longer than it is.
[[nodiscard]] std::chrono::microseconds waitLeft(const ProducerState &state, WallTime now);

/// "Holding 00:42 of 01:00": the bold line of the state card, and the sentence below it.
[[nodiscard]] QString producerHeadline(const ProducerState &state, WallTime now);
[[nodiscard]] QString producerSentence(const ProducerState &state);

} // namespace pushbench::ui
