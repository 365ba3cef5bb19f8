// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/triage/triageworld.h"

#include "core/protocol/payload/payloadwriter.h"
#include "tests/ledger/diagram.h"

#include <QByteArrayList>

#include <algorithm>

using namespace std::chrono_literals;

namespace pushbench::triage {
namespace {

const ledger::FeedKey kFeed{.side = Side::Consumer, .name = {.label = "IDX", .path = {}}};

WallTime second(qint64 seconds)
{
    return WallTime(1'800'000'000s + std::chrono::seconds(seconds));
}

/// "4-6 9=b": numbers with their records.
std::map<qint64, QByteArray> eventsIn(const QByteArrayList &words)
{
    std::map<qint64, QByteArray> events;
    for (const QByteArray &word : words) {
        const QByteArrayList parts = word.split('=');
        for (const qint64 n : ledger::numbersOf(parts.front()))
            events[n] = parts.size() > 1 ? parts.at(1) : QByteArray::number(n);
    }
    return events;
}

std::vector<protocol::EntityEvent> eventList(const std::map<qint64, QByteArray> &events)
{
    std::vector<protocol::EntityEvent> list;
    for (const auto &[n, key] : events)
        list.push_back({.sequence = {n},
                        .resourceName = "Property",
                        .resourceRecordKey = key,
                        .resourceRecordUrl = {}});
    return list;
}

} // namespace

TriageWorld::TriageWorld(TriageTimes times)
    : m_now(second(0))
    , m_keeper(ledger::Bookkeeper::Detail::Events)
    , m_triage(kFeed, times, [this](qint64 n, quint64 record) {
        const auto at = m_elsewhere.find(n);
        return at != m_elsewhere.end() && ledger::fingerprint("Property", at->second) == record
            ? QByteArray("VOW")
            : QByteArray();
    })
{
    m_keeper.setGrace(times.grace);
}

void TriageWorld::play(QByteArrayView story)
{
    for (const QByteArray &step : story.toByteArray().split('|')) {
        QByteArrayList words = step.simplified().split(' ');
        const QByteArray verb = words.takeFirst();
        if (verb == "push") {
            push(eventsIn(words));
        } else if (verb == "has") {
            for (const auto &[n, key] : eventsIn(words))
                m_resource[n] = key;
        } else if (verb == "hide") {
            for (const auto &[n, key] : eventsIn(words))
                m_resource.erase(n);
        } else if (verb == "elsewhere") {
            m_elsewhere = eventsIn(words);
        } else if (verb == "lose") {
            const auto &lost = m_pushes.at(size_t(words.front().toLongLong() - 1));
            commit(journal::Note{.kind = journal::Note::Kind::AnswerLost,
                                 .exchange = lost->number,
                                 .text = {},
                                 .about = lost});
        } else if (verb == "fails" || verb == "cuts" || verb == "works") {
            m_fails = verb == "fails";
            m_cuts = verb == "cuts";
        } else if (verb == "at") {
            advanceTo(words.front().toLongLong());
        } else if (verb == "ask") {
            const ledger::NumberRange range = ledger::rangesOf(words.front()).front();
            FeedTriage::Verdicts verdicts;
            m_triage.ask(range, m_now, verdicts);
            apply(verdicts);
            look();
        } else if (verb == "recover") {
            m_triage.recover(ledger::rangesOf(words.front()).front());
            look();
        } else if (verb == "recovers") {
            m_triage.recoverWhatIsLost();
        } else {
            qFatal("no step of a story: %s", step.constData());
        }
    }
}

void TriageWorld::push(const std::map<qint64, QByteArray> &events)
{
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->number = {++m_exchanges};
    exchange->source = "IDX";
    exchange->began = m_now;
    exchange->status = 200;
    exchange->payload = std::make_shared<const protocol::Payload>(
        protocol::parsePayload(protocol::writeMulti(eventList(events))));
    m_pushes.push_back(exchange);
    commit(std::shared_ptr<const journal::Exchange>(std::move(exchange)));
}

/// Each page is an exchange of the reader, recorded before anybody judges the answer.
void TriageWorld::recordRead(Answer &answer)
{
    auto exchange = std::make_shared<journal::Exchange>();
    exchange->number = {++m_exchanges};
    exchange->side = Side::Reader;
    exchange->source = "IDX";
    exchange->began = m_now;
    exchange->status = 200;
    answer.exchanges.append(exchange->number);
    commit(std::shared_ptr<const journal::Exchange>(std::move(exchange)));
}

bool TriageWorld::isRead(ExchangeNumber number) const
{
    return std::ranges::any_of(m_journal, [number](const auto &entry) {
        const auto *exchange = std::get_if<std::shared_ptr<const journal::Exchange>>(&entry.second);
        return exchange && (*exchange)->number == number && (*exchange)->side == Side::Reader;
    });
}

void TriageWorld::commit(const journal::Committed &item)
{
    ledger::Records records;
    m_keeper.expire(m_now, records);
    m_keeper.apply(item, records);
    m_keeper.summarise(records);
    m_totals = records.totals;
    m_journal.emplace_back(m_now, item);
    m_told.insert(m_told.end(), records.gaps.begin(), records.gaps.end());
    for (const ledger::EventRecord &record : records.events) {
        if (record.state == ledger::EventState::Recovered)
            m_recovered.append(QByteArray::number(record.event.sequence.value) + '='
                               + record.event.resourceRecordKey.toByteArray());
    }
    for (const ledger::ConditionRecord &record : records.conditions) {
        m_conditions.append(m_conditions.isEmpty() ? "" : ", ")
            .append(ledger::feedConditionName(record.condition));
        if (!record.numbers.empty())
            m_conditions.append(' ').append(ledger::rangesText(record.numbers));
    }
}

void TriageWorld::apply(const FeedTriage::Verdicts &verdicts)
{
    for (const ledger::Verdict &verdict : verdicts)
        commit(journal::Note{.kind = journal::Note::Kind::Verdict,
                             .exchange = {m_exchanges},
                             .text = ledger::writeVerdict(verdict),
                             .about = {}});
}

void TriageWorld::advanceTo(qint64 to)
{
    while (m_now < second(to)) {
        m_now += 1s;
        ledger::Records records;
        m_keeper.expire(m_now, records);
        m_told.insert(m_told.end(), records.gaps.begin(), records.gaps.end());
        look();
    }
}

void TriageWorld::look()
{
    if (m_keeper.books().count() == 0)
        return;
    for (int i = 0; i < 1000; ++i) {
        FeedTriage::Verdicts verdicts;
        const std::optional<Question> question = m_triage.next(m_keeper.book({0}), m_now, verdicts);
        apply(verdicts);
        if (!question)
            return;
        ++m_questions;
        verdicts.clear();
        m_triage.answered(m_keeper.book({0}), read(*question), m_now, verdicts);
        apply(verdicts);
    }
    qFatal("triage asks without end");
}

/// The resource's answer, page by page.
Answer TriageWorld::read(const Question &question)
{
    Answer answer;
    if (m_fails) {
        answer.evidence.flaw = QStringLiteral("status 503, 8 times");
        return answer;
    }
    std::map<qint64, QByteArray> shown;
    if (question.kind == Question::Kind::Head && !m_resource.empty()) {
        shown.insert(*m_resource.rbegin());
    } else if (question.kind == Question::Kind::Span) {
        shown.insert(m_resource.lower_bound(question.range.first),
                     m_resource.upper_bound(question.range.last));
        answer.evidence.count = qint64(shown.size());
    }
    constexpr size_t kPage = 100;
    std::vector<protocol::EntityEvent> list = eventList(shown);
    if (m_cuts && question.kind == Question::Kind::Span)
        list.resize(list.size() / 2);
    for (size_t at = 0; at < list.size(); at += kPage) {
        std::vector<protocol::EntityEventView> views;
        for (size_t i = at; i < std::min(at + kPage, list.size()); ++i)
            views.push_back({.sequence = list[i].sequence,
                             .resourceName = list[i].resourceName,
                             .resourceRecordKey = list[i].resourceRecordKey,
                             .resourceRecordUrl = {}});
        recordRead(answer);
        m_triage.take(m_keeper.book({0}), views);
    }
    if (list.empty())
        recordRead(answer);
    answer.evidence.complete = true;
    answer.evidence.events = qint64(list.size());
    return answer;
}

const ledger::FeedBook &TriageWorld::book() const
{
    return m_keeper.books().book({0});
}

QByteArray TriageWorld::gaps() const
{
    return gapsOf(book());
}

QByteArray TriageWorld::replayed() const
{
    ledger::Bookkeeper keeper(ledger::Bookkeeper::Detail::Exchanges);
    keeper.setGrace(m_keeper.graceOf({0}));
    ledger::Records records;
    for (const auto &[at, item] : m_journal)
        keeper.apply(item, records);
    keeper.expire(m_now, records);
    return gapsOf(keeper.books().book({0}));
}

QByteArray gapsOf(const ledger::FeedBook &book)
{
    QByteArrayList list;
    book.forEachGap([&list](const ledger::Gap &gap) {
        const ledger::NumberRange range{gap.first.value, gap.last.value};
        list.append(ledger::rangesText({&range, 1}) + ' '
                    + ledger::gapStateName(gap.state).toByteArray());
    });
    return list.join(", ");
}

} // namespace pushbench::triage
