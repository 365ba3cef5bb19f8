// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/datatabs.h"

#include "ui/models/texts.h"
#include "ui/panels/attemptspage.h"
#include "ui/panels/findingspage.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/politenesspage.h"
#include "ui/panels/remarking.h"
#include "ui/panels/siftedtables.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QHeaderView>
#include <QStringBuilder>
#include <QToolButton>

#include <algorithm>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

QString titleWithCount(const QString &title, qint64 count)
{
    return count == 0 ? title : QString(title % u"  " % grouped(count));
}

} // namespace

DataTabs::DataTabs(Bench &bench, SessionModels &models, QWidget *parent)
    : QTabWidget(parent)
    , followAction(new QAction(tr("Follow the newest"), this))
    , nextGapAction(new QAction(tr("Next gap"), this))
    , compareAction(new QAction(tr("Compare two exchanges"), this))
    , m_models(models)
    , m_sifted(new SiftedTables(bench, models, this))
    , m_events(new TailTable)
    , m_exchanges(new TailTable)
    , m_gaps(new GapsPage(bench, models, m_sifted->gaps.rows))
    , m_findings(new FindingsPage(models.findings, m_sifted->findings.rows))
    , m_politeness(new PolitenessPage(models))
    , m_attempts(new AttemptsPage(models.attempts))
    , m_follow(new QToolButton)
    , m_remarking(new Remarking(
          bench, models, [this] { return chosenRows(); }, this))
{
    setAccessibleName(tr("Tables of the session"));
    addTable(m_events, &m_sifted->events, tr("Events"));
    addTable(m_exchanges, &m_sifted->exchanges, tr("Exchanges"));
    connectTable(m_gaps->table(), &m_sifted->gaps.rows, tr("Gaps"));
    connectTable(m_gaps->conditions(), &m_models.conditions, tr("Conditions"));
    addTab(m_gaps, tr("Gaps"));
    connectTable(m_findings->table(), &m_sifted->findings.rows, tr("Findings"));
    addTab(m_findings, tr("Findings"));
    connectTable(m_politeness->holds(), &m_models.politeness, tr("Politeness"));
    addTab(m_politeness, tr("Politeness"));
    connectTable(m_attempts->table(), &m_models.attempts, tr("Attempts"));
    addTab(m_attempts, tr("Attempts"));
    for (const RowView *table : {m_events, m_exchanges, m_gaps->table()})
        connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
                [this, table] { tellNumbers(*table); });
    for (TailTable *table :
         {m_events, m_exchanges, m_gaps->table(), m_politeness->holds(), m_attempts->table()})
        connect(table, &TailTable::followingChanged, this, &DataTabs::updateFollow);
    connect(m_gaps, &GapsPage::workBegun, this, [this] { setCurrentWidget(m_gaps); });
    connect(this, &QTabWidget::currentChanged, this, &DataTabs::updateFollow);
    connect(this, &QTabWidget::currentChanged, m_remarking, &Remarking::update);
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
    compareAction->setShortcut(Qt::Key_D);
    QList<QAction *> actions{followAction, nextGapAction, compareAction};
    actions += m_remarking->actions();
    for (QAction *action : actions) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    nextGapAction->setToolTip(tr("Go to the next gap that is open or lost (G)"));
    compareAction->setToolTip(tr("Show the two exchanges that are selected side by side (D)"));
    connect(compareAction, &QAction::triggered, this, &DataTabs::compare);
    m_exchanges->addAction(compareAction);
    for (TailTable *table : {m_events, m_exchanges, m_gaps->table()}) {
        table->addActions({m_remarking->markAction, m_remarking->noteAction});
        table->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
    connect(m_exchanges->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &DataTabs::updateCompare);
    updateCompare();
    connect(followAction, &QAction::triggered, this, &DataTabs::toggleFollow);
    connect(nextGapAction, &QAction::triggered, this, &DataTabs::goToNextGap);
    m_follow->setProperty("quiet", true);
    m_follow->setFocusPolicy(Qt::TabFocus);
    connect(m_follow, &QToolButton::clicked, this, &DataTabs::toggleFollow);
    setCornerWidget(m_follow, Qt::TopRightCorner);
}

/// For the strip. Neighbouring rows are mostly neighbouring numbers.
void DataTabs::tellNumbers(const RowView &table)
{
    constexpr int kMostRows = 20'000; ///< Each is looked at; of more, the first ones.
    std::optional<ledger::FeedNumber> feed;
    std::vector<std::pair<qint64, qint64>> ranges;
    int left = kMostRows;
    for (const QItemSelectionRange &selected : table.selectionModel()->selection()) {
        for (int row = selected.top(); row <= selected.bottom() && left > 0; ++row, --left) {
            const QModelIndex index = table.model()->index(row, 0);
            const auto own = feedOf(index);
            const qint64 first = index.data(FirstRole).toLongLong();
            const qint64 last = index.data(LastRole).toLongLong();
            if (!own || first == 0 || (feed && *feed != *own))
                continue;
            feed = own;
            if (!ranges.empty() && first == ranges.back().second + 1)
                ranges.back().second = last;
            else
                ranges.emplace_back(std::min(first, last), std::max(first, last));
        }
    }
    std::ranges::sort(ranges);
    Q_EMIT numbersChosen(feed.value_or(ledger::FeedNumber{-1}), ranges);
}

