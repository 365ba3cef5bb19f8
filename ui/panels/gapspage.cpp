// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/gapspage.h"

#include "ui/models/filteredrows.h"
#include "ui/models/gapexplanation.h"
#include "ui/panels/forms.h"
#include "ui/panels/gapremedies.h"
#include "ui/views/card.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostConditions = 4; ///< More of them scroll.

Tone toneOf(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Lost:
        return Tone::Bad;
    case Meaning::Superseded:
        return Tone::Warn;
    case Meaning::Received:
        return Tone::Good;
    case Meaning::Open:
    case Meaning::Hidden:
    case Meaning::Late:
    case Meaning::Duplicate:
    case Meaning::Conflict:
    case Meaning::Seen:
        return Tone::Neutral;
    }
    return Tone::Neutral;
}

QToolButton *buttonFor(QAction *action)
{
    auto *button = new QToolButton;
    button->setProperty("framed", true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setDefaultAction(action);
    named(button, action->text(), action->toolTip());
    // Why it is of no use now is for those, too, who do not see the tool tip.
    QObject::connect(action, &QAction::changed, button,
                     [button, action] { button->setAccessibleDescription(action->toolTip()); });
    return button;
}

} // namespace

GapsPage::GapsPage(Bench &bench, SessionModels &models, FilteredRows &rows, QWidget *parent)
    : QWidget(parent)
    , askAction(new QAction(tr("Ask the resource"), this))
    , explainAction(new QAction(tr("Explain"), this))
    , copyAction(new QAction(tr("Copy the query"), this))
    , m_bench(bench)
    , m_models(models)
    , m_rows(rows)
    , m_table(new TailTable)
    , m_conditionsTitle(mutedLabel(tr("What else comparing with the resource showed")))
    , m_conditions(new RowView)
    , m_bar(new QWidget)
    , m_remedies(new GapRemedies(
          bench, models.gaps, [this] { return selectedOrAll(); }, this))
    , m_explanation(new Card)
{
    m_table->setModel(&rows);
    m_conditions->setModel(&models.conditions);
    m_conditions->setAccessibleName(m_conditionsTitle->text());
    buildActions();
    buildLayout();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &GapsPage::refresh);
    connect(&models.gaps, &QAbstractItemModel::dataChanged, this, &GapsPage::refresh);
    connect(&rows, &QAbstractItemModel::rowsRemoved, this, &GapsPage::refresh);
    for (const QAbstractItemModel *model :
         {static_cast<QAbstractItemModel *>(&rows),
          static_cast<QAbstractItemModel *>(&models.conditions)}) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &GapsPage::refresh);
        connect(model, &QAbstractItemModel::modelReset, this, &GapsPage::refresh);
    }
    connect(&bench, &Bench::triageChanged, this, &GapsPage::takeState);
    connect(m_remedies, &GapRemedies::begun, this, &GapsPage::workBegun);
    refresh();
}

void GapsPage::buildActions()
{
    askAction->setShortcut(Qt::Key_A);
    askAction->setToolTip(tr("Ask the producer's EntityEvent resource about the chosen gaps (A)"));
    explainAction->setShortcut(Qt::Key_E);
    explainAction->setToolTip(tr("Say what the chosen gap means and what would change it (E)"));
    explainAction->setCheckable(true);
    explainAction->setChecked(true);
    copyAction->setShortcut(Qt::Key_C);
    copyAction->setToolTip(tr("Copy the URL that asks the resource about the chosen gap (C)"));
    for (QAction *action : gapActions()) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        m_table->addAction(action);
    }
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(askAction, &QAction::triggered, this, &GapsPage::ask);
    connect(explainAction, &QAction::toggled, this, &GapsPage::refresh);
    connect(copyAction, &QAction::triggered, this, &GapsPage::copyQuery);
}

