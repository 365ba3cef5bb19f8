// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/checktreemodel.h"

#include "core/protocol/clause.h"
#include "ui/models/column.h"
#include "ui/models/texts.h"

#include <QStringBuilder>

#include <algorithm>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

struct Title
{
    const char *text;
    int width = 10; ///< Characters.
    Qt::Alignment alignment = kTexts;
};

constexpr std::array<Title, CheckTreeModel::kColumns> kTitles{{
    {QT_TRANSLATE_NOOP("Columns", "Check"), 38},
    {QT_TRANSLATE_NOOP("Columns", "Level"), 9},
    {QT_TRANSLATE_NOOP("Columns", "Verdict"), 13},
    {QT_TRANSLATE_NOOP("Columns", "Last run"), 18},
    {QT_TRANSLATE_NOOP("Columns", "Time"), 9, kNumbers},
    {QT_TRANSLATE_NOOP("Columns", "What it says"), 40},
}};

QString latin(QByteArrayView text)
{
    return QString::fromUtf8(text);
}

/// Words for a status as it was.
QString wordOf(checks::Status status)
{
    return checkMarkWord(checkMarkOf(status));
}

} // namespace

void CheckTreeModel::begin(const std::vector<checks::CheckSpec> &specs, const PastRun *last,
                           bool inOrder)
{
    beginResetModel();
    m_clauses.clear();
    m_checks.clear();
    m_inOrder = inOrder;
    for (const checks::CheckSpec &spec : specs) {
        auto clause = std::ranges::find(m_clauses, spec.clause(), &Clause::id);
        if (clause == m_clauses.end())
            clause = m_clauses.insert(m_clauses.end(), Clause{.id = spec.clause()});
        clause->checks.push_back(int(m_checks.size()));
        Row row{.entry = {.spec = spec, .outcome = {.id = spec.id}},
                .clause = int(clause - m_clauses.begin())};
        if (last) {
            if (const auto at = last->statuses.find(spec.id.toByteArray());
                at != last->statuses.end())
                row.last = at->second;
        }
        m_checks.push_back(std::move(row));
    }
    m_running = m_inOrder && !m_checks.empty() ? std::optional<size_t>(0) : std::nullopt;
    endResetModel();
}

void CheckTreeModel::take(const std::vector<checks::Entry> &entries)
{
    for (const checks::Entry &entry : entries) {
        const auto at =
            std::ranges::find(m_checks, entry.spec, [](const Row &row) { return row.entry.spec; });
        if (at == m_checks.end())
            continue;
        at->entry = entry;
        at->judged = true;
        changed(size_t(at - m_checks.begin()));
    }
    moveRunning();
}

void CheckTreeModel::end()
{
    m_inOrder = false;
    moveRunning();
}

void CheckTreeModel::moveRunning()
{
    const std::optional<size_t> before = m_running;
    const auto next = std::ranges::find(m_checks, false, &Row::judged);
    m_running = m_inOrder && next != m_checks.end() ? std::optional(size_t(next - m_checks.begin()))
                                                    : std::nullopt;
    if (m_running == before)
        return;
    for (const std::optional<size_t> &check : {before, m_running}) {
        if (check && *check < m_checks.size())
            changed(*check);
    }
}

void CheckTreeModel::changed(size_t check)
{
    const QModelIndex first = indexOf(check);
    Q_EMIT dataChanged(first, first.siblingAtColumn(kColumns - 1));
    const QModelIndex clause = first.parent();
    if (!clause.isValid())
        return;
    Q_EMIT dataChanged(clause, clause.siblingAtColumn(kColumns - 1));
}

int CheckTreeModel::count(CheckMark mark) const
{
    return int(
        std::ranges::count_if(m_checks, [&](const Row &row) { return markOf(row) == mark; }));
}

int CheckTreeModel::count(CheckChange change) const
{
    return int(
        std::ranges::count_if(m_checks, [&](const Row &row) { return changeOf(row) == change; }));
}

int CheckTreeModel::judgedCount() const
{
    return int(std::ranges::count(m_checks, true, &Row::judged));
}

std::vector<checks::Entry> CheckTreeModel::judgedEntries() const
{
    std::vector<checks::Entry> entries;
    for (const Row &row : m_checks) {
        if (row.judged)
            entries.push_back(row.entry);
    }
    return entries;
}

// A clause has the id 0, a check that of its clause plus one.
QModelIndex CheckTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : 0);
}

QModelIndex CheckTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(int(child.internalId() - 1), 0, quintptr(0));
}

int CheckTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_clauses.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    const size_t checks = m_clauses[size_t(parent.row())].checks.size();
    return checks == 1 ? 0 : int(checks);
}

int CheckTreeModel::columnCount(const QModelIndex &) const
{
    return kColumns;
}

const CheckTreeModel::Row *CheckTreeModel::rowOf(const QModelIndex &index) const
{
    if (!index.isValid() || index.model() != this)
        return nullptr;
    const bool top = index.internalId() == 0;
    const Clause &clause = m_clauses[top ? size_t(index.row()) : size_t(index.internalId() - 1)];
    if (top)
        return clause.checks.size() == 1 ? &m_checks[size_t(clause.checks.front())] : nullptr;
    return &m_checks[size_t(clause.checks[size_t(index.row())])];
}

QModelIndex CheckTreeModel::indexOf(size_t check) const
{
    const int clause = m_checks[check].clause;
    const std::vector<int> &checks = m_clauses[size_t(clause)].checks;
    if (checks.size() == 1)
        return createIndex(clause, 0, quintptr(0));
    const auto at = std::ranges::find(checks, int(check));
    return createIndex(int(at - checks.begin()), 0, quintptr(clause) + 1);
}

