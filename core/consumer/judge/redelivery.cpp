// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/judge/redelivery.h"

#include "core/consumer/judge/waits.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::consumer {
namespace {

using protocol::Finding;
using protocol::Verdict;
using std::chrono::microseconds;

/// An answer after that long is worth a word when it was waited for.
constexpr microseconds kSlowAnswer = 10s;

/// Statuses behind which the same request may fare better.
bool isWorthATry(const journal::Exchange &exchange)
{
    switch (exchange.status) {
    case 408:
    case 429:
        return true;
    case 413:
        return !exchange.retryAfter.isEmpty();
    case 501:
    case 505:
        return false;
    default:
        // A 2xx that is not accepted went wrong on its way.
        return exchange.status < 300 || exchange.status >= 500;
    }
}

std::pair<qint64, qint64> rangeOf(const journal::Exchange &exchange)
{
    const auto &events = exchange.payload->events();
    return std::minmax(events.front().sequence.value, events.back().sequence.value);
}

WallTime wholeAt(const journal::Exchange &exchange)
{
    return exchange.began + exchange.timings.requestDone.value_or(0us);
}

QString answerText(int status)
{
    return status == 0 ? u"got no answer"_s : u"was answered %1"_s.arg(status);
}

Finding about(const char *id, Verdict verdict, const QString &text)
{
    return {.id = id, .verdict = verdict, .where = "request", .text = text, .bytes = {}};
}

} // namespace

void Redelivery::apply(const journal::Exchange &exchange, JudgeChanges &changes)
{
    tellSlow(changes);
    if (exchange.outcome == journal::Outcome::Failed || !exchange.payload
        || exchange.payload->events().empty())
        return;
    if (!m_open.empty())
        settle(exchange, changes);
    if (!exchange.accepted() && isWorthATry(exchange))
        remember(exchange, changes);
    if (!exchange.accepted())
        return;
    const auto [lowest, highest] = rangeOf(exchange);
    m_accepted[m_nextAccepted] = {lowest, highest, exchange.began};
    m_nextAccepted = (m_nextAccepted + 1) % m_accepted.size();
    m_lastAccepted = std::max(m_lastAccepted, exchange.began);
    const auto waited =
        exchange.timings.done.value_or(0us) - exchange.timings.requestDone.value_or(0us);
    if (waited >= kSlowAnswer && waited > 2 * m_slowest)
        m_slow = Slow{exchange.number, waited};
}

/// What this exchange brings again is open no longer, unless it failed once more under its own
/// name.
void Redelivery::settle(const journal::Exchange &exchange, JudgeChanges &changes)
{
    const auto [lowest, highest] = rangeOf(exchange);
    const bool failedAgain = !exchange.accepted() && isWorthATry(exchange);
    bool told = false;
    for (auto found = m_open.lower_bound(lowest);
         found != m_open.end() && found->first <= highest;) {
        Batch &batch = found->second;
        // Of all the batches that one request brings again, one is told of.
        const bool first = !std::exchange(told, true);
        if (first && batch.gaveUpAfter)
            changes.findings.push_back(cameBack(batch, exchange));
        else if (first && batch.failures > 0 && exchange.accepted())
            changes.findings.push_back(acceptedAtLast(batch, exchange));
        if (failedAgain && found->first == lowest)
            ++found;
        else
            found = m_open.erase(found);
    }
}

protocol::Finding Redelivery::cameBack(const Batch &batch, const journal::Exchange &exchange)
{
    return about(
        "RCP028-R10", Verdict::Info,
        u"it gave up waiting for the answer to exchange %1 after %2, and came back %3 after "
        "that request had begun"_s.arg(batch.last.value)
            .arg(secondsText(*batch.gaveUpAfter), secondsText(exchange.began - batch.lastBegan)));
}

protocol::Finding Redelivery::acceptedAtLast(const Batch &batch, const journal::Exchange &exchange)
{
    const microseconds pause = exchange.began - batch.lastBegan;
    const microseconds shortest = batch.longest == 0us ? pause : std::min(batch.shortest, pause);
    return about(
        "RCP028-R16", Verdict::Info,
        u"accepted after %1, %2 after the first one (exchange %3); the last one %4; pauses of "
        "%5 to %6"_s
            .arg(countText(batch.failures, u"failure", u"failures"),
                 secondsText(exchange.began - batch.began))
            .arg(batch.first.value)
            .arg(answerText(batch.status), secondsText(shortest),
                 secondsText(std::max(batch.longest, pause))));
}

void Redelivery::remember(const journal::Exchange &exchange, JudgeChanges &changes)
{
    const bool left = exchange.fault == kProducerLeft;
    if (left && cameAgain(exchange)) {
        changes.findings.push_back(
            about("RCP028-R10", Verdict::Info,
                  u"it gave up waiting for this answer, and had come again before it was due"_s));
        return;
    }
    Batch &batch = open(exchange);
    if (!left && exchange.status != 429)
        ++batch.failures;
    batch.status = left ? 0 : exchange.status;
    if (const auto asked = protocol::parseRetryAfter(exchange.retryAfter, exchange.began))
        batch.deadline += 2 * asked->waitFrom(exchange.began);
    if (left)
        leave(batch, exchange.timings.done.value_or(0us));
}

/// An answer that is long in coming is recorded behind those that its producer got meanwhile.
bool Redelivery::cameAgain(const journal::Exchange &exchange) const
{
    const qint64 sequence = rangeOf(exchange).first;
    return std::ranges::any_of(m_accepted, [&exchange, sequence](const Accepted &accepted) {
        return accepted.first <= sequence && sequence <= accepted.last
            && accepted.began > exchange.began;
    });
}

