// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/attemptspage.h"

#include "ui/panels/forms.h"
#include "ui/views/batchwaterfall.h"
#include "ui/views/tailtable.h"

#include <QFrame>
#include <QItemSelectionModel>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace pushbench::ui {

namespace {

constexpr int kMostHeight = 130; ///< More attempts scroll.

} // namespace

AttemptsPage::AttemptsPage(AttemptTableModel &attempts, QWidget *parent)
    : QWidget(parent)
    , m_attempts(attempts)
    , m_nothing(mutedLabel(tr("Our producer sent nothing yet. Push a feed (F5), and see here how "
                              "long each attempt took.")))
    , m_table(new TailTable)
    , m_story(new QFrame)
    , m_headline(new QLabel)
    , m_waterfall(new BatchWaterfall)
{
    m_nothing->setContentsMargins(kPanelMargin, kPanelMargin, kPanelMargin, kPanelMargin);
    m_table->setModel(&attempts);
    m_headline->setProperty("heading", true);
    m_headline->setTextFormat(Qt::PlainText);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setMaximumHeight(kMostHeight);
    area->setWidget(m_waterfall);
    m_waterfall->setAutoFillBackground(false);
    auto *inside = new QVBoxLayout(m_story);
    inside->setContentsMargins(kPanelMargin, kPanelSpacing, kPanelMargin, kPanelSpacing);
    inside->setSpacing(4);
    inside->addWidget(m_headline);
    inside->addWidget(area);
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setProperty("rule", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_nothing);
    layout->addWidget(m_table, 1);
    layout->addWidget(line);
    layout->addWidget(m_story);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &AttemptsPage::tellStory);
    connect(&attempts, &QAbstractItemModel::rowsInserted, this, &AttemptsPage::tellStory);
    connect(&attempts, &QAbstractItemModel::modelReset, this, &AttemptsPage::tellStory);
    tellStory();
}

/// Of the chosen row, otherwise of the newest.
void AttemptsPage::tellStory()
{
    const QModelIndex chosen = m_table->currentIndex();
    const int row = chosen.isValid() ? chosen.row() : m_attempts.rowCount() - 1;
    m_nothing->setVisible(row < 0);
    m_story->setVisible(row >= 0);
    if (row < 0)
        return;
    m_headline->setText(m_attempts.storyOf(row));
    m_waterfall->show(m_attempts.attemptsOf(row));
    auto *area = static_cast<QWidget *>(m_waterfall->parentWidget()->parentWidget());
    area->setFixedHeight(std::min(m_waterfall->sizeHint().height(), kMostHeight));
}

} // namespace pushbench::ui
