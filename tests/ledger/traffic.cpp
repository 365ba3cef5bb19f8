// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ledger/traffic.h"

#include "tests/ledger/diagram.h"

#include <QByteArrayList>

namespace pushbench::ledger {
namespace {

std::vector<NumberedRecord> recordsIn(const QByteArrayList &words)
{
    std::vector<NumberedRecord> records;
    for (const QByteArray &word : words) {
        const bool other = word.endsWith('\'');
        for (const qint64 n : numbersOf(other ? word.chopped(1) : word))
            records.push_back({n, other ? 1 : 0});
    }
    return records;
}

} // namespace

EventList::EventList(const std::vector<NumberedRecord> &records)
{
    m_keys.reserve(records.size());
    for (const auto &[number, record] : records) {
        QByteArray key = QByteArray::number(number).append('/').append(QByteArray::number(record));
        m_keys.push_back(key);
        m_views.push_back({.sequence = {number},
                           .resourceName = "Property",
                           .resourceRecordKey = m_keys.back(),
                           .resourceRecordUrl = {}});
    }
}

Story::Story(QByteArrayView text)
{
    std::vector<EventList> bodies;
    QByteArrayList parts;
    for (const QByteArray &body : text.toByteArray().split('|')) {
        QByteArrayList words = body.simplified().split(' ');
        if (words.first() == "@") {
            book.expectReplay();
            parts.append("@");
            continue;
        }
        if (words.first() == "%") {
            book.doubt(bodies.at(size_t(words.at(1).toLongLong() - 1)).views());
            parts.append(words.join(' '));
            continue;
        }
        if (words.first() == "~") {
            const qint64 exchange = words.at(1).toLongLong();
            book.retract({exchange}, bodies.at(size_t(exchange - 1)).views(), changes);
            parts.append(words.join(' '));
            continue;
        }
        const auto exchange = static_cast<qint64>(bodies.size() + 1);
        Arrival arrival{.exchange = {exchange},
                        .began = secondsIn(exchange),
                        .at = secondsIn(exchange),
                        .accepted = true};
        if (words.first() == "?" || words.first() == "<") {
            arrival.accepted = words.first() != "?";
            arrival.began -= std::chrono::seconds(words.takeFirst() == "<" ? 5 : 0);
        }
        bodies.emplace_back(recordsIn(words));
        const size_t before = results.size();
        book.apply(arrival, bodies.back().views(), results, changes);
        QByteArrayList said;
        for (size_t i = before; i < results.size(); ++i)
            said.append(QByteArray::number(bodies.back().views()[i - before].sequence.value)
                            .append(wordFor(results[i])));
        parts.append(said.join(' '));
    }
    told = parts.join(" | ");
}

QByteArray Story::holes() const
{
    std::vector<NumberRange> ranges;
    book.forEachGap([&ranges](const Gap &gap) {
        if (!ranges.empty() && ranges.back().last + 1 == gap.first.value)
            ranges.back().last = gap.last.value;
        else
            ranges.push_back({gap.first.value, gap.last.value});
    });
    return diagramOf(ranges);
}

QByteArray wordFor(const EventResult &result)
{
    QByteArray word;
    switch (result.state) {
    case EventState::Received:
        break;
    case EventState::Late:
        word = "late";
        break;
    case EventState::DuplicateRetry:
        word = "retry";
        break;
    case EventState::DuplicateReplay:
        word = "replay";
        break;
    case EventState::DuplicateUnprovoked:
        word = "again";
        break;
    case EventState::DuplicateInBatch:
        word = "twice";
        break;
    case EventState::Conflict:
        word = "conflict";
        break;
    case EventState::Seen:
        word = "seen";
        break;
    case EventState::Recovered:
        word = "recovered";
        break;
    }
    return word.append(result.provoked ? "+" : "").append(result.contradicts ? "!" : "");
}

WallTime secondsIn(qint64 seconds)
{
    return WallTime(std::chrono::seconds(seconds));
}

QByteArray textOf(const std::vector<GapChange> &changes)
{
    QByteArrayList lines;
    for (const auto &[kind, gap] : changes) {
        QByteArray line;
        switch (kind) {
        case GapChange::Kind::Opened:
            line = "opened ";
            break;
        case GapChange::Kind::Changed:
            line = QByteArray(gapStateName(gap.state).toByteArray()).append(' ');
            break;
        case GapChange::Kind::Filled:
            line = "filled ";
            break;
        case GapChange::Kind::Withdrawn:
            line = "withdrawn ";
            break;
        }
        lines.append(line.append(diagramOf({{gap.first.value, gap.last.value}})));
    }
    return lines.join(", ");
}

} // namespace pushbench::ledger
