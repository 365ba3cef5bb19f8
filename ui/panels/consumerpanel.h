// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

#include <vector>

class QAction;
class QLineEdit;
class QMenu;
class QPushButton;
class QSpinBox;

namespace pushbench::ui {

class Card;
class CopyField;
class PolicyEditor;

/// Our consumer: where it listens, what to give to a producer, and how it answers next.
class ConsumerPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ConsumerPanel(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConsumerPanel)

    [[nodiscard]] ConsumerSettings settings() const;
    void show(const ConsumerSettings &settings);

    void start();
    void tick(WallTime now);
    /// Requests that the session holds so far: an idle consumer says whether anybody ever came.
    void setExchanges(qint64 exchanges);

    [[nodiscard]] PolicyEditor &policyEditor() const { return *m_policy; }
    [[nodiscard]] const ConsumerState &state() const noexcept { return m_state; }

    QAction *startAction; ///< Starts, or stops when it listens.
    std::vector<QAction *> answerActions;
    QMenu *faultMenu; ///< The rarer ways in which an answer can go wrong.
    QAction *honestAction;

private:
    void buildActions();
    void buildFaults();
    void buildLayout();
    [[nodiscard]] QWidget *buildAnswers();
    void addAnswer(const QString &text, const QString &toolTip, int key,
                   const ForcedAnswer &answer);
    void take(const ConsumerState &state);
    void updateCard();
    void updateForced();
    void updateFields();

    Bench &m_bench;
    ConsumerState m_state;
    WallTime m_now{};
    qint64 m_exchanges = 0;
    Card *m_card;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_path;
    QLineEdit *m_source;
    QWidget *m_form;
    QPushButton *m_start;
    QWidget *m_hand; ///< What one hands to a producer.
    CopyField *m_url;
    CopyField *m_token;
    QPushButton *m_curl;
    Card *m_forced;
    PolicyEditor *m_policy;
};

/// The line that posts one event to a listening consumer, and the same with its token exported
/// first.
[[nodiscard]] QString tryOutCommand(const ConsumerState &state);
[[nodiscard]] QString tryOutCommandWithToken(const ConsumerState &state);

} // namespace pushbench::ui
