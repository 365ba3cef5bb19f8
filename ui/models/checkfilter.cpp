// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/checkfilter.h"

#include <algorithm>

namespace pushbench::ui {

CheckFilter::CheckFilter(CheckTreeModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setRecursiveFilteringEnabled(true);
    setSourceModel(&model);
}

void CheckFilter::setMarks(std::set<CheckMark> marks)
{
    m_marks = std::move(marks);
    invalidateFilter();
}

void CheckFilter::setOnlyChanged(bool changed)
{
    m_onlyChanged = changed;
    invalidateFilter();
}

void CheckFilter::setText(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

int CheckFilter::shownChecks() const
{
    int count = 0;
    for (int clause = 0; clause < rowCount(); ++clause)
        count += std::max(rowCount(index(clause, 0)), 1);
    return count;
}

bool CheckFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return takes(m_model.index(row, 0, parent));
}

bool CheckFilter::takes(const QModelIndex &check) const
{
    const checks::Entry *entry = m_model.entryAt(check);
    if (!entry || (!m_marks.empty() && !m_marks.contains(m_model.markAt(check))))
        return false;
    const CheckChange change = m_model.changeAt(check);
    if (m_onlyChanged && (change == CheckChange::None || change == CheckChange::Same))
        return false;
    const QString text = QString::fromUtf8(entry->spec.id) + u' '
        + QString::fromUtf8(entry->spec.title) + u' ' + entry->outcome.sentence;
    return std::ranges::all_of(
        m_words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace pushbench::ui
