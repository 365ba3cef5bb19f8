// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/remedyhalf.h"

#include "app/missingevents.h"

#include <algorithm>

namespace pushbench::app {
namespace {

using ledger::FeedRange;
using ledger::NumberRange;
using ui::Hindrance;

/// Our producer's books of the same feed, by its label or, without one, by its path.
std::vector<ledger::FeedNumber> pushedAs(const ledger::Books &books, ledger::FeedNumber feed)
{
    std::vector<ledger::FeedNumber> pushed;
    const journal::FeedName &name = books.key(feed).name;
    for (int other = 0; other < books.count(); ++other) {
        const ledger::FeedKey &key = books.key({other});
        if (key.side == Side::Producer
            && (name.label.isEmpty() ? key.name == name : key.name.label == name.label))
            pushed.push_back({other});
    }
    return pushed;
}

std::vector<NumberRange> missingOf(const ledger::Books &books, const FeedRange &numbers)
{
    std::vector<NumberRange> missing;
    if (numbers.feed.value < 0 || numbers.feed.value >= books.count()
        || books.isFrozen(numbers.feed))
        return missing;
    books.book(numbers.feed)
        .forEachGap({numbers.range.first}, {numbers.range.last},
                    [&missing](const ledger::Gap &gap) {
                        if (gap.state != ledger::GapState::Hidden
                            && gap.state != ledger::GapState::Recovered)
                            missing.push_back({gap.first.value, gap.last.value});
                    });
    return missing;
}

/// What is missing of these numbers in feeds that our producer pushed.
std::vector<NumberRange> missingOfOurs(const ledger::Books &books,
                                       const std::vector<FeedRange> &numbers)
{
    std::vector<NumberRange> ours;
    for (const FeedRange &each : numbers) {
        const std::vector<NumberRange> missing = missingOf(books, each);
        if (!missing.empty() && !pushedAs(books, each.feed).empty())
            ours.insert(ours.end(), missing.begin(), missing.end());
    }
    std::ranges::sort(ours, {}, &NumberRange::first);
    return ours;
}

bool wasPushed(const ledger::Books &books, const FeedRange &numbers)
{
    const std::vector<NumberRange> missing = missingOf(books, numbers);
    return std::ranges::any_of(pushedAs(books, numbers.feed),
                               [&books, &missing](ledger::FeedNumber feed) {
                                   const ledger::FeedBook &book = books.book(feed);
                                   return std::ranges::any_of(missing, [&book](NumberRange range) {
                                       return book.received().countIn(range.first, range.last) > 0
                                           || book.seen().countIn(range.first, range.last) > 0;
                                   });
                               });
}

bool isPublished(const std::vector<NumberRange> &numbers, ResourceHost *host)
{
    std::vector<producer::Which::Run> runs;
    for (const NumberRange range : numbers)
        runs.push_back({{range.first}, {range.last}});
    return host && !runs.empty() && !host->published(runs, 1).empty();
}

ui::Remedies remediesFor(Books &engine, const std::vector<FeedRange> &numbers,
                         const RemedyHalf::OurProducer &ours)
{
    const ledger::Books &books = engine.keeper().books();
    ui::Remedies remedies{.numbers = numbers};
    if (std::ranges::all_of(
            numbers, [&books](const FeedRange &each) { return missingOf(books, each).empty(); }))
        return remedies;
    const bool has = isPublished(missingOfOurs(books, numbers), ours.host.get())
        || std::ranges::any_of(numbers,
                               [&books](const FeedRange &each) { return wasPushed(books, each); });
    remedies.pushing = !ours.ready ? Hindrance::NoProducer
        : has                      ? Hindrance::None
                                   : Hindrance::NotOurs;
    remedies.recovering = remedies.pushing == Hindrance::None ? Hindrance::Ours
        : engine.triage() == nullptr                          ? Hindrance::NobodyAsked
                                                              : Hindrance::None;
    return remedies;
}

} // namespace

void RemedyHalf::attach(Session &live, EngineThread<Sieve> &files)
{
    m_live = &live;
    m_files = &files;
}

void RemedyHalf::detach()
{
    m_live = nullptr;
    ++m_session;
}

void RemedyHalf::find(const std::vector<FeedRange> &numbers, const OurProducer &ours)
{
    ++m_wish;
    if (!m_live) {
        Q_EMIT found({numbers, Hindrance::ReadOnly, Hindrance::ReadOnly});
        return;
    }
    m_live->books().post([this, engine = m_live->books().engine(), numbers, ours, wish = m_wish,
                          session = m_session] {
        QMetaObject::invokeMethod(
            this,
            [this, remedies = remediesFor(*engine, numbers, ours), wish, session] {
                if (wish == m_wish && session == m_session)
                    Q_EMIT found(remedies);
            },
            Qt::QueuedConnection);
    });
}

void RemedyHalf::findEvents(const std::vector<FeedRange> &numbers, const OurProducer &ours)
{
    if (!m_live)
        return;
    m_live->books().post([this, engine = m_live->books().engine(), numbers, ours,
                          session = m_session] {
        const std::vector<NumberRange> missing = missingOfOurs(engine->keeper().books(), numbers);
        m_files->post([this, missing, ours, session] {
            const auto events = missingEvents(missing, ours.host.get(), ours.session);
            QMetaObject::invokeMethod(
                this,
                [this, events, session] {
                    if (session != m_session)
                        return;
                    if (events)
                        Q_EMIT eventsFound(events.value());
                    else
                        Q_EMIT failed(events.fault());
                },
                Qt::QueuedConnection);
        });
    });
}

} // namespace pushbench::app
