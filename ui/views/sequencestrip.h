// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"
#include "core/ledger/strip.h"

#include <QFrame>
#include <QTimer>

class QComboBox;
class QToolButton;

namespace pushbench::ui {

class Bench;
class EventTableModel;
class FeedListModel;
class GapTableModel;
struct SessionModels;
class StripCanvas;

/// The map of a feed's numbers with its feed chooser and its legend. Asks the bench for exactly the
/// cells that are visible, and paints the last ones until they come.
class SequenceStrip final : public QFrame
{
    Q_OBJECT

public:
    SequenceStrip(Bench &bench, SessionModels &models, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SequenceStrip)

    [[nodiscard]] StripCanvas &canvas() const { return *m_canvas; }
    [[nodiscard]] std::optional<ledger::FeedNumber> feed() const { return m_feed; }

    /// Changes to the feed, and to that place in it.
    void jumpTo(ledger::FeedNumber feed, qint64 number);
    /// Marks these numbers of the feed; none: nothing is marked.
    void select(ledger::FeedNumber feed, const std::vector<std::pair<qint64, qint64>> &ranges);

Q_SIGNALS:
    void rangeActivated(pushbench::ledger::FeedNumber feed, qint64 first, qint64 last);

private:
    void buildHeader();
    void chooseFeed(int row);
    void feedsChanged();
    void showSummary(const ledger::FeedSummary &summary);
    void request();
    void showTimes();
    [[nodiscard]] QString describe(qint64 first, qint64 last) const;
    void takeCells(ledger::FeedNumber feed, protocol::Sequence first, protocol::Sequence last,
                   const std::vector<ledger::StripCell> &cells);

    Bench &m_bench;
    FeedListModel &m_feeds;
    const EventTableModel &m_events;
    const GapTableModel &m_gaps;
    QComboBox *m_chooser;
    QToolButton *m_whole;
    StripCanvas *m_canvas;
    QTimer m_request; ///< Joins what wants cells in one turn of the loop into one call.
    std::optional<ledger::FeedNumber> m_feed;
};

} // namespace pushbench::ui
