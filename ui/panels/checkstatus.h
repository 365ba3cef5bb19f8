// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/checkbench.h"
#include "ui/models/checktreemodel.h"
#include "ui/producersettings.h"

#include <QWidget>

class QProgressBar;

namespace pushbench::ui {

class Card;
class CopyField;

/// How a run of checks stands, in words: what it is at, what the other side has to do now, how it
/// ended and what is new about that.
class CheckStatus final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckStatus(const CheckTreeModel &model, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(CheckStatus)

    void prepare();
    void begin(const CheckStart &start, const PastRun *past);
    void wait(const CheckWait &wait);
    void progress();
    void finish(const CheckEnd &end);
    /// Something else that the person wants to know.
    void note(bool good, const QString &headline, const QString &sentence);

    /// Counts down.
    void tick(WallTime now);

    [[nodiscard]] Card &card() const { return *m_card; }

Q_SIGNALS:
    /// Our own producer is to push there.
    void pushWanted(const PushAim &aim);

private:
    [[nodiscard]] QWidget *buildHandover();
    void sayRunning();
    void sayEnd(const CheckEnd &end);
    [[nodiscard]] QString comparison() const;

    const CheckTreeModel &m_model;
    CheckStart m_start;
    CheckWait m_wait;
    std::optional<PastRun> m_past; ///< What the run is compared with.
    WallTime m_now{};
    bool m_running = false;

    Card *m_card;
    QProgressBar *m_progress;
    CopyField *m_url;
    CopyField *m_token;
    CopyField *m_nextToken; ///< What the producer goes on with when the first one is refused.
    QWidget *m_handover;
};

} // namespace pushbench::ui
