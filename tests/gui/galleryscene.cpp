// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/galleryscene.h"

#include "tests/gui/testtraffic.h"
#include "ui/mainwindow.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/sessionpage.h"

namespace pushbench::ui {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int kExchanges = 108;
constexpr int kBatch = 15;

/// What is odd about the feed, by stretches of its numbers.
struct Stretch
{
    qint64 first;
    qint64 last;
    quint16 state;
};
constexpr Stretch kStretches[]{
    {1495, 1519, ledger::StripHidden},    {1752, 1788, ledger::StripLate},
    {1948, 1962, ledger::StripLost},      {2148, 2188, ledger::StripHidden},
    {2322, 2330, ledger::StripDuplicate}, {2500, 2520, ledger::StripSuperseded},
    {2690, 2705, ledger::StripConflict},  {2640, 2670, ledger::StripOpen},
};

ledger::StripCell cellAt(qint64 first, qint64 last)
{
    for (const Stretch &stretch : kStretches) {
        if (first <= stretch.last && last >= stretch.first) {
            const bool arrived = stretch.state
                & (ledger::StripLate | ledger::StripDuplicate | ledger::StripConflict);
            return {.states = quint16(stretch.state | (arrived ? ledger::StripReceived : 0)),
                    .density = quint8(arrived ? 255 : 0)};
        }
    }
    const quint64 mixed = quint64(first / 3) * 0x9E3779B97F4A7C15ull;
    return {.states = ledger::StripReceived, .density = quint8(110 + (mixed >> 40) % 146)};
}

protocol::Findings conflictFindings(const journal::Exchange &exchange)
{
    const QByteArray number = "2719";
    return {{.id = "RCP027-R6",
             .verdict = protocol::Verdict::Fail,
             .where = "/value/13/EntityEventSequence",
             .text = u"2719 came before, in exchange 97, for another record: a sequence may not "
                     "change its meaning."_s,
             .bytes = protocol::ByteRange{exchange.requestBody.indexOf(number), number.size()}},
            {.id = "RCP028-R28",
             .verdict = protocol::Verdict::Warn,
             .where = "/value/4/EntityEventSequence",
             .text = u"2710 came before, in exchange 107, and was answered 2xx then; nothing asked "
                     "for it again."_s}};
}

ledger::Records traffic(FakeBench &bench, WallTime now)
{
    TestTraffic traffic;
    ledger::Records records;
    for (int i = 0; i < kExchanges; ++i)
        traffic.add(records, 13 + i, 1101 + qint64(i) * kBatch, kBatch);
    const size_t last = records.events.size();
    records.events[last - 12].state = ledger::EventState::Late;
    records.events[last - 6].state = ledger::EventState::DuplicateUnprovoked;
    records.events[last - 2].state = ledger::EventState::Conflict;
    ledger::ExchangeRecord &newest = records.exchanges.back();
    newest.findings = conflictFindings(*newest.exchange);
    traffic.summarise(records);
    records.gaps = {TestTraffic::gap(1495, 1519, ledger::GapState::Hidden),
                    TestTraffic::gap(1948, 1962, ledger::GapState::Lost),
                    TestTraffic::gap(2148, 2188, ledger::GapState::Hidden),
                    TestTraffic::gap(2500, 2520, ledger::GapState::LostSuperseded),
                    TestTraffic::gap(2640, 2670, ledger::GapState::Open)};
    const std::array<QByteArray, 5> evidence{
        "not in the resource in two complete reads, the second at 09:44:10Z, and it has moved past "
        "it, to 2810: hidden, no loss (RCP027-R8, RCP027-R9)",
        "in the resource, and never pushed; nothing later was pushed for its record",
        "not in the resource in two complete reads, the second at 09:44:10Z, and it has moved past "
        "it, to 2810: hidden, no loss (RCP027-R8, RCP027-R9)",
        "in the resource, and never pushed; a later event of its record was, so its final state is "
        "known",
        ""};
    for (size_t i = 0; i < records.gaps.size(); ++i) {
        ledger::Gap &gap = records.gaps[i].gap;
        gap.openedAt = now - std::chrono::seconds(300 - 71 * qint64(i));
        gap.settledAt = evidence[i].isEmpty() ? WallTime{} : gap.openedAt + 92s;
        gap.evidence = evidence[i];
    }
    const ledger::FeedKey feed{.name = {.label = records.feeds.front().label, .path = {}}};
    const auto remark = [&feed](qint64 from, qint64 to, bool marked, const QByteArray &text) {
        return ledger::Remark{.about = ledger::Remark::Numbers{feed, {from, to}},
                              .marked = marked,
                              .text = text,
                              .at = TestTraffic::start() + 120s};
    };
    records.remarks = {remark(1948, 1962, true, "asked the MLS, ticket 4711"),
                       remark(2640, 2670, false, "their export of midnight"),
                       remark(2715, 2715, false, "seen before in June"),
                       remark(2719, 2719, true, "ticket 4712")};
    records.conditions = {{.feed = {0},
                           .condition = ledger::FeedCondition::BeyondHead,
                           .numbers = {{2711, 2720}},
                           .evidence = "pushed before the resource shows it, whose newest event is "
                                       "2710",
                           .at = TestTraffic::start() + 41s},
                          {.feed = {0},
                           .condition = ledger::FeedCondition::Phantom,
                           .numbers = {{2719, 2719}},
                           .evidence = "pushed, and the resource has neither it nor anything later "
                                       "for its record",
                           .at = TestTraffic::start() + 101s}};
    records.totals.findingsFail = 1;
    records.totals.findingsWarn = 2;
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        bench.exchanges.push_back(record.exchange);
        bench.findings.push_back(record.findings);
    }
    return records;
}

