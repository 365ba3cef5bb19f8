// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/linediff.h"

#include <algorithm>

namespace pushbench::ui {
namespace {

using Kind = DiffLine::Kind;

/// Of the table below; a few milliseconds.
constexpr qsizetype kMostCells = 4'000'000;

/// Pairs what went with what came at the same place.
class Changes
{
public:
    explicit Changes(std::vector<DiffLine> &lines)
        : m_lines(lines)
    {
    }

    void gone(const QString &line) { m_left.append(line); }
    void came(const QString &line) { m_right.append(line); }

    void same(const QString &line)
    {
        flush();
        m_lines.push_back({.kind = Kind::Same, .left = line, .right = line});
    }

    void flush()
    {
        const qsizetype both = std::min(m_left.size(), m_right.size());
        for (qsizetype i = 0; i < both; ++i)
            m_lines.push_back(changed(m_left[i], m_right[i]));
        for (qsizetype i = both; i < m_left.size(); ++i)
            m_lines.push_back({.kind = Kind::LeftOnly, .left = m_left[i]});
        for (qsizetype i = both; i < m_right.size(); ++i)
            m_lines.push_back({.kind = Kind::RightOnly, .right = m_right[i]});
        m_left.clear();
        m_right.clear();
    }

private:
    static DiffLine changed(const QString &left, const QString &right)
    {
        const qsizetype shorter = std::min(left.size(), right.size());
        qsizetype front = 0;
        while (front < shorter && left[front] == right[front])
            ++front;
        qsizetype back = 0;
        while (back < shorter - front
               && left[left.size() - 1 - back] == right[right.size() - 1 - back])
            ++back;
        return {.kind = Kind::Changed,
                .left = left,
                .right = right,
                .leftDiffers = {front, left.size() - front - back},
                .rightDiffers = {front, right.size() - front - back}};
    }

    std::vector<DiffLine> &m_lines;
    QStringList m_left;
    QStringList m_right;
};

/// Lengths of the longest common subsequences of all ends of both lists.
class CommonEnds
{
public:
    CommonEnds(const QStringList &left, const QStringList &right)
        : m_width(right.size() + 1)
        , m_cells(size_t(left.size() + 1) * size_t(m_width))
    {
        for (qsizetype i = left.size() - 1; i >= 0; --i) {
            for (qsizetype j = right.size() - 1; j >= 0; --j)
                cell(i, j) = left[i] == right[j] ? at(i + 1, j + 1) + 1
                                                 : std::max(at(i + 1, j), at(i, j + 1));
        }
    }

    [[nodiscard]] int at(qsizetype i, qsizetype j) const
    {
        return m_cells[size_t(i * m_width + j)];
    }

private:
    [[nodiscard]] int &cell(qsizetype i, qsizetype j) { return m_cells[size_t(i * m_width + j)]; }

    qsizetype m_width;
    std::vector<int> m_cells;
};

void diffMiddle(const QStringList &left, const QStringList &right, Changes &changes)
{
    qsizetype i = 0;
    qsizetype j = 0;
    if ((left.size() + 1) * (right.size() + 1) <= kMostCells) {
        const CommonEnds ends(left, right);
        while (i < left.size() && j < right.size()) {
            if (left[i] == right[j]) {
                changes.same(left[i]);
                ++i;
                ++j;
            } else if (ends.at(i + 1, j) >= ends.at(i, j + 1)) {
                changes.gone(left[i++]);
            } else {
                changes.came(right[j++]);
            }
        }
    }
    while (i < left.size())
        changes.gone(left[i++]);
    while (j < right.size())
        changes.came(right[j++]);
}

} // namespace

std::vector<DiffLine> diffLines(const QStringList &left, const QStringList &right)
{
    std::vector<DiffLine> lines;
    Changes changes(lines);
    const qsizetype shorter = std::min(left.size(), right.size());
    qsizetype front = 0;
    while (front < shorter && left[front] == right[front])
        changes.same(left[front++]);
    qsizetype back = 0;
    while (back < shorter - front && left[left.size() - 1 - back] == right[right.size() - 1 - back])
        ++back;
    diffMiddle(left.mid(front, left.size() - front - back),
               right.mid(front, right.size() - front - back), changes);
    for (qsizetype i = left.size() - back; i < left.size(); ++i)
        changes.same(left[i]);
    changes.flush();
    return lines;
}

} // namespace pushbench::ui
