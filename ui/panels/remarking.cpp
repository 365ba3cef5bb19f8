// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/remarking.h"

#include "core/base/clock.h"
#include "ui/models/texts.h"
#include "ui/panels/notedialog.h"

#include <QAction>

#include <algorithm>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

Remarking::Remarking(Bench &bench, SessionModels &models, Rows rows, QWidget *over)
    : QObject(over)
    , markAction(new QAction(tr("Mark"), this))
    , noteAction(new QAction(tr("Write a note…"), this))
    , showAction(new QAction(tr("Show what is marked"), this))
    , m_bench(bench)
    , m_models(models)
    , m_rows(std::move(rows))
    , m_over(over)
{
    buildActions();
    update();
}

void Remarking::buildActions()
{
    markAction->setShortcut(Qt::Key_M);
    markAction->setCheckable(true);
    markAction->setToolTip(tr("Mark the chosen rows, or take their marks away (M)"));
    noteAction->setShortcut(Qt::Key_N);
    noteAction->setToolTip(tr("Write down what there is to say about the chosen rows (N)"));
    showAction->setShortcut(Qt::SHIFT | Qt::Key_M);
    showAction->setToolTip(tr("Show only what is marked (Shift+M)"));
    connect(markAction, &QAction::triggered, this, &Remarking::toggleMarks);
    connect(noteAction, &QAction::triggered, this, &Remarking::write);
    connect(showAction, &QAction::triggered, this, [this] { Q_EMIT filterWanted(u"is:marked"_s); });
}

QList<QAction *> Remarking::actions() const
{
    return {markAction, noteAction, showAction};
}

void Remarking::update()
{
    const std::vector<ledger::Remark> remarks = chosen();
    markAction->setEnabled(!remarks.empty());
    noteAction->setEnabled(!remarks.empty());
    markAction->setChecked(!remarks.empty()
                           && std::ranges::all_of(remarks, &ledger::Remark::marked));
}

std::vector<ledger::Remark> Remarking::chosen() const
{
    std::vector<ledger::Remark> remarks;
    for (const QModelIndex &index : m_rows()) {
        std::optional<ledger::Remark> remark = remarkOf(index);
        if (remark && (remarks.empty() || remarks.back().about != remark->about))
            remarks.push_back(*std::move(remark));
    }
    return remarks;
}

std::optional<ledger::Remark> Remarking::remarkOf(const QModelIndex &index) const
{
    const qint64 first = index.data(FirstRole).toLongLong();
    const QVariant feed = index.data(FeedRole);
    if (feed.isValid() && first > 0) {
        const int row = m_models.feeds.rowOf({feed.toInt()});
        if (row < 0)
            return std::nullopt;
        const ledger::NumberRange range{first, index.data(LastRole).toLongLong()};
        if (const ledger::Remark *said =
                m_models.remarks->of(ledger::FeedRange{{feed.toInt()}, range}))
            return *said;
        const ledger::FeedSummary &summary = m_models.feeds.at(row);
        return ledger::Remark{.about = ledger::Remark::Numbers{
                                  .feed = {.side = summary.side,
                                           .name = {.label = summary.label, .path = summary.path},
                                           .epoch = summary.epoch},
                                  .range = range}};
    }
    const ExchangeNumber exchange{index.data(ExchangeRole).toLongLong()};
    if (exchange.value <= 0)
        return std::nullopt;
    const ledger::Remark *said = m_models.remarks->of(exchange);
    return said ? *said : ledger::Remark{.about = exchange};
}

QString Remarking::nameOf(const ledger::Remark &remark) const
{
    if (const auto *exchange = std::get_if<ExchangeNumber>(&remark.about))
        return tr("Exchange %1").arg(exchange->value);
    const auto &[feed, range] = std::get<ledger::Remark::Numbers>(remark.about);
    const QByteArray name = feed.name.label.isEmpty() ? feed.name.path : feed.name.label;
    return tr("%1 of %2").arg(numberRange(range.first, range.last), QString::fromUtf8(name));
}

void Remarking::toggleMarks()
{
    std::vector<ledger::Remark> remarks = chosen();
    const bool mark = !std::ranges::all_of(remarks, &ledger::Remark::marked);
    std::erase_if(remarks, [mark](const ledger::Remark &remark) { return remark.marked == mark; });
    for (ledger::Remark &remark : remarks)
        remark.marked = mark;
    record(std::move(remarks));
}

void Remarking::write()
{
    const std::vector<ledger::Remark> remarks = chosen();
    if (remarks.empty())
        return;
    const QString about = remarks.size() == 1
        ? nameOf(remarks.front())
        : tr("%1 and %n more", nullptr, int(remarks.size()) - 1).arg(nameOf(remarks.front()));
    auto *dialog = new NoteDialog(about, remarks.front(), m_over);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NoteDialog::written, this, [this, remarks](bool marked, const QString &text) {
        std::vector<ledger::Remark> said = remarks;
        for (ledger::Remark &remark : said) {
            remark.marked = marked;
            remark.text = text.toUtf8();
        }
        record(std::move(said));
    });
    dialog->open();
}

void Remarking::record(std::vector<ledger::Remark> remarks)
{
    if (!remarks.empty())
        m_bench.remark(remarks);
}

} // namespace pushbench::ui
