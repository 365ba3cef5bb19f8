// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/randomtraffic.h"

#include "app/books.h"

#include <array>

using namespace std::chrono_literals;

namespace pushbench {
namespace {

const std::array<QByteArray, 3> kLabels{"IDX", "VOW East", ""};
const std::array<QByteArray, 2> kPaths{"/webhooks", "/hooks/b"};
const Secret kToken(QByteArray("a-token-of-the-tests"));

QByteArray statusLine(int status)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\n";
}

} // namespace

void RandomTraffic::play(journal::Journal &journal, ExchangeNumber last, int steps, WallTime &now)
{
    m_last = last;
    m_past.clear();
    m_delivery = 0;
    ++m_run;
    expect(journal);
    for (int step = 0; step < steps; ++step) {
        now += std::chrono::milliseconds(chance(5) ? below(900'000) : below(3'000));
        auto exchange = push(now - std::chrono::milliseconds(chance(10) ? below(1'500) : 0));
        m_last = next(m_last);
        const bool meant = exchange->side == Side::Producer && chance(20);
        if (meant) {
            exchange->intended = chance(50) ? "duplicate" : "conflict,no-token";
            journal.appendSoon(exchange, {}, 0,
                               {.kind = journal::Note::Kind::Intended, .text = exchange->intended});
            m_entries += 2;
        } else {
            journal.append(exchange);
            ++m_entries;
        }
        notesBehind(journal, exchange);
        m_past.push_back(exchange);
        if (chance(6))
            verdict(journal, now);
    }
}

void RandomTraffic::expect(journal::Journal &journal)
{
    m_expectations = {.endpoints = {{.path = kPaths[0], .tokens = {kToken}}}};
    if (chance(60))
        m_expectations.endpoints.push_back({.path = kPaths[1], .tokens = {kToken}});
    if (chance(40))
        m_expectations.endpoints.front().sources = {kLabels[0]};
    // The live books must judge by what the file says: only fingerprints of tokens.
    const QByteArray text = consumer::writeExpectations(m_expectations);
    m_expectations = consumer::readExpectations(text);
    journal.note({.kind = journal::Note::Kind::Consumer, .text = text});
    ++m_entries;
    if (chance(50)) {
        journal.note({.kind = journal::Note::Kind::Grace,
                      .text = QByteArray::number(1'000'000 * (1 + below(60)))});
        ++m_entries;
    }
}

qint64 RandomTraffic::sequence()
{
    switch (below(10)) {
    case 0:
        return qMax<qint64>(1, m_head - below(30)); // Late, or again.
    case 1:
        return m_head += 2 + below(5);
    case 2:
        return chance(20) ? std::numeric_limits<qint64>::max() - below(3) : ++m_head;
    default:
        return ++m_head;
    }
}

QByteArray RandomTraffic::event(qint64 sequence, int record) const
{
    return "\"EntityEventSequence\":" + QByteArray::number(sequence)
        + ",\"ResourceName\":\"Property\",\"ResourceRecordKey\":\"r" + QByteArray::number(record)
        + '"';
}

QByteArray RandomTraffic::body()
{
    if (!m_bodies.empty() && chance(12))
        return m_bodies[size_t(below(int(m_bodies.size())))]; // The very same again.
    const QByteArray context = "{\"@reso.context\":\"urn:reso:metadata:2.0:resource:entityevent\",";
    QByteArray text;
    switch (below(12)) {
    case 0:
        text = "{\"EntityEventSequence\":1.5}";
        break;
    case 1:
        text = chance(50) ? QByteArray("{\"broken\":\xff") : QByteArray();
        break;
    case 2:
    case 3:
    case 4: {
        text = context + "\"value\":[";
        const int count = 1 + below(6);
        for (int i = 0; i < count; ++i)
            text += (i > 0 ? ",{" : "{") + event(sequence(), below(40)) + '}';
        text += "]}";
        break;
    }
    default:
        text = context + event(sequence(), below(40)) + '}';
    }
    m_bodies.push_back(text);
    return text;
}

std::shared_ptr<journal::Exchange> RandomTraffic::push(WallTime began)
{
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->side = chance(80) ? Side::Consumer : Side::Producer;
    exchange->connection = 1 + below(3);
    exchange->peer = chance(90) ? "127.0.0.1:50123" : "192.0.2.7:4711";
    exchange->method = chance(97) ? "POST" : "PUT";
    exchange->target = kPaths[size_t(below(2))];
    const QByteArray &label = kLabels[size_t(below(3))];
    if (!label.isEmpty())
        exchange->source = label;
    exchange->began = began;
    exchange->timings = {.requestDone = 100us, .done = std::chrono::microseconds(200 + below(900))};
    exchange->requestBody = body();
    QByteArray fields;
    if (chance(90))
        fields += "authorization: Bearer "
            + (chance(90) ? kToken.fingerprint() : QByteArray("sha256:0badcafe")) + "\r\n";
    if (chance(95))
        fields += "content-type: application/json\r\n";
    if (exchange->source)
        fields += "entityeventsource: " + *exchange->source + "\r\n";
    if (chance(30)) {
        exchange->protocol = "HTTP/2";
        exchange->requestHead = ":method: " + exchange->method
            + "\r\n:scheme: http\r\n"
              ":authority: here\r\n:path: "
            + exchange->target + "\r\n" + fields + "\r\n";
    } else {
        exchange->protocol = "HTTP/1.1";
        exchange->requestHead = exchange->method + ' ' + exchange->target
            + " HTTP/1.1\r\nHost: here\r\n" + fields + "\r\n";
    }
    answer(*exchange);
    app::derive(*exchange, m_expectations);
    return exchange;
}

void RandomTraffic::answer(journal::Exchange &exchange)
{
    constexpr std::array kStatuses{200, 200, 200, 200, 202, 400, 401, 429, 429, 503, 500, 307, 0};
    exchange.status = kStatuses[size_t(below(int(kStatuses.size())))];
    QByteArray fields;
    if (exchange.status == 429 || exchange.status == 503)
        fields = chance(80) ? "Retry-After: " + QByteArray::number(below(90)) + "\r\n"
                            : QByteArray("Retry-After: soon\r\n");
    if (exchange.status > 0)
        exchange.responseHead = statusLine(exchange.status) + fields + "\r\n";
    if (exchange.status == 0) {
        exchange.fault = "the producer closed the connection";
        exchange.outcome = journal::Outcome::Failed;
    } else if (chance(4)) {
        exchange.fault = chance(50) ? "reset-during" : "drip";
    }
    if (exchange.side == Side::Consumer)
        return;
    exchange.delivery = chance(30) ? qMax<qint64>(1, m_delivery) : ++m_delivery;
    exchange.attempt = 1 + below(3);
    exchange.outcome = exchange.accepted() ? journal::Outcome::Delivered
        : exchange.status == 0             ? journal::Outcome::Unknown
        : exchange.status == 429           ? journal::Outcome::Held
                                           : journal::Outcome::Refused;
}

void RandomTraffic::notesBehind(journal::Journal &journal,
                                const std::shared_ptr<journal::Exchange> &exchange)
{
    using Kind = journal::Note::Kind;
    if (exchange->side == Side::Producer) {
        if (chance(5)) {
            journal.note(
                {.kind = Kind::Withheld, .text = "drop:" + QByteArray::number(m_head + 1)});
            ++m_entries;
        }
        return;
    }
    // Some are about an earlier one, which it takes its number from.
    const size_t back = m_past.empty() || chance(70) ? 0 : 1;
    const auto &about = back == 0 ? exchange : m_past.back();
    const ExchangeNumber number{m_last.value - qint64(back)};
    if (about->status == 429 || about->status == 503) {
        journal.note({.kind = Kind::AnswerSent,
                      .exchange = number,
                      .text = QByteArray::number(300 + below(2'000'000))});
        ++m_entries;
    }
    if (about->side == Side::Consumer && chance(6)) {
        const bool lost = chance(50);
        journal.note({.kind = lost ? Kind::AnswerLost : Kind::PeerLeft,
                      .exchange = number,
                      .text = lost ? QByteArray("reset") : QByteArray::number(below(9'000'000)),
                      .about = about});
        ++m_entries;
    }
}

void RandomTraffic::verdict(journal::Journal &journal, WallTime now)
{
    ledger::Verdict verdict;
    verdict.feed = {.side = Side::Consumer, .name = {.label = kLabels[size_t(below(2))]}};
    const qint64 first = qMax<qint64>(1, m_head - below(25));
    verdict.numbers = {{first, first + below(10)}};
    verdict.at = now;
    verdict.evidence = "as the tests say";
    constexpr std::array kStates{ledger::GapState::Checking, ledger::GapState::Hidden,
                                 ledger::GapState::Lost, ledger::GapState::LostSuperseded};
    switch (below(3)) {
    case 0:
        verdict.what = ledger::FeedCondition::Phantom;
        break;
    case 1:
        verdict.what = ledger::Verdict::Expected{.last = {m_head + 3}, .published = now - 40s};
        verdict.numbers.clear();
        break;
    default:
        verdict.what = kStates[size_t(below(int(kStates.size())))];
    }
    journal.note({.kind = journal::Note::Kind::Verdict, .text = ledger::writeVerdict(verdict)});
    ++m_entries;
}

} // namespace pushbench
