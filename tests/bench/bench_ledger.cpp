// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/eventcolumns.h"
#include "core/ledger/strip.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <unordered_map>

using namespace pushbench;
using namespace pushbench::ledger;

// What the books cost per event, beside the containers that anybody would reach for first. Time is
// that of the calls alone, events are made outside of it; bytes are what the heap grew by.

namespace {

using Clock = std::chrono::steady_clock;

size_t heapBytes()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

void print(const char *what, const char *order, size_t events, Clock::duration time, size_t bytes)
{
    const auto each = static_cast<double>(events);
    std::printf("%-34s %-22s %10zu %9.1f %9.2f\n", what, order, events,
                std::chrono::duration<double, std::nano>(time).count() / each,
                static_cast<double>(bytes) / each);
    std::fflush(stdout);
}

std::vector<qint64> numbers(size_t count, bool shuffled)
{
    std::vector<qint64> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 1);
    if (shuffled)
        std::shuffle(numbers.begin(), numbers.end(), std::mt19937_64(28));
    return numbers;
}

template <typename Set, typename Insert>
void benchSet(const char *what, const char *order, const std::vector<qint64> &numbers,
              Insert &&insert)
{
    const size_t before = heapBytes();
    auto set = std::make_unique<Set>();
    const Clock::time_point begin = Clock::now();
    for (const qint64 n : numbers)
        insert(*set, n);
    const Clock::duration time = Clock::now() - begin;
    print(what, order, numbers.size(), time, heapBytes() - before);
}

/// Bodies of one size over given numbers. Some thousand events are made at a time and then used
/// body by body, so that the clock is not read for every small one.
class Bodies
{
public:
    Bodies(const std::vector<qint64> &numbers, size_t batch)
        : m_numbers(numbers)
        , m_batch(batch)
        , m_events(std::max<size_t>(1, 4096 / batch) * batch)
        , m_keys(m_events.size())
    {
    }

    template <typename Use>
    Clock::duration forEach(Use &&use)
    {
        Clock::duration time{};
        qint64 exchange = 0;
        for (size_t at = 0; at < m_numbers.size(); at += m_events.size()) {
            const std::span<const protocol::EntityEventView> events = make(at);
            const Clock::time_point begin = Clock::now();
            for (size_t body = 0; body < events.size(); body += m_batch)
                use(++exchange, events.subspan(body, std::min(m_batch, events.size() - body)));
            time += Clock::now() - begin;
        }
        return time;
    }

private:
    std::span<const protocol::EntityEventView> make(size_t at)
    {
        const size_t count = std::min(m_events.size(), m_numbers.size() - at);
        for (size_t i = 0; i < count; ++i) {
            const qint64 n = m_numbers[at + i];
            std::array<char, 24> &key = m_keys[i];
            const int length = std::snprintf(key.data(), key.size(), "%014lld", n);
            m_events[i] = {.sequence = {n},
                           .resourceName = "Property",
                           .resourceRecordKey = QByteArrayView(key.data(), length),
                           .resourceRecordUrl = {}};
        }
        return {m_events.data(), count};
    }

    const std::vector<qint64> &m_numbers;
    size_t m_batch;
    std::vector<protocol::EntityEventView> m_events;
    std::vector<std::array<char, 24>> m_keys;
};

void benchHash(const std::vector<qint64> &numbers)
{
    quint64 sum = 0;
    const Clock::duration time =
        Bodies(numbers, 1000)
            .forEach([&](qint64, std::span<const protocol::EntityEventView> events) {
                for (const protocol::EntityEventView &event : events)
                    sum ^= fingerprint(event.resourceName, event.resourceRecordKey);
            });
    print(sum == 1 ? "fingerprint " : "fingerprint", "8 and 14 bytes", numbers.size(), time, 0);
}

void benchFeed(const char *order, const std::vector<qint64> &numbers, size_t batch)
{
    const size_t before = heapBytes();
    FeedBook book;
    Clock::duration time{};
    {
        std::vector<EventResult> results;
        std::vector<GapChange> changes;
        time =
            Bodies(numbers, batch)
                .forEach([&](qint64 exchange, std::span<const protocol::EntityEventView> events) {
                    results.clear();
                    changes.clear();
                    const WallTime at{std::chrono::milliseconds(exchange)};
                    book.apply({.exchange = {exchange}, .began = at, .at = at, .accepted = true},
                               events, results, changes);
                });
    }
    const QByteArray what =
        QByteArray("FeedBook, bodies of ").append(QByteArray::number(qulonglong(batch)));
    print(what.constData(), order, numbers.size(), time, heapBytes() - before);
    if (book.receivedCount() != numbers.size())
        std::abort();
}

struct FirstOfNumber
{
    quint64 fingerprint = 0;
    qint64 exchange = 0;
};

