// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/judge/producerjudge.h"

#include "core/consumer/endpoint.h"
#include "core/journal/headfields.h"

#include <algorithm>

namespace pushbench::consumer {
namespace {

constexpr size_t kMostConnections = 65'536;

std::vector<QByteArray> severalPaths(const IntakeConfig &config)
{
    std::vector<QByteArray> paths;
    if (config.endpoints.size() > 1)
        std::ranges::transform(config.endpoints, std::back_inserter(paths), &Endpoint::path);
    return paths;
}

} // namespace

WallTime ProducerJudge::Feed::due() const noexcept
{
    return std::min({holds.due(), redelivery.due(), outage.due(), credentials.due()});
}

void ProducerJudge::apply(const journal::Committed &item, JudgeChanges &changes)
{
    if (const auto *exchange = std::get_if<std::shared_ptr<const journal::Exchange>>(&item)) {
        if ((*exchange)->side == Side::Consumer)
            applyExchange(**exchange, changes);
    } else {
        applyNote(std::get<journal::Note>(item), changes);
    }
}

void ProducerJudge::applyExchange(const journal::Exchange &exchange, JudgeChanges &changes)
{
    Feed *feed = feedOf(exchange);
    if (!feed)
        return;
    const QByteArrayView credential =
        journal::headerValue(exchange.requestHead, "Authorization").value_or(QByteArrayView());
    feed->holds.contact(exchange, changes);
    feed->redirects.apply(exchange, changes.findings);
    feed->resends.apply(exchange, credential, changes.findings);
    feed->redelivery.apply(exchange, changes);
    feed->outage.apply(exchange, changes);
    feed->credentials.apply(exchange, credential, changes);
    feed->carriage.apply(exchange, credential, changes);
    feed->lineage.apply(exchange, changes);
    if (asksToStop(exchange))
        feed->holds.open(exchange, changes);
    m_due = std::min(m_due, feed->due());
}

void ProducerJudge::applyNote(const journal::Note &note, JudgeChanges &changes)
{
    using Kind = journal::Note::Kind;
    if (note.kind == Kind::Consumer)
        m_paths = severalPaths(readExpectations(note.text));
    if (note.kind != Kind::AnswerSent && note.kind != Kind::AnswerLost
        && note.kind != Kind::PeerLeft)
        return;
    for (auto &[name, feed] : m_feeds) {
        const bool done = (note.kind == Kind::AnswerSent && feed.holds.arm(note, changes))
            || (note.kind == Kind::AnswerLost && feed.holds.drop(note.exchange, changes));
        if (done) {
            m_due = std::min(m_due, feed.due());
            break;
        }
    }
    if (note.kind == Kind::AnswerSent)
        return;
    if (note.about) {
        if (Feed *feed = feedOf(*note.about)) {
            feed->redelivery.apply(note, changes);
            m_due = std::min(m_due, feed->due());
        }
        return;
    }
    for (auto &[name, feed] : m_feeds)
        feed.redelivery.apply(note, changes);
}

/// What broke off before its head was whole has no label of its own; its connection had one,
/// perhaps. A producer without a label that is sent elsewhere by a redirect stays the same one, so
/// only the paths of several endpoints tell such producers apart.
journal::FeedName ProducerJudge::nameOf(const journal::Exchange &exchange)
{
    const bool whole = exchange.outcome != journal::Outcome::Failed;
    if (!whole) {
        const auto known = m_names.find(exchange.connection);
        return known == m_names.end() ? journal::FeedName() : known->second;
    }
    journal::FeedName name = journal::feedOf(exchange);
    if (std::ranges::find(m_paths, name.path) == m_paths.end())
        name.path.clear();
    if (m_names.size() > kMostConnections)
        m_names.clear();
    m_names[exchange.connection] = name;
    return name;
}

ProducerJudge::Feed *ProducerJudge::feedOf(const journal::Exchange &exchange)
{
    const journal::FeedName name = nameOf(exchange);
    const auto known = m_feeds.find(name);
    if (known != m_feeds.end())
        return &known->second;
    if (m_feeds.size() >= kMostFeeds)
        return nullptr;
    return &m_feeds.emplace(name, Feed{.holds = Holds(name, m_config)}).first->second;
}

void ProducerJudge::tick(WallTime now, JudgeChanges &changes)
{
    if (now < m_due)
        return;
    m_due = WallTime::max();
    for (auto &[name, feed] : m_feeds) {
        feed.holds.tick(now, changes);
        feed.redelivery.tick(now, changes);
        feed.outage.tick(now, changes);
        feed.credentials.tick(now, changes);
        m_due = std::min(m_due, feed.due());
    }
}

void ProducerJudge::conclude(JudgeChanges &changes)
{
    for (auto &[name, feed] : m_feeds) {
        feed.redelivery.conclude(changes);
        feed.credentials.conclude(changes);
    }
}

void ProducerJudge::beginRun()
{
    for (auto &[name, feed] : m_feeds)
        feed.holds.beginRun();
}

std::vector<PolitenessFigure> ProducerJudge::figures() const
{
    std::vector<PolitenessFigure> figures;
    for (const auto &[name, feed] : m_feeds) {
        if (feed.holds.figure().holds > 0)
            figures.push_back(feed.holds.figure());
    }
    return figures;
}

} // namespace pushbench::consumer
