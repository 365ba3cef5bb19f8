// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/findingspage.h"

#include "ui/models/filteredrows.h"
#include "ui/views/card.h"
#include "ui/views/rowview.h"

#include <QVBoxLayout>

namespace pushbench::ui {

namespace {

Tone toneOf(protocol::Verdict verdict)
{
    switch (verdict) {
    case protocol::Verdict::Info:
        return Tone::Neutral;
    case protocol::Verdict::Warn:
        return Tone::Warn;
    case protocol::Verdict::Fail:
        return Tone::Bad;
    }
    return Tone::Neutral;
}

QString latin(QByteArrayView text)
{
    return QString::fromLatin1(text.toByteArray());
}

} // namespace

FindingsPage::FindingsPage(FindingTableModel &model, FilteredRows &rows, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_rows(rows)
    , m_table(new RowView)
    , m_evidence(new Card)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_evidence);
    m_table->setModel(&rows);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &FindingsPage::explain);
    connect(&rows, &QAbstractItemModel::rowsInserted, this, &FindingsPage::explain);
    connect(&model, &QAbstractItemModel::dataChanged, this, &FindingsPage::explain);
    connect(&rows, &QAbstractItemModel::rowsRemoved, this, &FindingsPage::explain);
    connect(&rows, &QAbstractItemModel::modelReset, this, &FindingsPage::explain);
    explain();
}

/// The clause that is chosen, or else the newest.
void FindingsPage::explain()
{
    const QModelIndex chosen = m_table->currentIndex();
    const int row = chosen.isValid() ? chosen.row() : m_rows.rowCount() - 1;
    m_evidence->setVisible(row >= 0);
    if (row < 0)
        return;
    const FindingTableModel::Row &finding = m_model.at(m_rows.sourceRow(row));
    const QString headline = finding.clause
        ? tr("%1, %2: %3").arg(finding.id, finding.level(), latin(finding.clause->title))
        : finding.id;
    m_evidence->say(toneOf(finding.verdict), headline,
                    tr("Exchange %1, %2: %3")
                        .arg(QString::number(finding.last.value), finding.where, finding.text));
}

} // namespace pushbench::ui
