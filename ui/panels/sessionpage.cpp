// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/sessionpage.h"

#include "ui/panels/datatabs.h"
#include "ui/panels/filterbar.h"
#include "ui/panels/filterline.h"
#include "ui/panels/findingspage.h"
#include "ui/panels/gapspage.h"
#include "ui/panels/remarking.h"
#include "ui/views/sequencestrip.h"
#include "ui/views/stripcanvas.h"
#include "ui/views/tailtable.h"

#include <QAction>
#include <QVBoxLayout>

namespace pushbench::ui {

SessionPage::SessionPage(Bench &bench, SessionModels &models, QWidget *parent)
    : QWidget(parent)
    , zoomInAction(new QAction(tr("Zoom &in"), this))
    , zoomOutAction(new QAction(tr("Zoom &out"), this))
    , wholeAction(new QAction(tr("&Whole feed"), this))
    , m_models(models)
    , m_strip(new SequenceStrip(bench, models))
    , m_tabs(new DataTabs(bench, models))
    , m_filter(new FilterBar(bench, models.feeds, m_tabs->sifted()))
{
    auto *frame = new QFrame;
    frame->setProperty("panel", true);
    auto *inside = new QVBoxLayout(frame);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addWidget(m_filter);
    inside->addWidget(m_tabs, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_strip);
    layout->addWidget(frame, 1);
    buildActions();
    connect(m_strip, &SequenceStrip::rangeActivated, m_tabs, &DataTabs::chooseNumbers);
    connect(m_tabs, &QTabWidget::currentChanged, this, &SessionPage::tellFilter);
    connect(&m_tabs->remarking(), &Remarking::filterWanted, this,
            [this](const QString &filter) { m_filter->line().setText(filter); });
    connect(m_filter, &FilterBar::left, this, [this] { m_tabs->currentWidget()->setFocus(); });
    connect(m_tabs, &DataTabs::numbersChosen, m_strip, &SequenceStrip::select);
    connect(m_tabs, &DataTabs::placeChosen, m_strip, &SequenceStrip::jumpTo);
}

void SessionPage::buildActions()
{
    zoomInAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Plus));
    zoomOutAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Minus));
    m_filter->focusAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_tabs->addAction(m_filter->focusAction);
    wholeAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_9));
    StripCanvas *canvas = &m_strip->canvas();
    connect(zoomInAction, &QAction::triggered, canvas, &StripCanvas::zoomIn);
    connect(zoomOutAction, &QAction::triggered, canvas, &StripCanvas::zoomOut);
    connect(wholeAction, &QAction::triggered, canvas, &StripCanvas::showWhole);
}

void SessionPage::tellFilter()
{
    const QWidget *current = m_tabs->currentWidget();
    m_filter->setTable(current == &m_tabs->events()          ? FilterBar::Table::Events
                           : current == &m_tabs->exchanges() ? FilterBar::Table::Exchanges
                           : current == &m_tabs->gaps()      ? FilterBar::Table::Gaps
                           : current == &m_tabs->findings()  ? FilterBar::Table::Findings
                                                             : FilterBar::Table::Other);
}

bool SessionPage::jumpTo(qint64 number)
{
    const std::optional<ledger::FeedNumber> feed = m_strip->feed();
    if (!feed)
        return false;
    const int row = m_models.feeds.rowOf(*feed);
    const ledger::FeedSummary &summary = m_models.feeds.at(row);
    if (number < summary.first.value || number > summary.last.value)
        return false;
    m_strip->jumpTo(*feed, number);
    m_tabs->chooseNumbers(*feed, number, number);
    return true;
}

} // namespace pushbench::ui
