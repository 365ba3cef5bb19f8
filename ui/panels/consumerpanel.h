// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QAction;
class QPushButton;

namespace pushbench::ui {

class Card;
class EndpointEditor;
class Handover;
class ListenForm;
class NextAnswer;
class PolicyEditor;
class Section;
class TriageForm;

/// Our consumer: where it listens, what to give to producers, and how it answers next.
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

    [[nodiscard]] NextAnswer &nextAnswer() const { return *m_next; }
    [[nodiscard]] PolicyEditor &policyEditor() const { return *m_policy; }
    [[nodiscard]] TriageForm &triage() const { return *m_triage; }
    /// Where a resource to ask is named.
    void showTriage();
    [[nodiscard]] const ConsumerState &state() const noexcept { return m_state; }

    QAction *startAction; ///< Starts, or stops when it listens.

private:
    void buildLayout();
    void take(const ConsumerState &state);
    void updateCard();
    void updateForced();
    void updateFields();
    void copyCurl();

    Bench &m_bench;
    ConsumerState m_state;
    WallTime m_now{};
    qint64 m_exchanges = 0;
    Card *m_card;
    ListenForm *m_form;
    EndpointEditor *m_endpoints;
    Handover *m_hand;
    QPushButton *m_start;
    QPushButton *m_curl;
    NextAnswer *m_next;
    Card *m_forced;
    TriageForm *m_triage;
    Section *m_triagePart;
    PolicyEditor *m_policy;
};

} // namespace pushbench::ui
