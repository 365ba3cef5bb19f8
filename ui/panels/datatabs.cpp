// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/datatabs.h"

#include "ui/models/texts.h"
#include "ui/panels/attemptspage.h"
#include "ui/panels/findingspage.h"
#include "ui/panels/politenesspage.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QStringBuilder>
#include <QToolButton>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

QString titleWithCount(const QString &title, qint64 count)
{
    return count == 0 ? title : QString(title % u"  " % grouped(count));
}

} // namespace

DataTabs::DataTabs(SessionModels &models, QWidget *parent)
    : QTabWidget(parent)
    , followAction(new QAction(tr("Follow the newest"), this))
    , nextGapAction(new QAction(tr("Next gap"), this))
    , m_models(models)
    , m_events(new TailTable)
    , m_exchanges(new TailTable)
    , m_gaps(new TailTable)
    , m_findings(new FindingsPage(models.findings))
    , m_politeness(new PolitenessPage(models))
    , m_attempts(new AttemptsPage(models.attempts))
    , m_follow(new QToolButton)
{
    setAccessibleName(tr("Tables of the session"));
    addTable(m_events, &m_models.events, tr("Events"));
    addTable(m_exchanges, &m_models.exchanges, tr("Exchanges"));
    addTable(m_gaps, &m_models.gaps, tr("Gaps"));
    connectTable(m_findings->table(), &m_models.findings, tr("Findings"));
    addTab(m_findings, tr("Findings"));
    connectTable(m_politeness->holds(), &m_models.politeness, tr("Politeness"));
    addTab(m_politeness, tr("Politeness"));
    connectTable(m_attempts->table(), &m_models.attempts, tr("Attempts"));
    addTab(m_attempts, tr("Attempts"));
    for (TailTable *table :
         {m_events, m_exchanges, m_gaps, m_politeness->holds(), m_attempts->table()})
        connect(table, &TailTable::followingChanged, this, &DataTabs::updateFollow);
    connect(this, &QTabWidget::currentChanged, this, &DataTabs::updateFollow);
    buildActions();
    updateTitles();
    updateFollow();
}

void DataTabs::buildActions()
{
    followAction->setCheckable(true);
    followAction->setShortcut(Qt::Key_Space);
    nextGapAction->setShortcut(Qt::Key_G);
    // Single keys work inside the tables only: elsewhere they are for typing.
    for (QAction *action : {followAction, nextGapAction}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    nextGapAction->setToolTip(tr("Go to the next gap that is open or lost (G)"));
    connect(followAction, &QAction::triggered, this, &DataTabs::toggleFollow);
    connect(nextGapAction, &QAction::triggered, this, &DataTabs::goToNextGap);
    m_follow->setProperty("quiet", true);
    m_follow->setFocusPolicy(Qt::TabFocus);
    connect(m_follow, &QToolButton::clicked, this, &DataTabs::toggleFollow);
    setCornerWidget(m_follow, Qt::TopRightCorner);
}

void DataTabs::addTable(RowView *table, QAbstractItemModel *model, const QString &title)
{
    connectTable(table, model, title);
    addTab(table, title);
}

void DataTabs::connectTable(RowView *table, QAbstractItemModel *model, const QString &title)
{
    if (table->model() != model)
        table->setModel(model);
    table->setAccessibleName(title);
    connect(table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { chooseRow(current); });
    connect(table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        chooseRow(index);
        Q_EMIT opened();
    });
}

void DataTabs::chooseRow(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const qint64 exchange = index.data(ExchangeRole).toLongLong();
    const bool event = index.model() == &m_models.events;
    if (exchange > 0)
        Q_EMIT exchangeChosen(
            {exchange},
            event ? std::optional(protocol::Sequence{index.data(FirstRole).toLongLong()})
                  : std::nullopt);
    if (index.model() == &m_models.gaps)
        Q_EMIT placeChosen({index.data(FeedRole).toInt()}, index.data(FirstRole).toLongLong());
}

bool DataTabs::chooseNumbers(ledger::FeedNumber feed, qint64 first, qint64 last)
{
    const std::vector<EventTableModel::RowRange> rows = m_models.events.rowsOf(feed, first, last);
    if (rows.empty())
        return false;
    setCurrentWidget(m_events);
    m_events->selectRows(rows);
    return true;
}

void DataTabs::goToNextGap()
{
    const int row = m_models.gaps.nextUnsettled(m_gaps->currentIndex().row());
    if (row < 0)
        return;
    setCurrentWidget(m_gaps);
    m_gaps->selectRows({{row, row}});
    m_gaps->setFocus();
}

TailTable *DataTabs::currentTail() const
{
    if (currentWidget() == m_politeness)
        return m_politeness->holds();
    if (currentWidget() == m_attempts)
        return m_attempts->table();
    return qobject_cast<TailTable *>(currentWidget());
}

void DataTabs::toggleFollow()
{
    if (TailTable *table = currentTail())
        table->setFollowing(!table->isFollowing());
}

void DataTabs::updateFollow()
{
    const TailTable *table = currentTail();
    const bool following = table && table->isFollowing();
    followAction->setEnabled(table);
    followAction->setChecked(following);
    m_follow->setVisible(table);
    m_follow->setText(following ? u"\u25BC "_s % tr("following")
                                : u"\u275A\u275A "_s % tr("paused"));
    m_follow->setToolTip(following ? tr("Follows the newest row; moving up pauses (Space)")
                                   : tr("Stays where it is; go on following (Space)"));
    m_follow->setAccessibleName(following ? tr("Following the newest") : tr("Paused"));
}

void DataTabs::updateTitles()
{
    const GapTableModel &gaps = m_models.gaps;
    const qint64 unsettled =
        gaps.count(Meaning::Open) + gaps.count(Meaning::Lost) + gaps.count(Meaning::Superseded);
    setTabText(indexOf(m_gaps), titleWithCount(tr("Gaps"), unsettled));
    setTabText(indexOf(m_findings), titleWithCount(tr("Findings"), m_models.findings.unpleasant()));
    const PolitenessTableModel &manners = m_models.politeness;
    setTabText(indexOf(m_politeness),
               titleWithCount(tr("Politeness"),
                              manners.count(Conduct::Fail) + manners.count(Conduct::Warn)));
}

} // namespace pushbench::ui
