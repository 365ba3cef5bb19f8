// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ledger/diagram.h"

#include <QByteArrayList>

namespace pushbench::ledger {

std::vector<NumberRange> rangesOf(QByteArrayView diagram)
{
    std::vector<NumberRange> ranges;
    for (const QByteArray &word : diagram.toByteArray().simplified().split(' ')) {
        if (word.isEmpty())
            continue;
        const QByteArrayList ends = word.split('-');
        bool firstOk = false;
        bool lastOk = false;
        const NumberRange range{ends.first().toLongLong(&firstOk), ends.last().toLongLong(&lastOk)};
        if (ends.size() > 2 || !firstOk || !lastOk || range.first > range.last)
            qFatal("not a diagram: %s", word.constData());
        ranges.push_back(range);
    }
    return ranges;
}

std::vector<qint64> numbersOf(QByteArrayView diagram)
{
    std::vector<qint64> numbers;
    for (const NumberRange range : rangesOf(diagram)) {
        for (quint64 i = 0; i < range.length(); ++i)
            numbers.push_back(range.first + static_cast<qint64>(i));
    }
    return numbers;
}

SequenceSet setOf(QByteArrayView diagram)
{
    SequenceSet set;
    for (const NumberRange range : rangesOf(diagram))
        set.insertRange(range.first, range.last);
    return set;
}

QByteArray diagramOf(const std::vector<NumberRange> &ranges)
{
    QByteArrayList words;
    for (const NumberRange range : ranges) {
        QByteArray word = QByteArray::number(range.first);
        if (range.last != range.first)
            word.append('-').append(QByteArray::number(range.last));
        words.append(word);
    }
    return words.join(' ');
}

QByteArray diagramOf(const SequenceSet &set)
{
    std::vector<NumberRange> runs;
    set.forEachRun(0, std::numeric_limits<qint64>::max(),
                   [&runs](NumberRange run) { runs.push_back(run); });
    return diagramOf(runs);
}

} // namespace pushbench::ledger