/// The batch of an exchange, counted as tried once more.
Redelivery::Batch &Redelivery::open(const journal::Exchange &exchange)
{
    const auto [place, isNew] = m_open.try_emplace(rangeOf(exchange).first);
    Batch &batch = place->second;
    if (isNew) {
        batch.first = exchange.number;
        batch.began = exchange.began;
        if (m_open.size() > kMost)
            m_open.erase(m_open.begin() == place ? std::next(place) : m_open.begin());
    } else if (batch.last != exchange.number) {
        const microseconds pause = std::max(exchange.began - batch.lastBegan, microseconds(0));
        batch.shortest = batch.longest == 0us ? pause : std::min(batch.shortest, pause);
        batch.longest = std::max(batch.longest, pause);
    }
    batch.last = exchange.number;
    batch.lastBegan = exchange.began;
    batch.whole = wholeAt(exchange);
    batch.gaveUpAfter.reset();
    batch.deadline = exchange.began + kDeadline;
    m_due = std::min(m_due, batch.deadline);
    return batch;
}

void Redelivery::leave(Batch &batch, microseconds offset)
{
    batch.gaveUpAfter = std::max(batch.lastBegan + offset - batch.whole, microseconds(0));
}

void Redelivery::apply(const journal::Note &note, JudgeChanges &changes)
{
    if (m_slow && m_slow->exchange == note.exchange)
        m_slow.reset(); // Nobody was there to hear it.
    tellSlow(changes);
    const bool left = note.kind == journal::Note::Kind::PeerLeft;
    const microseconds offset(left ? note.text.toLongLong() : 0);
    const auto known = std::ranges::find_if(
        m_open, [&note](const auto &entry) { return entry.second.last == note.exchange; });
    if (known != m_open.end()) {
        if (left && known->second.lastBegan + offset >= known->second.whole + kShortestPatience)
            leave(known->second, offset);
        return;
    }
    const journal::Exchange *exchange = note.about.get();
    if (!exchange || !exchange->accepted() || !exchange->payload
        || exchange->payload->events().empty())
        return;
    if (left && exchange->began + offset < wholeAt(*exchange) + kShortestPatience)
        return;
    Batch &batch = open(*exchange);
    batch.status = 0;
    if (left)
        leave(batch, offset);
    else
        ++batch.failures;
}

void Redelivery::tellSlow(JudgeChanges &changes)
{
    if (!m_slow)
        return;
    m_slowest = m_slow->waited;
    changes.later.push_back(
        {m_slow->exchange,
         about("RCP028-R10", Verdict::Info,
               u"it waited %1 for its answer, and took it"_s.arg(secondsText(m_slow->waited)))});
    m_slow.reset();
}

void Redelivery::tick(WallTime now, JudgeChanges &changes)
{
    if (now < m_due)
        return;
    m_due = WallTime::max();
    for (auto entry = m_open.begin(); entry != m_open.end();) {
        const Batch &batch = entry->second;
        if (now < batch.deadline) {
            m_due = std::min(m_due, batch.deadline);
            ++entry;
            continue;
        }
        if (batch.status == 429 && m_lastAccepted < batch.lastBegan) {
            entry = m_open.erase(entry); // Nothing came back at all: the hold tells of it.
            continue;
        }
        const QString never =
            u"what began with sequence %1 did not come again within %2 min"_s.arg(entry->first)
                .arg(kDeadline.count());
        Finding finding;
        if (batch.gaveUpAfter)
            finding = about("RCP028-R10", Verdict::Warn,
                            u"it gave up waiting for the answer after %1, and %2"_s.arg(
                                secondsText(*batch.gaveUpAfter), never));
        else if (batch.first == batch.last)
            finding = about(
                "RCP028-R16", Verdict::Warn,
                u"this %1, and %2: not one further try"_s.arg(answerText(batch.status), never));
        else
            finding = about(
                "RCP028-R16", Verdict::Info,
                u"given up after %1, the first in exchange %2, within %3; the last one "
                "%4"_s.arg(countText(batch.failures, u"failure", u"failures"))
                    .arg(batch.first.value)
                    .arg(secondsText(batch.lastBegan - batch.began), answerText(batch.status)));
        changes.later.push_back({batch.last, std::move(finding)});
        entry = m_open.erase(entry);
    }
}

/// One finding, whatever is open: the session may have ended in the middle of a batch of workers.
void Redelivery::conclude(JudgeChanges &changes)
{
    tellSlow(changes);
    std::erase_if(m_open, [](const auto &entry) { return entry.second.status == 429; });
    if (m_open.empty())
        return;
    const auto &[sequence, batch] = *m_open.begin();
    const QString others = m_open.size() == 1
        ? QString()
        : u" (and %1 more)"_s.arg(countText(qint64(m_open.size()) - 1, u"batch", u"batches"));
    changes.later.push_back(
        {batch.last,
         about(batch.gaveUpAfter ? "RCP028-R10" : "RCP028-R16", Verdict::Info,
               u"what began with sequence %1%2 %3, and had not come again when the session ended"_s
                   .arg(sequence)
                   .arg(others,
                        batch.gaveUpAfter ? u"was given up after %1 without an answer"_s.arg(
                            secondsText(*batch.gaveUpAfter))
                                          : answerText(batch.status)))});
    m_open.clear();
}

} // namespace pushbench::consumer
