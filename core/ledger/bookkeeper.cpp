// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/bookkeeper.h"

using namespace Qt::StringLiterals;

namespace pushbench::ledger {
namespace {

using protocol::Finding;

/// A body of a thousand conflicts is told by its first ones and a count.
constexpr qint64 kFindingsPerExchange = 10;

/// When there are more, their order is forgotten, which only spares them a finding.
constexpr size_t kMostConnections = 65'536;

QByteArray pointerTo(const protocol::Payload &payload, size_t index)
{
    if (payload.form() == protocol::PayloadForm::Single)
        return "/EntityEventSequence";
    return QByteArray("/value/")
        .append(QByteArray::number(qulonglong(index)))
        .append("/EntityEventSequence");
}

bool isWorthAWord(const EventResult &result)
{
    switch (result.state) {
    case EventState::Conflict:
    case EventState::DuplicateUnprovoked:
    case EventState::DuplicateInBatch:
        return true;
    case EventState::Late:
        // What had to be sent again, because it was not accepted, comes late by our own doing.
        return !result.inWindow && !result.provoked;
    case EventState::Received:
    case EventState::DuplicateRetry:
    case EventState::DuplicateReplay:
    case EventState::Seen:
        return false;
    }
    Q_UNREACHABLE();
}

/// What the books alone can see in an event (RCP027-R6, RCP028-R28, R29).
Finding findingFor(const protocol::EntityEventView &event, const EventResult &result,
                   QByteArray where)
{
    const qint64 number = event.sequence.value;
    const qint64 first = result.firstSeen.value;
    Finding finding{.id = "RCP028-R28",
                    .verdict = protocol::Verdict::Warn,
                    .where = std::move(where),
                    .text = {}};
    if (result.state == EventState::Conflict) {
        finding.id = "RCP027-R6";
        finding.verdict = protocol::Verdict::Fail;
        finding.text =
            u"%1 came before, in exchange %2, for another record: a sequence may not change its "
            "meaning."_s.arg(number)
                .arg(first);
    } else if (result.state == EventState::DuplicateUnprovoked) {
        finding.text =
            u"%1 came before, in exchange %2, and was answered 2xx then; nothing asked for it again."_s
                .arg(number)
                .arg(first);
    } else if (result.state == EventState::DuplicateInBatch) {
        finding.text = u"%1 stands in this body twice."_s.arg(number);
    } else {
        finding.id = "RCP028-R29";
        finding.text = u"%1 came %2 ms after later numbers, and was not under way when they came."_s
                           .arg(number)
                           .arg(result.late.count());
    }
    return finding;
}

Finding furtherFindings(qint64 count)
{
    return {.id = "RCP028-R28",
            .verdict = protocol::Verdict::Info,
            .where = {},
            .text = u"%1 more events of this body are duplicates, late or conflicts."_s.arg(count)};
}

WallTime answeredAt(const journal::Exchange &exchange)
{
    return exchange.began + exchange.timings.done.value_or(std::chrono::microseconds(0));
}

} // namespace

void Bookkeeper::apply(const journal::Committed &item, Records &records,
                       const protocol::Findings &further)
{
    if (const auto *exchange = std::get_if<std::shared_ptr<const journal::Exchange>>(&item)) {
        applyExchange(*exchange, records, further);
        return;
    }
    const auto &note = std::get<journal::Note>(item);
    if (note.kind == journal::Note::Kind::AnswerLost && note.about) {
        applyLostAnswer(*note.about, records);
    } else if (note.kind == journal::Note::Kind::PeerLeft && note.about) {
        applyPeerLeft(*note.about);
    } else if (note.kind == journal::Note::Kind::Grace) {
        m_grace = std::chrono::microseconds(note.text.toLongLong());
    } else if (note.kind == journal::Note::Kind::Verdict) {
        // A later version may know verdicts that this one does not; its holes stay questions here.
        if (const Result<Verdict> verdict = readVerdict(note.text))
            apply(verdict.value(), records);
    }
}

void Bookkeeper::add(std::vector<FindingRecord> findings, Records &records)
{
    for (FindingRecord &record : findings) {
        count(record.finding);
        records.findings.push_back(std::move(record));
    }
}

void Bookkeeper::applyExchange(const std::shared_ptr<const journal::Exchange> &exchange,
                               Records &records, const protocol::Findings &further)
{
    ExchangeRecord record{.exchange = exchange, .findings = exchange->findings};
    if (const auto &payload = exchange->payload) {
        record.findings.insert(record.findings.end(), payload->findings().begin(),
                               payload->findings().end());
        record.events = static_cast<int>(payload->events().size());
        if (record.events > 0) {
            record.first = payload->events().front().sequence;
            record.last = payload->events().back().sequence;
            const FeedNumber feed = m_books.open({exchange->side, journal::feedOf(*exchange)});
            judgeEvents(*exchange, feed, record, records);
        }
    }
    record.findings.insert(record.findings.end(), further.begin(), further.end());
    count(*exchange, record);
    records.exchanges.push_back(std::move(record));
}

/// On HTTP/2 requests share a connection, and then it tells nothing about their order.
ExchangeNumber Bookkeeper::previousOnConnection(const journal::Exchange &exchange)
{
    if (exchange.protocol == "HTTP/2")
        return {};
    if (m_lastOnConnection.size() >= kMostConnections)
        m_lastOnConnection.clear();
    return std::exchange(m_lastOnConnection[exchange.connection], exchange.number);
}

void Bookkeeper::judgeEvents(const journal::Exchange &exchange, FeedNumber feed,
                             ExchangeRecord &record, Records &records)
{
    const protocol::Payload &payload = *exchange.payload;
    const Arrival arrival{.exchange = exchange.number,
                          .began = exchange.began,
                          .at = answeredAt(exchange),
                          .accepted = exchange.accepted(),
                          .after = previousOnConnection(exchange)};
    m_results.clear();
    m_changes.clear();
    m_books.book(feed).apply(arrival, payload.events(), m_results, m_changes);
    qint64 found = 0;
    for (size_t i = 0; i < m_results.size(); ++i) {
        const EventResult &result = m_results[i];
        const protocol::EntityEventView &event = payload.events()[i];
        if (m_detail == Detail::Events)
            records.events.push_back({exchange.number, feed, arrival.at, event, result.state});
        if (!isWorthAWord(result))
            continue;
        if (++found <= kFindingsPerExchange)
            record.findings.push_back(findingFor(event, result, pointerTo(payload, i)));
    }
    if (found > kFindingsPerExchange)
        record.findings.push_back(furtherFindings(found - kFindingsPerExchange));
    tellGaps(feed, arrival.at, records);
}

void Bookkeeper::applyLostAnswer(const journal::Exchange &exchange, Records &records)
{
    if (!exchange.payload || exchange.payload->events().empty() || !exchange.accepted())
        return;
    const FeedNumber feed = m_books.open({exchange.side, journal::feedOf(exchange)});
    m_changes.clear();
    m_books.book(feed).retract(exchange.number, exchange.payload->events(), m_changes);
    m_totals.accepted -= qint64(exchange.payload->events().size());
    // Nobody noted when the answer was lost; it was on its way from then on.
    tellGaps(feed, answeredAt(exchange), records);
}

void Bookkeeper::applyPeerLeft(const journal::Exchange &exchange)
{
    if (!exchange.payload || exchange.payload->events().empty() || !exchange.accepted())
        return;
    const FeedNumber feed = m_books.open({exchange.side, journal::feedOf(exchange)});
    m_books.book(feed).doubt(exchange.payload->events());
}

void Bookkeeper::tellGaps(FeedNumber feed, WallTime at, Records &records)
{
    if (m_changed.size() <= size_t(feed.value)) {
        m_changed.resize(size_t(feed.value) + 1);
        m_filled.resize(size_t(feed.value) + 1);
    }
    for (const GapChange &change : m_changes) {
        records.gaps.push_back({feed, change.gap, at});
        if (change.kind == GapChange::Kind::Filled) {
            HoleCount &filled = m_filled[size_t(feed.value)];
            ++filled.holes;
            filled.numbers += NumberRange{change.gap.first.value, change.gap.last.value}.length();
        }
    }
    m_changed[size_t(feed.value)] = true;
}

void Bookkeeper::count(const journal::Exchange &exchange, const ExchangeRecord &record)
{
    ++m_totals.exchanges;
    m_totals.events += record.events;
    m_totals.requestBytes += exchange.requestHead.size() + exchange.requestBody.size();
    if (exchange.accepted())
        (exchange.side == Side::Consumer ? m_totals.accepted : m_totals.delivered) += record.events;
    if (exchange.outcome == journal::Outcome::Unknown)
        ++m_totals.unknown;
    if (exchange.outcome == journal::Outcome::Failed
        || exchange.outcome == journal::Outcome::Refused)
        ++m_totals.failed;
    for (const Finding &finding : record.findings)
        count(finding);
}

void Bookkeeper::count(const Finding &finding)
{
    switch (finding.verdict) {
    case protocol::Verdict::Info:
        ++m_totals.findingsInfo;
        break;
    case protocol::Verdict::Warn:
        ++m_totals.findingsWarn;
        break;
    case protocol::Verdict::Fail:
        ++m_totals.findingsFail;
        break;
    }
}

FeedSummary Bookkeeper::summaryOf(FeedNumber feed) const
{
    const FeedBook &book = m_books.book(feed);
    const FeedKey &key = m_books.key(feed);
    FeedSummary summary{.feed = feed,
                        .side = key.side,
                        .label = key.name.label,
                        .path = key.name.path,
                        .first = book.first(),
                        .last = book.last(),
                        .received = book.receivedCount()};
    for (const GapState state : kGapStates)
        summary.gaps[size_t(state)] = book.holes(state);
    for (const GapState state : {GapState::Open, GapState::Unexplained, GapState::Checking}) {
        summary.openGaps += qint64(summary.gaps[size_t(state)].holes);
        summary.missing += summary.gaps[size_t(state)].numbers;
    }
    HoleCount &filled = summary.gaps[size_t(GapState::Filled)];
    if (size_t(feed.value) < m_filled.size()) {
        filled.holes += m_filled[size_t(feed.value)].holes;
        filled.numbers += m_filled[size_t(feed.value)].numbers;
    }
    return summary;
}

void Bookkeeper::summarise(Records &records)
{
    for (size_t i = 0; i < m_changed.size(); ++i) {
        if (m_changed[i])
            records.feeds.push_back(summaryOf({static_cast<int>(i)}));
    }
    m_changed.assign(m_changed.size(), false);
    records.totals = totals();
}

void Bookkeeper::summariseAll(Records &records) const
{
    for (int feed = 0; feed < m_books.count(); ++feed)
        records.feeds.push_back(summaryOf({feed}));
    records.totals = totals();
}

/// Late, duplicate and conflicting arrivals are counted by the feeds themselves. Where both halves
/// of the bench record into one session, the consumer's books are the ones that count: its
/// producer's say the same.
Totals Bookkeeper::totals() const
{
    Totals totals = m_totals;
    bool consumer = false;
    for (int feed = 0; feed < m_books.count(); ++feed)
        consumer = consumer || m_books.key({feed}).side == Side::Consumer;
    for (int feed = 0; feed < m_books.count(); ++feed) {
        if (consumer && m_books.key({feed}).side == Side::Producer)
            continue;
        const FeedCounters &counters = m_books.book({feed}).counters();
        totals.late += qint64(counters.late);
        totals.duplicates += qint64(counters.duplicates);
        totals.conflicts += qint64(counters.conflicts);
    }
    return totals;
}

} // namespace pushbench::ledger
