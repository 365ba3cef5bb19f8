// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/triage/triage.h"

#include "core/journal/headfields.h"

using namespace Qt::StringLiterals;

namespace pushbench::triage {
namespace {

/// After so many failures in a row nobody waits for an answer any more; it is still asked for.
constexpr int kHopeless = 3;

/// A verdict names so many of the exchanges that show it: the first ones.
constexpr qsizetype kMostNamed = 100;

journal::Exchange recordOf(const odata::ReadExchange &read, const journal::Redactor &redactor,
                           qint64 question)
{
    QByteArray target = read.url.path(QUrl::FullyEncoded).toLatin1();
    if (read.url.hasQuery())
        target.append('?').append(read.url.query(QUrl::FullyEncoded).toLatin1());
    const bool whole = read.status > 0 && read.trouble.isEmpty();
    return {.side = Side::Reader,
            .peer = read.url.authority(QUrl::FullyEncoded).toLatin1(),
            .protocol = read.protocol,
            .tls = read.tls,
            .method = "GET",
            .target = redactor.target(target),
            .began = read.began,
            .timings = {.firstByte = read.firstByte, .done = read.done},
            .requestHead = redactor.head(read.requestHead),
            .status = read.status,
            .responseHead = redactor.head(read.responseHead),
            .responseBody = redactor.body(read.body),
            .attempt = read.attempt,
            .delivery = question,
            .outcome = whole ? journal::Outcome::Answered : journal::Outcome::Failed,
            .fault = read.trouble.toUtf8(),
            .retryAfter = journal::combinedValue(read.responseHead, "Retry-After")};
}

} // namespace

Triage::Triage(const TriageConfig &config, ledger::Bookkeeper &books, const Clock &clock,
               QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_books(books)
    , m_clock(clock)
    , m_reader(config.reader, clock)
    , m_redactor(config.reader.token)
{
    m_reader.setParent(this);
    connect(&m_reader, &odata::Reader::pageRead, this, &Triage::takePage);
    connect(&m_reader, &odata::Reader::exchanged, this, &Triage::record);
    connect(&m_reader, &odata::Reader::finished, this, &Triage::end);
    // It is asked again for a while before it counts as a failure; people want to know at once.
    connect(&m_reader, &odata::Reader::delayed, this, [this](const QString &why) {
        if (m_asking && std::exchange(m_told[*m_asking], why) != why)
            Q_EMIT troubled(*m_asking, why);
    });
}

FeedTriage &Triage::triageOf(ledger::FeedNumber feed)
{
    const auto at = m_feeds.find(feed);
    if (at != m_feeds.end())
        return at->second;
    FeedTriage &triage = m_feeds
                             .try_emplace(feed, m_books.books().key(feed), m_config.times,
                                          [this, feed](qint64 n, quint64 record) {
                                              return elsewhere(feed, n, record);
                                          })
                             .first->second;
    if (m_config.recover)
        triage.recoverWhatIsLost();
    return triage;
}

/// Two labels may share one sequence space, and one of them may carry what the other misses.
QByteArray Triage::elsewhere(ledger::FeedNumber feed, qint64 n, quint64 record) const
{
    const ledger::Books &books = m_books.books();
    for (int other = 0; other < books.count(); ++other) {
        const ledger::FeedKey &key = books.key({other});
        // An earlier epoch of the feed means something else by its numbers.
        if (key.side != Side::Consumer || key.name == books.key(feed).name)
            continue;
        if (books.book({other}).meaningOf({n}).fingerprint == record)
            return key.name.label.isEmpty() ? key.name.path : key.name.label;
    }
    return {};
}

/// The resource has other events under the numbers of an earlier epoch by now.
bool Triage::asksAbout(ledger::FeedNumber feed) const
{
    const ledger::Books &books = m_books.books();
    return books.key(feed).side == Side::Consumer && !books.isFrozen(feed);
}

void Triage::look()
{
    const int count = m_books.books().count();
    // A verdict that is on its way would be found again.
    for (int i = 0; i < count && !m_asking && m_unapplied == 0; ++i) {
        const ledger::FeedNumber feed{(m_next + i) % count};
        if (!asksAbout(feed))
            continue;
        FeedTriage::Verdicts verdicts;
        const std::optional<Question> question =
            triageOf(feed).next(m_books.book(feed), m_clock.now().wall, verdicts);
        if (question) {
            m_asking = feed;
            m_question = *question;
            m_answer = {};
            ++m_questions;
            m_next = (feed.value + 1) % count;
            const QUrl &root = m_config.reader.root;
            m_reader.walk(
                question->kind == Question::Kind::Head
                    ? odata::Reader::headUrl(root)
                    : odata::Reader::rangeUrl(root, question->range.first, question->range.last));
        }
        tell(verdicts);
    }
}

void Triage::ask(ledger::FeedNumber feed, ledger::NumberRange range)
{
    FeedTriage::Verdicts verdicts;
    triageOf(feed).ask(range, m_clock.now().wall, verdicts);
    tell(verdicts);
    look();
}

void Triage::recover(ledger::FeedNumber feed, ledger::NumberRange range)
{
    triageOf(feed).recover(range);
    look();
}

void Triage::takePage(const std::shared_ptr<const odata::PageBody> &page)
{
    if (!m_asking)
        return;
    triageOf(*m_asking).take(m_books.books().book(*m_asking), page->payload.events());
    if (m_question.kind == Question::Kind::Head && !page->payload.events().empty()) {
        // A server that ignores $top would have us walk through all it has.
        m_reader.cancel();
        end({.complete = true,
             .pages = 1,
             .events = qint64(page->payload.events().size()),
             .flaw = {}});
    }
}

void Triage::record(const odata::ReadExchange &read)
{
    if (!m_asking || !m_record)
        return;
    auto exchange = std::make_shared<journal::Exchange>(recordOf(read, m_redactor, m_questions));
    m_unrecorded.push_back(exchange);
    m_record(std::move(exchange));
}

void Triage::recorded(const std::shared_ptr<const journal::Exchange> &exchange)
{
    // Who asked before this one may have left some.
    if (std::erase(m_unrecorded, exchange) == 0)
        return;
    if (m_answer.exchanges.size() < kMostNamed)
        m_answer.exchanges.append(exchange->number);
    conclude();
}

void Triage::end(const odata::WalkEvidence &evidence)
{
    if (!m_asking)
        return;
    m_answer.evidence = evidence;
    m_ended = true;
    conclude();
}

void Triage::conclude()
{
    if (!m_asking || !m_ended || !m_unrecorded.empty())
        return;
    m_ended = false;
    const ledger::FeedNumber feed = *std::exchange(m_asking, std::nullopt);
    if (!asksAbout(feed)) { // Its numbers began anew meanwhile, and this may be of either epoch.
        Q_EMIT answered();
        return;
    }
    FeedTriage::Verdicts verdicts;
    FeedTriage &triage = triageOf(feed);
    triage.answered(m_books.book(feed), m_answer, m_clock.now().wall, verdicts);
    if (std::exchange(m_told[feed], triage.trouble()) != triage.trouble()
        && !triage.trouble().isEmpty())
        Q_EMIT troubled(feed, triage.trouble());
    tell(verdicts);
    Q_EMIT answered();
    // By the event loop: who listens may end it all.
    QMetaObject::invokeMethod(this, &Triage::look, Qt::QueuedConnection);
}

void Triage::tell(const FeedTriage::Verdicts &verdicts)
{
    for (const ledger::Verdict &verdict : verdicts) {
        ++m_unapplied;
        m_sink(verdict);
    }
}

bool Triage::isRecovering() const
{
    return m_unapplied > 0 || std::ranges::any_of(m_feeds, [](const auto &each) {
               return each.second.isRecovering();
           });
}

bool Triage::isSettled() const
{
    if (m_asking || m_unapplied > 0)
        return false;
    const ledger::Books &books = m_books.books();
    for (int i = 0; i < books.count(); ++i) {
        if (!asksAbout({i}) || books.book({i}).isEmpty())
            continue;
        const auto at = m_feeds.find({i});
        if (at == m_feeds.end())
            return false;
        if (at->second.failures() < kHopeless && !at->second.isSettled(books.book({i})))
            return false;
    }
    return true;
}

std::vector<std::pair<ledger::FeedNumber, QString>> Triage::troubles() const
{
    std::vector<std::pair<ledger::FeedNumber, QString>> troubles;
    for (const auto &[feed, triage] : m_feeds) {
        if (asksAbout(feed) && !triage.trouble().isEmpty())
            troubles.emplace_back(feed, triage.trouble());
    }
    return troubles;
}

} // namespace pushbench::triage
