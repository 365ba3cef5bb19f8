// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/report/byreason.h"
#include "core/checks/report/report.h"

#include <QByteArrayList>

#include <algorithm>

namespace pushbench::checks {
namespace {

constexpr qsizetype kName = 28;
constexpr size_t kTen = 10;

/// The numbers of the columns, in two lines: tens, and ones.
QByteArray ruler(size_t columns)
{
    const QByteArray margin(kName + 6, ' ');
    QByteArray tens = margin;
    QByteArray ones = margin;
    for (size_t i = 1; i <= columns; ++i) {
        tens += i % kTen == 0 ? QByteArray::number(qulonglong(i / kTen % kTen)) : " ";
        ones += QByteArray::number(qulonglong(i % kTen));
    }
    if (!tens.trimmed().isEmpty())
        tens += '\n';
    else
        tens.clear();
    return tens + ones + '\n';
}

QByteArray lineOf(const Matrix &matrix, const MatrixRow &row)
{
    const auto at = std::ranges::find(matrix.checks, row.mutant);
    QByteArray line =
        QByteArray::number(qlonglong(at - matrix.checks.begin()) + 1).rightJustified(4) + "  "
        + row.mutant.toByteArray().leftJustified(kName);
    for (const Mark mark : row.marks)
        line += markSign(mark);
    return line + '\n';
}

QByteArray othersOf(const MatrixRow &row)
{
    QByteArray text;
    for (const auto &[why, complaints] : byReason(row)) {
        QByteArrayList others;
        for (const Complaint *other : complaints)
            others.append(other->check.toByteArray() + " ("
                          + statusName(other->status).toByteArray()
                          + (why.isEmpty() ? ": " + other->sentence.toUtf8() : QByteArray()) + ')');
        text += "    " + others.join(", ") + "\n      "
            + (why.isEmpty() ? QByteArray("no reason is known") : "because " + why.toByteArray())
            + '\n';
    }
    for (const Consequence &unseen : row.unseen)
        text += "    " + unseen.check.toByteArray() + " says nothing\n      although "
            + unseen.why.toByteArray() + '\n';
    if (!text.isEmpty())
        text.prepend("  " + row.mutant.toByteArray() + ": " + row.fault.toByteArray() + '\n');
    return text;
}

} // namespace

std::vector<std::pair<QByteArrayView, std::vector<const Complaint *>>>
byReason(const MatrixRow &row)
{
    std::vector<std::pair<QByteArrayView, std::vector<const Complaint *>>> groups;
    for (const Complaint &other : row.others) {
        const auto at = std::ranges::find_if(
            groups, [&other](const auto &group) { return group.first == other.why; });
        if (at != groups.end())
            at->second.push_back(&other);
        else
            groups.push_back({other.why, {&other}});
    }
    return groups;
}

QByteArray writeMatrix(const Matrix &matrix)
{
    QByteArray out = "Matrix of the " + suiteName(matrix.suite).toByteArray()
        + " suite: a row for each mutant, a column for each check, in the same order.\n"
          "# caught, + complains too and has a reason, . silent";
    for (const auto &[mark, words] : {std::pair(Mark::Missed, "missed"),
                                      std::pair(Mark::Unexplained, "complains without reason"),
                                      std::pair(Mark::Unknown, "nothing can be said")}) {
        if (matrix.count(mark) > 0)
            out += QByteArray(", ") + markSign(mark) + ' ' + words;
    }
    out += '\n' + ruler(matrix.checks.size());
    QByteArray others;
    for (const MatrixRow &row : matrix.rows) {
        out += lineOf(matrix, row);
        others += othersOf(row);
    }
    return others.isEmpty() ? out : out + "Beside the diagonal:\n" + others;
}

} // namespace pushbench::checks
