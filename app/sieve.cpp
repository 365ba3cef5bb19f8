// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sieve.h"

#include "app/books.h"
#include "app/exports/sessionexport.h"
#include "app/remarks.h"
#include "app/version.h"
#include "ui/models/feedlistmodel.h"

#include <QSaveFile>

namespace pushbench::app {
namespace {

/// So many exchanges are looked through before the window is told how far it is.
constexpr qint64 kStep = 4096;

ExportFormat formatOf(ui::ExportFormat format)
{
    switch (format) {
    case ui::ExportFormat::Ndjson:
        return ExportFormat::Ndjson;
    case ui::ExportFormat::Csv:
        return ExportFormat::Csv;
    case ui::ExportFormat::Har:
        return ExportFormat::Har;
    }
    Q_UNREACHABLE();
}

} // namespace

void Sieve::sift(const ledger::Records &records, ui::Matches &matches)
{
    for (const ledger::FeedSummary &feed : records.feeds)
        m_labels.insert_or_assign(feed.feed, feed.label);
    if (m_remarks)
        m_remarks->learn(records.feeds);
    eachExchange(
        records,
        [this, &matches](const ledger::ExchangeRecord &exchange,
                         std::span<const ledger::EventRecord> events) {
            const ExchangeNumber number = exchange.exchange->number;
            if (number <= m_last)
                return; // The file had it already.
            m_last = number;
            ++m_seen;
            if (!m_filter.passes(exchange, events))
                return;
            matches.exchanges.push_back(number);
            for (size_t i = 0; i < events.size(); ++i) {
                if (m_filter.passes(exchange, events[i]))
                    matches.events.push_back({number, int(i)});
            }
        },
        [this, &matches](const ledger::EventRecord &event) {
            const protocol::Sequence number = event.event.sequence;
            if (!m_recovered.emplace(event.feed, number).second)
                return; // The file had it already.
            if (m_filter.passes(originOf(event, m_labels[event.feed]), event))
                matches.events.push_back(
                    {.exchange = m_last, .recovered = {{.feed = event.feed, .number = number}}});
        });
    matches.wish = m_wish;
    matches.seen = m_seen;
}

std::shared_ptr<ledger::RemarkIndex> Sieve::remarksFor(ledger::Filter &filter, const QString &path)
{
    if (!filter.asksForRemarks())
        return nullptr;
    const Result<journal::SessionReader> session = journal::SessionReader::open(path);
    const auto read = session ? readRemarks(session.value())
                              : Result<std::shared_ptr<ledger::RemarkIndex>>(session.fault());
    if (!read) {
        Q_EMIT failed(read.fault());
        return nullptr;
    }
    filter.lookAt(read.value());
    return read.value();
}

void Sieve::remark(const std::vector<ledger::Remark> &remarks, const QString &path,
                   const Clock &clock)
{
    const Result<> written = writeRemarks(path, remarks, "pushbench " PUSHBENCH_VERSION, clock);
    if (written)
        Q_EMIT remarked(path, remarks);
    else
        Q_EMIT failed(written.fault());
}

void Sieve::look(quint64 wish, const ledger::Filter &filter, const QString &path)
{
    m_wish = wish;
    m_filter = filter;
    m_last = {};
    m_recovered.clear();
    m_labels.clear();
    m_seen = 0;
    m_remarks.reset();
    if (wish != m_wanted || filter.isEmpty())
        return;
    m_remarks = remarksFor(m_filter, path);
    ui::Matches matches;
    qint64 told = 0;
    Books *reading = nullptr;
    Books books(Books::Detail::Events, [&](const Facts &facts) {
        if (wish != m_wanted) {
            reading->cancel();
            return;
        }
        sift(facts.records, matches);
        if (m_seen - told < kStep)
            return;
        told = m_seen;
        Q_EMIT matched(std::exchange(matches, {}));
    });
    reading = &books;
    if (const Result<> read = books.replay(path); !read)
        Q_EMIT failed(read.fault());
    if (wish != m_wanted)
        return;
    matches.wish = wish;
    matches.seen = m_seen;
    matches.done = true;
    Q_EMIT matched(matches);
}

void Sieve::take(const ledger::Records &records)
{
    if (m_wish == 0 || m_wish != m_wanted || m_filter.isEmpty())
        return;
    ui::Matches matches;
    sift(records, matches);
    matches.done = true;
    Q_EMIT matched(matches);
}

/// The events of a feed that both halves of the bench recorded are written once, as the window
/// shows them.
void Sieve::write(const ui::ExportWish &wish, const QString &path)
{
    QSaveFile file(wish.path);
    const auto fault = [&file] {
        return Fault{FaultKind::Denied, file.fileName(),
                     tr("cannot be written (%1); choose another place").arg(file.errorString())};
    };
    if (!file.open(QIODevice::WriteOnly)) {
        Q_EMIT failed(fault());
        return;
    }
    ui::FeedListModel feeds;
    ledger::Filter filter = wish.filter;
    const std::shared_ptr<ledger::RemarkIndex> remarks = remarksFor(filter, path);
    const ExportRules rules{.exchanges = wish.exchanges,
                            .takesExchange =
                                [&filter](const ledger::ExchangeRecord &exchange,
                                          std::span<const ledger::EventRecord> events) {
                                    return filter.passes(exchange, events);
                                },
                            .takesEvent =
                                [&filter, &feeds](const ledger::ExchangeRecord &exchange,
                                                  const ledger::EventRecord &event) {
                                    return !feeds.isMirror(event.feed)
                                        && filter.passes(exchange, event);
                                },
                            .hear =
                                [&feeds, &remarks](const ledger::Records &records) {
                                    feeds.take(records);
                                    if (remarks)
                                        remarks->learn(records.feeds);
                                }};
    const Result<qint64> written = exportSession(
        path, formatOf(wish.format), rules, [&file](const QByteArray &text) { file.write(text); });
    if (!written)
        Q_EMIT failed(written.fault());
    else if (!file.commit())
        Q_EMIT failed(fault());
    else
        Q_EMIT exported(wish.path, written.value());
}

} // namespace pushbench::app
