// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/politenesspage.h"

#include "ui/panels/forms.h"
#include "ui/views/card.h"
#include "ui/views/tailtable.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

namespace pushbench::ui {

namespace {

constexpr int kMostFeeds = 4; ///< More of them scroll.

Tone toneOf(Conduct conduct)
{
    switch (conduct) {
    case Conduct::Waiting:
    case Conduct::Info:
        return Tone::Neutral;
    case Conduct::Pass:
        return Tone::Good;
    case Conduct::Warn:
        return Tone::Warn;
    case Conduct::Fail:
        return Tone::Bad;
    }
    return Tone::Neutral;
}

} // namespace

PolitenessPage::PolitenessPage(SessionModels &models, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_nothing(mutedLabel(tr("Nobody was asked to slow down yet. Answer 429 in the consumer's "
                              "panel (Ctrl+1), and see who waits.")))
    , m_figures(new RowView)
    , m_holds(new TailTable)
    , m_sentence(new Card)
{
    m_nothing->setContentsMargins(kPanelMargin, kPanelMargin, kPanelMargin, kPanelMargin);
    m_figures->setModel(&models.manners);
    m_figures->setAccessibleName(tr("Manners of each feed"));
    m_figures->setSelectionMode(QAbstractItemView::NoSelection);
    m_figures->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // it would hide a row
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setProperty("rule", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_nothing);
    layout->addWidget(m_figures);
    layout->addWidget(line);
    layout->addWidget(m_holds, 1);
    layout->addWidget(m_sentence);
    m_holds->setModel(&models.politeness);
    connect(m_holds->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PolitenessPage::explain);
    connect(&models.politeness, &QAbstractItemModel::rowsInserted, this, &PolitenessPage::explain);
    connect(&models.politeness, &QAbstractItemModel::dataChanged, this, &PolitenessPage::explain);
    connect(&models.politeness, &QAbstractItemModel::modelReset, this, &PolitenessPage::explain);
    connect(&models.manners, &QAbstractItemModel::modelReset, this, &PolitenessPage::refresh);
    refresh();
    explain();
}

void PolitenessPage::refresh()
{
    const int feeds = m_models.manners.rowCount();
    m_nothing->setVisible(feeds == 0);
    m_figures->setVisible(feeds > 0);
    const int rows = std::min(feeds, kMostFeeds);
    m_figures->setFixedHeight(m_figures->header()->sizeHint().height()
                              + rows * m_figures->rowHeight() + 2);
}

void PolitenessPage::explain()
{
    const PolitenessTableModel &holds = m_models.politeness;
    const QModelIndex chosen = m_holds->currentIndex();
    const int row = chosen.isValid() ? chosen.row() : holds.rowCount() - 1;
    m_sentence->setVisible(row >= 0);
    if (row < 0)
        return;
    const consumer::PolitenessRecord &record = holds.at(row);
    const Conduct conduct = conductOf(record);
    m_sentence->say(toneOf(conduct),
                    tr("Exchange %1, %2: %3")
                        .arg(record.exchange.value)
                        .arg(QString::fromLatin1(record.id), conductWord(conduct)),
                    record.text);
}

} // namespace pushbench::ui
