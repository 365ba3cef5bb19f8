// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/panels/producertexts.h"

#include <QWidget>

class QAction;
class QLineEdit;
class QTabBar;

namespace pushbench::ui {

class AdvancedForm;
class Card;
class ComposeEditor;
class ConnectionForm;
class FeedForm;
class MisbehaviourForm;
class ResourceForm;
class Section;
class SignInForm;

/// Our producer: what it pushes and where to, and what it is doing and why. What is seldom needed
/// is folded away, and its heading says what is in it.
class ProducerPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ProducerPanel(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ProducerPanel)

    [[nodiscard]] ProducerSettings settings() const;
    void show(const ProducerSettings &settings);
    /// Puts another target and token into the form, the rest stays.
    void aimAt(const PushAim &aim);

    [[nodiscard]] ResourceForm &resource() const { return *m_resource; }

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
    [[nodiscard]] QWidget *buildTop();
    [[nodiscard]] QWidget *buildButtons();
    void showPage();
    void connectForms();
    void take(const ProducerState &state);
    void updateCard();
    void updateActions();
    void updateWarning();
    void updateSummaries();
    [[nodiscard]] bool isInsecure() const;

    Bench &m_bench;
    ProducerState m_state;
    WallTime m_now{};
    Card *m_card;
    Card *m_warning;
    QLineEdit *m_target;
    QLineEdit *m_token;
    QLineEdit *m_source;
    QTabBar *m_tabs;
    FeedForm *m_feed;
    ComposeEditor *m_compose;
    ConnectionForm *m_connection;
    SignInForm *m_signIn;
    AdvancedForm *m_advanced;
    MisbehaviourForm *m_wrongs;
    ResourceForm *m_resource;
    Section *m_connectionPart;
    Section *m_signInPart;
    Section *m_advancedPart;
    Section *m_wrongsPart;
    Section *m_resourcePart;
};

} // namespace pushbench::ui
