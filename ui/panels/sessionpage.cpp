// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/sessionpage.h"

#include "ui/panels/datatabs.h"
#include "ui/views/sequencestrip.h"
#include "ui/views/stripcanvas.h"

#include <QAction>
#include <QVBoxLayout>

namespace pushbench::ui {

SessionPage::SessionPage(Bench &bench, SessionModels &models, QWidget *parent)
    : QWidget(parent)
    , zoomInAction(new QAction(tr("Zoom &in"), this))
    , zoomOutAction(new QAction(tr("Zoom &out"), this))
    , wholeAction(new QAction(tr("&Whole feed"), this))
    , m_models(models)
    , m_strip(new SequenceStrip(bench, models.feeds))
    , m_tabs(new DataTabs(models))
{
    auto *frame = new QFrame;
    frame->setProperty("panel", true);
    auto *inside = new QVBoxLayout(frame);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_tabs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_strip);
    layout->addWidget(frame, 1);
    buildActions();
    connect(m_strip, &SequenceStrip::rangeActivated, m_tabs, &DataTabs::chooseNumbers);
    connect(m_tabs, &DataTabs::placeChosen, m_strip, &SequenceStrip::jumpTo);
}

void SessionPage::buildActions()
{
    zoomInAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Plus));
    zoomOutAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Minus));
    wholeAction->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_9));
    StripCanvas *canvas = &m_strip->canvas();
    connect(zoomInAction, &QAction::triggered, canvas, &StripCanvas::zoomIn);
    connect(zoomOutAction, &QAction::triggered, canvas, &StripCanvas::zoomOut);
    connect(wholeAction, &QAction::triggered, canvas, &StripCanvas::showWhole);
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
