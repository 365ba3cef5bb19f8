// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/triage/triage.h"

using namespace Qt::StringLiterals;

namespace pushbench::triage {
namespace {

/// After so many failures in a row nobody waits for an answer any more; it is still asked for.
constexpr int kHopeless = 3;

} // namespace

Triage::Triage(const TriageConfig &config, ledger::Bookkeeper &books, const Clock &clock,
               QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_books(books)
    , m_clock(clock)
    , m_reader(config.reader, clock)
{
    m_reader.setParent(this);
    connect(&m_reader, &odata::Reader::pageRead, this, &Triage::takePage);
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
    return m_feeds
        .try_emplace(feed, m_books.books().key(feed), m_config.times,
                     [this, feed](qint64 n, quint64 record) { return elsewhere(feed, n, record); })
        .first->second;
}

/// Two labels may share one sequence space, and one of them may carry what the other misses.
QByteArray Triage::elsewhere(ledger::FeedNumber feed, qint64 n, quint64 record) const
{
    const ledger::Books &books = m_books.books();
    for (int other = 0; other < books.count(); ++other) {
        const ledger::FeedKey &key = books.key({other});
        if (other == feed.value || key.side != Side::Consumer)
            continue;
        if (books.book({other}).meaningOf({n}).fingerprint == record)
            return key.name.label.isEmpty() ? key.name.path : key.name.label;
    }
    return {};
}

void Triage::look()
{
    const int count = m_books.books().count();
    // A verdict that is on its way would be found again.
    for (int i = 0; i < count && !m_asking && m_unapplied == 0; ++i) {
        const ledger::FeedNumber feed{(m_next + i) % count};
        if (m_books.books().key(feed).side != Side::Consumer)
            continue;
        FeedTriage::Verdicts verdicts;
        const std::optional<Question> question =
            triageOf(feed).next(m_books.book(feed), m_clock.now().wall, verdicts);
        if (question) {
            m_asking = feed;
            m_question = *question;
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

void Triage::end(const odata::WalkEvidence &evidence)
{
    if (!m_asking)
        return;
    const ledger::FeedNumber feed = *std::exchange(m_asking, std::nullopt);
    FeedTriage::Verdicts verdicts;
    FeedTriage &triage = triageOf(feed);
    triage.answered(m_books.book(feed), {.evidence = evidence}, m_clock.now().wall, verdicts);
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

bool Triage::isSettled() const
{
    if (m_asking || m_unapplied > 0)
        return false;
    const ledger::Books &books = m_books.books();
    for (int i = 0; i < books.count(); ++i) {
        if (books.key({i}).side != Side::Consumer || books.book({i}).isEmpty())
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
        if (!triage.trouble().isEmpty())
            troubles.emplace_back(feed, triage.trouble());
    }
    return troubles;
}

} // namespace pushbench::triage