QModelIndex CheckTreeModel::indexOf(QByteArrayView id) const
{
    const auto at =
        std::ranges::find(m_checks, id, [](const Row &row) { return row.entry.spec.id; });
    return at == m_checks.end() ? QModelIndex() : indexOf(size_t(at - m_checks.begin()));
}

const checks::Entry *CheckTreeModel::entryAt(const QModelIndex &index) const
{
    const Row *row = rowOf(index);
    return row ? &row->entry : nullptr;
}

CheckMark CheckTreeModel::markAt(const QModelIndex &index) const
{
    if (const Row *row = rowOf(index))
        return markOf(*row);
    return index.isValid() ? markOf(m_clauses[size_t(index.row())]) : CheckMark::Planned;
}

CheckChange CheckTreeModel::changeAt(const QModelIndex &index) const
{
    const Row *row = rowOf(index);
    return row ? changeOf(*row) : CheckChange::None;
}

std::optional<checks::Status> CheckTreeModel::lastAt(const QModelIndex &index) const
{
    const Row *row = rowOf(index);
    return row ? row->last : std::nullopt;
}

CheckMark CheckTreeModel::markOf(const Row &row) const
{
    if (row.judged)
        return checkMarkOf(row.entry.outcome.status);
    return m_running && &m_checks[*m_running] == &row ? CheckMark::Running : CheckMark::Planned;
}

/// The worst that was judged; while one runs, that.
CheckMark CheckTreeModel::markOf(const Clause &clause) const
{
    CheckMark worst = CheckMark::Planned;
    for (const int check : clause.checks) {
        const CheckMark mark = markOf(m_checks[size_t(check)]);
        if (mark == CheckMark::Running)
            return mark;
        worst = std::max(worst, mark);
    }
    return worst;
}

CheckChange CheckTreeModel::changeOf(const Row &row)
{
    return row.judged && row.last ? ui::changeOf(row.entry.outcome.status, *row.last)
                                  : CheckChange::None;
}

QString CheckTreeModel::textOf(const Row &row, int column) const
{
    const checks::Outcome &outcome = row.entry.outcome;
    switch (Column(column)) {
    case Check:
        return m_clauses[size_t(row.clause)].checks.size() > 1
            ? latin(row.entry.spec.title)
            : latin(row.entry.spec.clause()) % u"  " % latin(row.entry.spec.title);
    case Level:
        return latin(checks::levelName(row.entry.spec.level));
    case Verdict:
        return row.entry.expected ? tr("%1, expected").arg(checkMarkWord(markOf(row)))
            : row.entry.better    ? tr("%1, unexpected").arg(checkMarkWord(markOf(row)))
                                  : checkMarkWord(markOf(row));
    case Last: {
        const CheckChange change = changeOf(row);
        if (!row.last)
            return {};
        if (change == CheckChange::None || change == CheckChange::Same)
            return wordOf(*row.last);
        return tr("%1, was %2").arg(changeWord(change), wordOf(*row.last));
    }
    case Time:
        return row.judged && outcome.duration.count() > 0 ? milliseconds(outcome.duration)
                                                          : QString();
    case Says:
        return row.judged ? outcome.sentence : QString();
    case kColumns:
        break;
    }
    return {};
}

/// Its id and what it wants; how its checks came out, where they did not all pass.
QString CheckTreeModel::textOf(const Clause &clause, int column) const
{
    if (column == Check) {
        const protocol::Clause *known = protocol::findClause(clause.id);
        return known ? latin(clause.id) % u"  " % latin(known->title) : latin(clause.id);
    }
    if (column == Verdict)
        return checkMarkWord(markOf(clause));
    if (column != Says)
        return {};
    const auto judged = std::ranges::count_if(
        clause.checks, [this](int check) { return m_checks[size_t(check)].judged; });
    return size_t(judged) == clause.checks.size()
        ? tr("checks: %1").arg(judged)
        : tr("checks: %1 of %2").arg(judged).arg(clause.checks.size());
}

QVariant CheckTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row *row = rowOf(index);
    const Clause *clause = row ? nullptr : &m_clauses[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row ? textOf(*row, index.column()) : textOf(*clause, index.column());
    case Qt::ToolTipRole:
        return row && index.column() == Says ? QVariant(row->entry.outcome.sentence)
            : row && index.column() == Check
            ? QVariant(QString(latin(row->entry.spec.id) % u": " % latin(row->entry.spec.title)))
            : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(kTitles[size_t(index.column())].alignment);
    case Qt::AccessibleTextRole: {
        // A reader goes along the first column, and hears the verdict there.
        const QString text = row ? textOf(*row, index.column()) : textOf(*clause, index.column());
        const QString verdict = checkMarkWord(markAt(index));
        return index.column() == Check && !verdict.isEmpty() ? QString(text % u", " % verdict)
                                                             : text;
    }
    case CheckRole:
        return int(markAt(index));
    default:
        return {};
    }
}

QVariant CheckTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const Title &title = kTitles[size_t(section)];
    switch (role) {
    case Qt::DisplayRole:
        return QCoreApplication::translate("Columns", title.text);
    case Qt::TextAlignmentRole:
        return QVariant(title.alignment);
    case WidthRole:
        return title.width;
    default:
        return {};
    }
}

} // namespace pushbench::ui
