// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/sessionpage.h"

#include "ui/panels/datatabs.h"
#include "ui/views/sequencestrip.h"
#include "ui/views/stripcanvas.h"

#include <QVBoxLayout>

namespace pushbench::ui {

SessionPage::SessionPage(Bench &bench, SessionModels &models, QWidget *parent)
    : QWidget(parent)
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
    connect(m_strip, &SequenceStrip::rangeActivated, m_tabs, &DataTabs::chooseNumbers);
    connect(m_tabs, &DataTabs::placeChosen, m_strip, &SequenceStrip::jumpTo);
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