void GapsPage::buildLayout()
{
    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(kPanelMargin, 6, kPanelMargin, 6);
    bar->setSpacing(6);
    for (QAction *action : gapActions())
        bar->addWidget(buttonFor(action));
    bar->addStretch(1);
    m_explanation->setObjectName(u"explanation"_s);
    m_conditionsTitle->setContentsMargins(kPanelMargin, 6, kPanelMargin, 2);
    m_conditions->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // it would hide a row
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_conditionsTitle);
    layout->addWidget(m_conditions);
    layout->addWidget(m_bar);
    layout->addWidget(m_remedies->outcome);
    layout->addWidget(m_explanation);
}

void GapsPage::tick(WallTime now)
{
    m_models.gaps.setNow(now);
}

void GapsPage::takeState(const TriageState &state)
{
    m_state = state;
    refresh();
}

bool GapsPage::isSettledForGood(ledger::GapState state)
{
    return state == ledger::GapState::Filled || state == ledger::GapState::Recovered;
}

std::vector<int> GapsPage::chosen() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.push_back(m_rows.sourceRow(index.row()));
    if (rows.empty() && m_table->currentIndex().isValid())
        rows.push_back(m_rows.sourceRow(m_table->currentIndex().row()));
    std::ranges::sort(rows);
    return rows;
}

std::vector<int> GapsPage::selectedOrAll() const
{
    if (m_table->selectionModel()->hasSelection())
        return chosen();
    std::vector<int> rows;
    for (int row = 0; row < m_rows.rowCount(); ++row)
        rows.push_back(m_rows.sourceRow(row));
    return rows;
}

QList<QAction *> GapsPage::gapActions() const
{
    return {askAction, m_remedies->recoverAction, m_remedies->pushAction, explainAction,
            copyAction};
}

void GapsPage::refresh()
{
    m_remedies->refresh();
    const std::vector<int> rows = chosen();
    const auto isOpen = [this](int row) {
        return !isSettledForGood(m_models.gaps.at(row).gap.state);
    };
    askAction->setEnabled(std::ranges::any_of(rows, isOpen));
    explainAction->setEnabled(!rows.empty());
    copyAction->setEnabled(!rows.empty());
    m_bar->setVisible(m_models.gaps.rowCount() > 0);
    const int conditions = m_models.conditions.rowCount();
    m_conditionsTitle->setVisible(conditions > 0);
    m_conditions->setVisible(conditions > 0);
    const int shown = std::min(conditions, kMostConditions);
    m_conditions->setFixedHeight(m_conditions->header()->sizeHint().height()
                                 + shown * m_conditions->rowHeight() + 2);
    showExplanation();
}

void GapsPage::showExplanation()
{
    const std::vector<int> rows = chosen();
    m_explanation->setVisible(!rows.empty() && explainAction->isChecked());
    if (rows.empty())
        return;
    const ledger::GapRecord &record = m_models.gaps.at(rows.front());
    const auto trouble = m_state.troubles.find(record.feed);
    const GapExplanation said =
        explain(record, m_models.gaps.ageOf(record),
                {.asking = m_state.asking,
                 .grace = m_state.settings.grace,
                 .settle = m_state.settings.settle,
                 .deadline = m_state.settings.deadline,
                 .trouble = trouble == m_state.troubles.end() ? QString() : trouble->second});
    m_explanation->say(toneOf(meaningOf(record.gap.state)), said.headline, said.text);
}

void GapsPage::ask()
{
    if (!m_state.asking) {
        Q_EMIT resourceWanted();
        return;
    }
    for (const int row : chosen()) {
        const ledger::GapRecord &record = m_models.gaps.at(row);
        if (!isSettledForGood(record.gap.state))
            m_bench.askResource(record.feed, {record.gap.first.value, record.gap.last.value});
    }
}

void GapsPage::copyQuery() const
{
    const std::vector<int> rows = chosen();
    if (rows.empty())
        return;
    const ledger::Gap &gap = m_models.gaps.at(rows.front()).gap;
    QGuiApplication::clipboard()->setText(
        queryText(m_state.root, {gap.first.value, gap.last.value}));
}

} // namespace pushbench::ui