/// Of a row of events or gaps, or that of the events of an exchange.
std::optional<ledger::FeedNumber> DataTabs::feedOf(const QModelIndex &index) const
{
    if (const QVariant feed = index.data(FeedRole); feed.isValid())
        return ledger::FeedNumber{feed.toInt()};
    const int row = m_models.events.rowOf({index.data(ExchangeRole).toLongLong()});
    return row < 0 ? std::nullopt : std::optional(m_models.events.feedOf(row));
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
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_remarking->update(); });
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
    if (const FilteredRows &findings = m_sifted->findings.rows; index.model() == &findings) {
        Q_EMIT findingChosen({exchange}, m_models.findings.at(findings.sourceRow(index.row())).id);
        return;
    }
    const bool event = index.model() == &m_sifted->events;
    if (exchange > 0)
        Q_EMIT exchangeChosen(
            {exchange},
            event ? std::optional(protocol::Sequence{index.data(FirstRole).toLongLong()})
                  : std::nullopt);
    const bool place = index.model() == &m_sifted->gaps.rows
        || (index.model() == &m_models.conditions
            && !m_models.conditions.at(index.row()).numbers.empty());
    if (place)
        Q_EMIT placeChosen({index.data(FeedRole).toInt()}, index.data(FirstRole).toLongLong());
}

bool DataTabs::chooseNumbers(ledger::FeedNumber feed, qint64 first, qint64 last)
{
    const std::vector<EventTableModel::RowRange> rows =
        m_sifted->events.rangesOf(m_models.events.rowsOf(feed, first, last));
    if (rows.empty())
        return false;
    setCurrentWidget(m_events);
    m_events->selectRows(rows);
    return true;
}

void DataTabs::goToNextGap()
{
    const FilteredRows &rows = m_sifted->gaps.rows;
    const QModelIndex current = m_gaps->table()->currentIndex();
    const int start = current.isValid() ? rows.sourceRow(current.row()) : -1;
    int next = m_models.gaps.nextUnsettled(start);
    for (const int first = next; next >= 0 && rows.rowOf(next) < 0;) {
        next = m_models.gaps.nextUnsettled(next); // What the filter hides is passed over.
        if (next == first)
            return;
    }
    if (next < 0)
        return;
    const int row = rows.rowOf(next);
    setCurrentWidget(m_gaps);
    m_gaps->table()->selectRows({{row, row}});
    m_gaps->table()->setFocus();
}

void DataTabs::updateCompare()
{
    compareAction->setEnabled(m_exchanges->selectionModel()->selectedRows().size() == 2);
}

void DataTabs::compare()
{
    QModelIndexList rows = m_exchanges->selectionModel()->selectedRows();
    if (rows.size() != 2)
        return;
    std::sort(rows.begin(), rows.end());
    Q_EMIT compareWanted({rows.front().data(ExchangeRole).toLongLong()},
                         {rows.back().data(ExchangeRole).toLongLong()});
}

TailTable *DataTabs::currentTail() const
{
    if (currentWidget() == m_gaps)
        return m_gaps->table();
    if (currentWidget() == m_politeness)
        return m_politeness->holds();
    if (currentWidget() == m_attempts)
        return m_attempts->table();
    return qobject_cast<TailTable *>(currentWidget());
}

/// Of a whole feed that is selected, no more than anybody marks one by one.
QModelIndexList DataTabs::chosenRows() const
{
    QModelIndexList rows;
    const RowView *table = currentTail();
    if (currentWidget() == m_findings)
        table = m_findings->table();
    if (!table || !table->selectionModel())
        return rows;
    for (const QItemSelectionRange &selected : table->selectionModel()->selection()) {
        for (int row = selected.top();
             row <= selected.bottom() && rows.size() < Remarking::kMostRows; ++row)
            rows += table->model()->index(row, 0);
    }
    return rows;
}

std::vector<std::pair<QString, RowView *>> DataTabs::tables() const
{
    return {{u"events"_s, m_events},
            {u"exchanges"_s, m_exchanges},
            {u"gaps"_s, m_gaps->table()},
            {u"conditions"_s, m_gaps->conditions()},
            {u"findings"_s, m_findings->table()},
            {u"politeness"_s, m_politeness->holds()},
            {u"attempts"_s, m_attempts->table()}};
}

QVariantMap DataTabs::columns() const
{
    QVariantMap columns;
    for (const auto &[name, table] : tables()) {
        if (const QByteArray state = table->columns(); !state.isEmpty())
            columns.insert(name, state);
    }
    return columns;
}

void DataTabs::restoreColumns(const QVariantMap &columns)
{
    for (const auto &[name, table] : tables()) {
        if (columns.contains(name))
            table->restoreColumns(columns.value(name).toByteArray());
    }
    showNotes();
}

/// A column for notes is there when somebody wrote one.
void DataTabs::showNotes()
{
    const bool shown = !m_models.remarks->isEmpty();
    for (TailTable *table : {m_events, m_exchanges, m_gaps->table()}) {
        const int column = table->model()->columnCount() - 1;
        if (table->header()->isSectionHidden(column) == shown)
            table->showColumn(column, shown);
    }
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
    showNotes();
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
