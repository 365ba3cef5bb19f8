// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/bookkeeper.h"

#include <algorithm>

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
    case EventState::Recovered:
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
    } else if (note.kind == journal::Note::Kind::Down) {
        if (const Result<Down> down = readDown(note.text))
            applyDown(down.value(), records);
    } else if (note.kind == journal::Note::Kind::Grace) {
        m_grace = note.text.isEmpty()
            ? std::nullopt
            : std::optional(std::chrono::microseconds(note.text.toLongLong()));
    } else if (note.kind == journal::Note::Kind::Verdict) {
        // A later version may know verdicts that this one does not; its holes stay questions here.
        if (const Result<Verdict> verdict = readVerdict(note.text))
            apply(verdict.value(), records);
    } else if (note.kind == journal::Note::Kind::Remark) {
        if (const Result<Remark> remark = readRemark(note))
            records.remarks.push_back(remark.value());
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
    if (exchange->side == Side::Reader) {
        ++m_totals.reads;
        records.exchanges.push_back(std::move(record));
        return;
    }
    if (const auto &payload = exchange->payload) {
        record.findings.insert(record.findings.end(), payload->findings().begin(),
                               payload->findings().end());
        record.events = static_cast<int>(payload->events().size());
        if (record.events > 0) {
            record.first = payload->events().front().sequence;
            record.last = payload->events().back().sequence;
            const FeedNumber feed =
                m_books.placeOf(exchange->side, journal::feedOf(*exchange), payload->events());
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
    FeedBook &book = m_books.book(feed);
    const std::optional<NumberRange> scope = book.isEmpty()
        ? std::nullopt
        : std::optional(NumberRange{book.first().value, book.last().value});
    book.apply(arrival, payload.events(), m_results, m_changes);
    qint64 found = 0;
    for (size_t i = 0; i < m_results.size(); ++i) {
        const EventResult &result = m_results[i];
        const protocol::EntityEventView &event = payload.events()[i];
        if (m_detail == Detail::Events)
            records.events.push_back({exchange.number, feed, arrival.at, event, result.state});
        if (result.state == EventState::Late && !result.provoked
            && arrival.at - result.late >= asideOf(feed).upSince)
            asideOf(feed).lateness.note(result.late);
        if (!isWorthAWord(result))
            continue;
        if (++found <= kFindingsPerExchange)
            record.findings.push_back(findingFor(event, result, pointerTo(payload, i)));
    }
    if (found > kFindingsPerExchange)
        record.findings.push_back(furtherFindings(found - kFindingsPerExchange));
    explainDown(feed, scope);
    lookForSparsity(feed, arrival.at, records);
    tellGaps(feed, arrival.at, records);
    noteRecent(feed, arrival, payload.events());
    if (!m_books.isFrozen(feed))
        watchEpoch(feed, arrival, payload.events(), scope, records);
}

void Bookkeeper::applyLostAnswer(const journal::Exchange &exchange, Records &records)
{
    if (!exchange.payload || exchange.payload->events().empty() || !exchange.accepted())
        return;
    m_totals.accepted -= qint64(exchange.payload->events().size());
    for (const FeedNumber feed : bookedIn(exchange)) {
        m_changes.clear();
        m_books.book(feed).retract(exchange.number, exchange.payload->events(), m_changes);
        m_books.watch(feed).retract(exchange.number, exchange.payload->events());
        // Nobody noted when the answer was lost; it was on its way from then on.
        tellGaps(feed, answeredAt(exchange), records);
    }
}

void Bookkeeper::applyPeerLeft(const journal::Exchange &exchange)
{
    if (!exchange.payload || exchange.payload->events().empty() || !exchange.accepted())
        return;
    for (const FeedNumber feed : bookedIn(exchange))
        m_books.book(feed).doubt(exchange.payload->events());
}

/// The epochs that took its events: one, or the two between which it stands.
std::vector<FeedNumber> Bookkeeper::bookedIn(const journal::Exchange &exchange)
{
    const journal::FeedName name = journal::feedOf(exchange);
    std::vector<FeedNumber> feeds = m_books.epochs(exchange.side, name);
    if (feeds.size() < 2)
        return {m_books.current(exchange.side, name)};
    std::erase_if(feeds, [&](FeedNumber feed) {
        return std::ranges::none_of(
            exchange.payload->events(), [&](const protocol::EntityEventView &event) {
                return m_books.book(feed).meaningOf(event.sequence).exchange == exchange.number;
            });
    });
    // What it repeated only, the present one knows.
    return feeds.empty() ? std::vector{m_books.current(exchange.side, name)} : feeds;
}

Bookkeeper::Aside &Bookkeeper::asideOf(FeedNumber feed)
{
    if (m_asides.size() <= size_t(feed.value))
        m_asides.resize(size_t(feed.value) + 1);
    return m_asides[size_t(feed.value)];
}

void Bookkeeper::tellGaps(FeedNumber feed, WallTime at, Records &records)
{
    Aside &aside = asideOf(feed);
    for (const GapChange &change : m_changes) {
        if (!(aside.sparse && isQuestion(change.gap.state)))
            records.gaps.push_back({feed, change.gap, at});
        if (change.kind == GapChange::Kind::Filled) {
            ++aside.filled.holes;
            aside.filled.numbers +=
                NumberRange{change.gap.first.value, change.gap.last.value}.length();
        }
    }
    aside.changed = true;
    m_changes.clear();
}

} // namespace pushbench::ledger
