// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/checkbench.h"
#include "ui/models/checkfilter.h"
#include "ui/producersettings.h"

#include <QWidget>

class QAction;
class QSplitter;

namespace pushbench::ui {

class Bench;
class Card;
class CheckDetail;
class CheckFilterBar;
class CheckForm;
class CheckStatus;
class CheckTree;

/// The checks: choose a suite and a target, run, watch each check turn, and look at its evidence.
class ChecksPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ChecksPanel(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ChecksPanel)

    void show(const CheckSettings &settings, const QByteArray &history);
    [[nodiscard]] CheckSettings settings() const;
    [[nodiscard]] QByteArray history() const { return m_history.bytes(); }

    /// Counts down.
    void tick(WallTime now);

    [[nodiscard]] const CheckTreeModel &model() const { return m_model; }
    [[nodiscard]] CheckTree &tree() const { return *m_tree; }
    [[nodiscard]] CheckForm &form() const { return *m_form; }
    [[nodiscard]] CheckDetail &detail() const { return *m_detail; }
    [[nodiscard]] Card &card() const;
    [[nodiscard]] bool isRunning() const noexcept { return m_running; }

    QAction *runAction;
    QAction *cancelAction;
    QAction *evidenceAction;
    QAction *reportAction;
    QAction *commandAction;
    QAction *filterAction;

    [[nodiscard]] QList<QAction *> menuActions() const
    {
        return {runAction, cancelAction, evidenceAction, filterAction, reportAction, commandAction};
    }

Q_SIGNALS:
    void evidenceWanted(pushbench::ExchangeNumber number);
    /// Our own producer is to push there.
    void pushWanted(const PushAim &aim);
    /// A run begins: the panel wants to be seen.
    void runWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    void buildLayout();
    void connectBench();
    [[nodiscard]] QWidget *buildMore();

    void run();
    void begin(const CheckStart &start);
    void take(const std::vector<checks::Entry> &entries);
    void finish(const CheckEnd &end);
    void setRunning(bool running);
    void openEvidence();
    void chooseReport();

    CheckBench &m_checks;
    CheckTreeModel m_model;
    CheckFilter m_filter{m_model};
    CheckHistory m_history;
    CheckStart m_start;
    WallTime m_now{};
    bool m_running = false;

    CheckForm *m_form;
    CheckStatus *m_status;
    CheckFilterBar *m_bar;
    QSplitter *m_splitter;
    CheckTree *m_tree;
    CheckDetail *m_detail;
};

} // namespace pushbench::ui