/// One producer that waits as it should, and one of another feed whose second worker does not.
void manners(FakeBench &bench)
{
    using consumer::Manner;
    const auto hold = [](qint64 exchange, const QByteArray &feed, const QByteArray &retryAfter,
                         std::chrono::seconds wait) {
        consumer::PolitenessRecord record;
        record.feed = feed;
        record.exchange = {exchange};
        record.retryAfter = retryAfter;
        record.sent = TestTraffic::start() + exchange * 417ms;
        record.announced = record.sent + wait;
        record.text = u"waiting for the producer to come back"_s;
        return record;
    };
    const auto back = [](consumer::PolitenessRecord &record, std::chrono::milliseconds margin,
                         Manner manner, const QString &text) {
        record.margin = margin;
        record.returned = *record.announced + margin;
        record.returnedBy = {record.exchange.value + 1};
        record.manner = manner;
        record.text = text;
    };
    auto obeyed = hold(31, "IDX Feed 123", "2", 2s);
    back(obeyed, 98ms, Manner::Obeyed, u"back 98 ms after the announced instant"_s);
    auto dated = hold(52, "IDX Feed 123", "Tue, 24 Nov 2026 09:41:39 GMT", 3s);
    back(dated, -412ms, Manner::Obeyed,
         u"back 412 ms before the announced instant, within the tolerance of 1000 ms"_s);
    auto early = hold(61, "VOW Feed 7", "30", 30s);
    back(early, -28'502ms, Manner::Early,
         u"back 28502 ms before the announced instant, on another connection; 429 in exchange 61 "
         "asked for 30 as seconds"_s);
    early.sameConnection = false;
    early.id = "RCP028-R13";
    auto unreadable = hold(74, "IDX Feed 123", "soon", 0s);
    unreadable.announced.reset();
    unreadable.returned = unreadable.sent + 120ms;
    unreadable.returnedBy = {75};
    unreadable.manner = Manner::Unjudged;
    unreadable.text = u"back after 120 ms; nothing legal was announced"_s;
    auto gone = hold(80, "VOW Feed 7", "10", 10s);
    gone.manner = Manner::NotReturned;
    gone.text = u"not back within 600 s after the announced instant"_s;
    const auto waiting = hold(118, "IDX Feed 123", "60", 60s);
    Q_EMIT bench.politenessArrived(
        {obeyed, dated, early, unreadable, gone, waiting},
        {{.feed = "IDX Feed 123", .holds = 4, .obeyed = 2, .waiting = 1, .smallestMargin = -412ms},
         {.feed = "VOW Feed 7",
          .holds = 2,
          .early = 1,
          .notReturned = 1,
          .smallestMargin = -28'502ms}});
}

/// A script with every kind of cell in it.
consumer::Policy script()
{
    using consumer::RetryAfterSpec;
    consumer::Policy policy;
    policy.replies = {
        {.times = 2, .reply = {}},
        {.times = 1, .reply = {.status = 429, .retryAfter = RetryAfterSpec::parse("date:+3")}},
        {.times = 1, .reply = {.latency = 1500ms, .fault = wire::AnswerFault::Truncate}}};
    policy.rateLimit =
        consumer::RateLimitRule{.limit = {.amount = 500, .window = 1s, .burst = 1000}};
    return policy;
}

} // namespace

void playScene(FakeBench &bench, MainWindow &window, WallTime now)
{
    bench.cellAt = cellAt;
    ConsumerState consumer;
    consumer.listening = true;
    consumer.endpoints = {{.url = QUrl(u"http://127.0.0.1:8028/webhooks"_s),
                           .token = Secret("zZ3q-made-up-token"),
                           .sources = {u"IDX Feed 123"_s}}};
    consumer.connections = 1;
    consumer.waiting = 12;
    consumer.ackP50Ms = 0.9;
    consumer.ackP99Ms = 4.1;
    consumer.ackMaxMs = 17.3;
    consumer.queueMost = 40;
    consumer.forcedAnswer = u"429, Retry-After 30"_s;
    consumer.forcedUntil = now + 27s;
    Q_EMIT bench.consumerChanged(consumer);
    Q_EMIT bench.producerChanged({.phase = ProducerPhase::Holding,
                                  .reason = u"429, Retry-After: 60 from exchange 118"_s,
                                  .until = now + 42s,
                                  .whole = 60s,
                                  .waiting = 4310,
                                  .delivered = 1620,
                                  .perSecond = 0});
    Q_EMIT bench.sessionChanged({.path = u"/home/ada/initial-load.pushbench"_s,
                                 .temporary = false,
                                 .live = true,
                                 .bytesOnDisk = 4'200'000,
                                 .fault = {}});
    Q_EMIT bench.recordsArrived(traffic(bench, now));
    Q_EMIT bench.triageChanged({.settings = {.ask = true},
                                .asking = true,
                                .root = QUrl(u"http://127.0.0.1:8029/odata"_s),
                                .troubles = {},
                                .fault = {}});
    manners(bench);
    Q_EMIT bench.policyLoaded(script());
    window.sessionPage().tabs().chooseNumbers({0}, 2719, 2719);
}

} // namespace pushbench::ui
