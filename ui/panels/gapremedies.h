// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/models/remedywork.h"

#include <QTimer>

class QAction;

namespace pushbench::ui {

class Card;
class GapTableModel;

/// What brings missing numbers back: our producer pushes them again, or they are taken over from
/// the resource of somebody else's. Says why one of them does not apply, and what came of it.
class GapRemedies final : public QObject
{
    Q_OBJECT

public:
    /// The rows that both are about.
    using Rows = std::function<std::vector<int>()>;

    GapRemedies(Bench &bench, const GapTableModel &gaps, Rows rows, QObject *parent);
    Q_DISABLE_COPY_MOVE(GapRemedies)

    /// What is chosen, or what became of it, has changed.
    void refresh()
    {
        if (!m_pause.isActive())
            m_pause.start();
    }

    QAction *recoverAction;
    QAction *pushAction;
    Card *outcome; ///< Hidden until something was begun.

Q_SIGNALS:
    void begun();

private:
    void buildActions();
    void look();
    void take(const Remedies &remedies);
    void begin(RemedyWork::Kind kind);
    void takeTriage(const TriageState &state);
    void takeProducer(const ProducerState &state);
    void tell();
    /// What of the rows is missing, neighbours together.
    [[nodiscard]] std::vector<ledger::FeedRange> missing() const;

    Bench &m_bench;
    const GapTableModel &m_gaps;
    Rows m_rows;
    RemedyWork m_work;
    TriageState m_triage;
    ProducerState m_producer;
    QTimer m_pause; ///< A selection that is being drawn, or a feed that goes on.
};

} // namespace pushbench::ui
