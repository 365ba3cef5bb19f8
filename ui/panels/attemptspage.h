// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/models/attempttablemodel.h"

#include <QWidget>

class QFrame;
class QLabel;

namespace pushbench::ui {

class BatchWaterfall;
class TailTable;

/// What our producer sent, attempt by attempt; and the whole story of the chosen one's batch.
class AttemptsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit AttemptsPage(AttemptTableModel &attempts, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(AttemptsPage)

    [[nodiscard]] TailTable *table() const { return m_table; }

private:
    void tellStory();

    AttemptTableModel &m_attempts;
    QLabel *m_nothing;
    TailTable *m_table;
    QFrame *m_story;
    QLabel *m_headline;
    BatchWaterfall *m_waterfall;
};

} // namespace pushbench::ui
