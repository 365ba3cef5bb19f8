// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/sequencestrip.h"

#include "ui/bench.h"
#include "ui/models/sessionmodels.h"
#include "ui/models/texts.h"
#include "ui/views/stripcanvas.h"
#include "ui/views/striplegend.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace pushbench::ui {

SequenceStrip::SequenceStrip(Bench &bench, SessionModels &models, QWidget *parent)
    : QFrame(parent)
    , m_bench(bench)
    , m_feeds(models.feeds)
    , m_events(models.events)
    , m_gaps(models.gaps)
    , m_chooser(new QComboBox)
    , m_whole(new QToolButton)
    , m_canvas(new StripCanvas)
{
    setProperty("panel", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 6);
    layout->setSpacing(6);
    buildHeader();
    layout->addWidget(m_canvas);
    auto *legend = new QHBoxLayout;
    legend->setContentsMargins(StripCanvas::kMargin, 0, StripCanvas::kMargin, 0);
    legend->addWidget(new StripLegend);
    layout->addLayout(legend);
    m_request.setSingleShot(true);
    m_request.setInterval(0);
    connect(&m_request, &QTimer::timeout, this, &SequenceStrip::request);
    connect(m_canvas, &StripCanvas::wanted, &m_request, qOverload<>(&QTimer::start));
    m_canvas->setDescriber([this](qint64 first, qint64 last) { return describe(first, last); });
    connect(m_canvas, &StripCanvas::rangeActivated, this, [this](qint64 first, qint64 last) {
        if (m_feed)
            Q_EMIT rangeActivated(*m_feed, first, last);
    });
    connect(m_chooser, &QComboBox::currentIndexChanged, this, &SequenceStrip::chooseFeed);
    connect(&m_feeds, &QAbstractItemModel::dataChanged, this, &SequenceStrip::feedsChanged);
    connect(&m_feeds, &QAbstractItemModel::modelReset, this, [this] { chooseFeed(-1); });
    connect(&m_bench, &Bench::stripFetched, this, &SequenceStrip::takeCells);
    chooseFeed(m_chooser->currentIndex());
}

void SequenceStrip::buildHeader()
{
    auto *title = new QLabel(tr("Sequence"));
    title->setProperty("heading", true);
    m_chooser->setModel(&m_feeds);
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_chooser->setAccessibleName(tr("Feed shown in the strip"));
    m_chooser->setToolTip(tr("Feed shown in the strip"));
    m_whole->setText(tr("Whole feed"));
    m_whole->setToolTip(tr("Show all numbers of the feed (0)"));
    m_whole->setProperty("quiet", true);
    m_whole->setFocusPolicy(Qt::TabFocus);
    connect(m_whole, &QToolButton::clicked, m_canvas, &StripCanvas::showWhole);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(StripCanvas::kMargin, 0, StripCanvas::kMargin, 0);
    row->setSpacing(8);
    row->addWidget(title);
    row->addWidget(m_chooser);
    row->addStretch(1);
    row->addWidget(m_whole);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void SequenceStrip::chooseFeed(int row)
{
    if (row < 0) {
        m_feed.reset();
        m_canvas->clear();
        m_whole->setEnabled(false);
        return;
    }
    const ledger::FeedSummary &summary = m_feeds.at(row);
    m_feed = summary.feed;
    m_whole->setEnabled(true);
    m_canvas->clear(); // nothing of the feed before
    showSummary(summary);
}

void SequenceStrip::feedsChanged()
{
    const int row = m_chooser->currentIndex();
    if (row < 0 || !m_feed)
        return;
    showSummary(m_feeds.at(row));
}

/// A feed of which nothing was accepted has no numbers to show.
void SequenceStrip::showSummary(const ledger::FeedSummary &summary)
{
    const NumberWindow bounds(summary.first.value, summary.last.value);
    if (summary.received == 0)
        m_canvas->clear();
    else if (m_canvas->isEmpty())
        m_canvas->start(bounds);
    else
        m_canvas->setBounds(bounds);
}

void SequenceStrip::jumpTo(ledger::FeedNumber feed, qint64 number)
{
    const int row = m_feeds.rowOf(feed);
    if (row < 0)
        return;
    m_chooser->setCurrentIndex(row);
    m_canvas->jumpTo(number);
}

void SequenceStrip::select(ledger::FeedNumber feed,
                           const std::vector<std::pair<qint64, qint64>> &ranges)
{
    const int row = m_feeds.rowOf(feed);
    if (row >= 0 && !ranges.empty())
        m_chooser->setCurrentIndex(row);
    m_canvas->select(ranges);
}

void SequenceStrip::showTimes()
{
    if (m_feed && !m_canvas->isEmpty())
        m_canvas->setTimes(
            timeMarks(m_events.timesOf(*m_feed), m_canvas->window(), m_canvas->mostTimes()));
}

/// When they came, and what is known of the holes among them.
QString SequenceStrip::describe(qint64 first, qint64 last) const
{
    constexpr size_t kMostHoles = 4;
    if (!m_feed)
        return {};
    QStringList lines;
    const NumberTimes &times = m_events.timesOf(*m_feed);
    const auto from = times.reached(first);
    const auto to = times.reached(last);
    if (from && to)
        lines += *from == *to ? tr("reached at %1").arg(timeOfDay(*from))
                              : tr("reached from %1 to %2").arg(timeOfDay(*from), timeOfDay(*to));
    for (const int row : m_gaps.rowsIn(*m_feed, first, last, kMostHoles)) {
        const ledger::GapRecord &record = m_gaps.at(row);
        QString line = tr("%1: %2, %3")
                           .arg(numberRange(record.gap.first.value, record.gap.last.value),
                                stateWord(record.gap.state), m_gaps.ageOf(record));
        if (!record.gap.evidence.isEmpty())
            line += tr("; %1").arg(QString::fromUtf8(record.gap.evidence));
        lines += line;
    }
    return lines.join(u'\n');
}

void SequenceStrip::request()
{
    if (!m_feed || m_canvas->isEmpty())
        return;
    showTimes();
    const NumberWindow &window = m_canvas->window();
    m_bench.fetchStrip(*m_feed, {window.first()}, {window.last()}, m_canvas->wantedCells());
}

void SequenceStrip::takeCells(ledger::FeedNumber feed, protocol::Sequence first,
                              protocol::Sequence last, const std::vector<ledger::StripCell> &cells)
{
    if (m_feed == feed)
        m_canvas->setCells({first.value, last.value}, cells);
}

} // namespace pushbench::ui