template <typename Map>
void benchMap(const char *what, const char *order, const std::vector<qint64> &numbers)
{
    const size_t before = heapBytes();
    Map map;
    const Clock::duration time =
        Bodies(numbers, 1000)
            .forEach([&](qint64 exchange, std::span<const protocol::EntityEventView> events) {
                for (const protocol::EntityEventView &event : events)
                    map.try_emplace(
                        event.sequence.value,
                        FirstOfNumber{fingerprint(event.resourceName, event.resourceRecordKey),
                                      exchange});
            });
    print(what, order, numbers.size(), time, heapBytes() - before);
}

void benchColumns(const std::vector<qint64> &numbers, size_t batch)
{
    const size_t before = heapBytes();
    EventColumns columns;
    const Clock::duration time =
        Bodies(numbers, batch)
            .forEach([&](qint64 exchange, std::span<const protocol::EntityEventView> events) {
                for (const protocol::EntityEventView &event : events)
                    columns.append({.at = WallTime(std::chrono::milliseconds(exchange)),
                                    .exchange = {exchange},
                                    .sequence = event.sequence,
                                    .resourceName = event.resourceName,
                                    .resourceRecordKey = event.resourceRecordKey,
                                    .source = "IDX Feed 123",
                                    .state = EventState::Received});
            });
    const QByteArray what =
        QByteArray("EventColumns, bodies of ").append(QByteArray::number(qulonglong(batch)));
    print(what.constData(), "in order", numbers.size(), time, heapBytes() - before);

    const std::atomic<bool> cancelled = false;
    Clock::time_point begin = Clock::now();
    const EventColumns snapshot = columns.snapshot();
    print("  snapshot", "whole", 1, Clock::now() - begin, 0);
    begin = Clock::now();
    const auto rows = snapshot.rowsWhere(
        [](const EventRow &row) { return row.resourceRecordKey.contains("777"); }, cancelled);
    print("  rowsWhere, substring of the key", rows.empty() ? "none" : "some", numbers.size(),
          Clock::now() - begin, 0);
}

void benchStrip()
{
    constexpr qint64 kNumbers = 100'000'000;
    FeedBook book;
    std::vector<EventResult> results;
    std::vector<GapChange> changes;
    std::vector<qint64> some;
    for (qint64 n = 1; n <= kNumbers; n += 1 + n % 97)
        some.push_back(n);
    Bodies(some, 1000)
        .forEach([&](qint64 exchange, std::span<const protocol::EntityEventView> events) {
            results.clear();
            changes.clear();
            book.apply({.exchange = {exchange}, .accepted = true}, events, results, changes);
        });
    const Clock::time_point begin = Clock::now();
    const std::vector<StripCell> cells = stripColumns(book, {1}, {kNumbers}, 1500);
    const Clock::duration time = Clock::now() - begin;
    std::printf(
        "strip of %zu columns over %lld numbers, %llu of them received, %llu holes: %.2f ms\n",
        cells.size(), static_cast<long long>(kNumbers),
        static_cast<unsigned long long>(book.receivedCount()),
        static_cast<unsigned long long>(book.gapCount()),
        std::chrono::duration<double, std::milli>(time).count());
}

void benchAll(size_t events)
{
    for (const bool shuffled : {false, true}) {
        const char *order = shuffled ? "random" : "in order";
        const std::vector<qint64> all = numbers(events, shuffled);
        benchSet<SequenceSet>("SequenceSet", order, all,
                              [](SequenceSet &set, qint64 n) { set.insert(n); });
        benchSet<std::set<qint64>>("std::set", order, all,
                                   [](std::set<qint64> &set, qint64 n) { set.insert(n); });
        for (const size_t batch : {size_t{1}, size_t{100}, size_t{1000}})
            benchFeed(order, all, batch);
        benchMap<std::map<qint64, FirstOfNumber>>("std::map", order, all);
        benchMap<std::unordered_map<qint64, FirstOfNumber>>("std::unordered_map", order, all);
    }
    const std::vector<qint64> all = numbers(events, false);
    std::vector<qint64> everySecond = all;
    for (qint64 &n : everySecond)
        n *= 2;
    benchFeed("every second", everySecond, 100);
    std::vector<qint64> scattered = all;
    for (qint64 &n : scattered)
        n = static_cast<qint64>((static_cast<quint64>(n) * 0x9e3779b97f4a7c15u) >> 1);
    benchFeed("anywhere below 2^63", scattered, 1000);
    benchHash(all);
    benchColumns(all, 100);
    benchColumns(all, 1);
}

} // namespace

int main(int argc, char **argv)
{
    std::printf("%-34s %-22s %10s %9s %9s\n", "what", "order", "events", "ns/event", "B/event");
    if (argc > 1) {
        benchAll(std::strtoull(argv[1], nullptr, 10));
    } else {
        benchAll(1'000'000);
        benchAll(10'000'000);
    }
    benchStrip();
    return 0;
}
