// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

#include <vector>

class QAction;
class QMenu;

namespace pushbench::ui {

/// What the consumer answers next, by one click: 429 in every form of Retry-After, 503, slowness,
/// and everything that can go wrong with an answer.
class NextAnswer final : public QWidget
{
    Q_OBJECT

public:
    explicit NextAnswer(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(NextAnswer)

    void take(const ConsumerState &state);

    std::vector<QAction *> actions;
    QMenu *retryMenu; ///< The forms of Retry-After.
    QMenu *faultMenu; ///< The rarer ways in which an answer can go wrong.
    QAction *honestAction;

private:
    void buildActions();
    void buildRetries();
    void buildFaults();
    void buildGrid();
    void addAnswer(const QString &text, const QString &toolTip, int key,
                   const ForcedAnswer &answer);
    void addTo(QMenu *menu, const QString &text, const ForcedAnswer &answer);

    Bench &m_bench;
};

} // namespace pushbench::ui
