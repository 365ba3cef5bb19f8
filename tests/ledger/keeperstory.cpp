// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ledger/keeperstory.h"

#include "core/protocol/payload/payloadwriter.h"
#include "tests/ledger/diagram.h"

#include <QByteArrayList>

#include <map>

using namespace std::chrono_literals;

namespace pushbench::ledger {
namespace {

constexpr WallTime kBegan{1'800'000'000s};
const journal::FeedName kName{.label = "IDX", .path = {}};

WallTime second(QByteArrayView text)
{
    return kBegan + std::chrono::seconds(text.toLongLong());
}

} // namespace

KeeperStory::KeeperStory(const QByteArray &story)
    : m_now(kBegan)
{
    for (const QByteArray &step : story.split('|')) {
        const QByteArray text = step.simplified();
        QByteArrayList words = text.split(' ');
        const QByteArray verb = words.first();
        if (verb == "~") {
            const auto &lost = m_pushes.at(size_t(words.at(1).toLongLong() - 1));
            apply(journal::Note{.kind = journal::Note::Kind::AnswerLost,
                                .exchange = lost->number,
                                .text = {},
                                .about = lost});
        } else if (verb == "@") {
            m_now = second(words.at(1));
            keeper.expire(m_now, records);
        } else if (verb == "down") {
            m_now = second(words.at(2));
            apply(journal::Note{
                .kind = journal::Note::Kind::Down,
                .exchange = {},
                .text = writeDown(
                    {.from = second(words.at(1)), .to = m_now, .clean = words.at(3) == "clean"}),
                .about = {}});
        } else if (verb == "fell") {
            keeper.apply(Verdict{.feed = keeper.books().key(feed()),
                                 .what = FeedCondition::Regression,
                                 .numbers = {},
                                 .evidence = "it fell",
                                 .exchanges = {{77}},
                                 .at = m_now},
                         records);
        } else {
            push(verb == "?" ? QByteArrayView(text).sliced(2) : QByteArrayView(text), verb != "?");
        }
    }
    for (const ConditionRecord &record : records.conditions) {
        conditions.append(conditions.isEmpty() ? "" : ", ")
            .append(feedConditionName(record.condition));
        if (!record.numbers.empty())
            conditions.append(' ').append(rangesText(record.numbers));
    }
}

void KeeperStory::push(QByteArrayView numbers, bool accepted)
{
    std::vector<protocol::EntityEvent> events;
    for (const QByteArray &word : numbers.toByteArray().split(' ')) {
        const QByteArrayList parts = word.split('=');
        const QByteArray prefix = parts.size() > 1 ? parts.at(1) : QByteArray();
        for (const qint64 n : numbersOf(parts.first()))
            events.push_back({.sequence = {n},
                              .resourceName = "Property",
                              .resourceRecordKey = prefix + QByteArray::number(n),
                              .resourceRecordUrl = {}});
    }
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->number = {qint64(m_pushes.size()) + 1};
    exchange->source = kName.label;
    exchange->began = m_now += 1s;
    exchange->status = accepted ? 200 : 503;
    exchange->payload = std::make_shared<const protocol::Payload>(
        protocol::parsePayload(protocol::writeMulti(events)));
    m_pushes.push_back(exchange);
    apply(std::shared_ptr<const journal::Exchange>(std::move(exchange)));
}

void KeeperStory::apply(const journal::Committed &item)
{
    keeper.apply(item, records);
}

FeedNumber KeeperStory::feed(int epoch) const
{
    const std::vector<FeedNumber> epochs = keeper.books().epochs(Side::Consumer, kName);
    return epoch <= int(epochs.size()) ? epochs[size_t(epoch) - 1] : FeedNumber{-1};
}

QByteArray KeeperStory::received(int epoch) const
{
    return feed(epoch).value < 0 ? QByteArray("no such epoch")
                                 : diagramOf(keeper.books().book(feed(epoch)).received());
}

QByteArray KeeperStory::gaps(int epoch) const
{
    QByteArrayList list;
    keeper.books().book(feed(epoch)).forEachGap([&list](const Gap &gap) {
        const NumberRange range{gap.first.value, gap.last.value};
        list.append(rangesText({&range, 1}) + ' ' + gapStateName(gap.state).toByteArray());
    });
    return list.join(", ");
}

QByteArray KeeperStory::followedGaps(int epoch) const
{
    std::map<qint64, GapState> numbers;
    for (const GapRecord &record : records.gaps) {
        if (record.feed != feed(epoch))
            continue;
        for (qint64 n = record.gap.first.value; n <= record.gap.last.value; ++n) {
            if (record.gap.state == GapState::Filled)
                numbers.erase(n);
            else
                numbers[n] = record.gap.state;
        }
    }
    QByteArrayList list;
    for (auto at = numbers.begin(); at != numbers.end();) {
        NumberRange range{at->first, at->first};
        const GapState state = at->second;
        for (++at; at != numbers.end() && at->first == range.last + 1 && at->second == state; ++at)
            range.last = at->first;
        list.append(rangesText({&range, 1}) + ' ' + gapStateName(state).toByteArray());
    }
    return list.join(", ");
}

} // namespace pushbench::ledger
