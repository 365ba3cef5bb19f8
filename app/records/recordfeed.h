// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/facts.h"
#include "core/base/inbox.h"

#include <QObject>

namespace pushbench::app {

/// Brings facts from the books' thread to the calling one, hands them to a visitor in order, and
/// keeps what a summary needs.
class RecordFeed final : public QObject
{
    Q_OBJECT

public:
    using Visitor = std::function<void(const Facts &)>;

    explicit RecordFeed(Visitor visitor)
        : m_visitor(std::move(visitor))
        , m_inbox(std::make_shared<Inbox<Facts>>([this] {
            QMetaObject::invokeMethod(this, &RecordFeed::drain, Qt::QueuedConnection);
        }))
    {
    }

    /// A session may outlive its feed.
    ~RecordFeed() override { m_inbox->close(); }

    /// For the books; callable from their thread, and to no effect when the feed is gone.
    [[nodiscard]] std::function<void(Facts)> sink() const
    {
        return [inbox = m_inbox](Facts facts) { inbox->post(std::move(facts)); };
    }

    /// Visits what has come. Called by the event loop, and once more when a session is closed.
    void drain()
    {
        for (const Facts &facts : m_inbox->drain()) {
            m_totals = facts.records.totals;
            for (const ledger::FeedSummary &feed : facts.records.feeds) {
                if (size_t(feed.feed.value) >= m_feeds.size())
                    m_feeds.resize(size_t(feed.feed.value) + 1);
                m_feeds[size_t(feed.feed.value)] = feed;
            }
            if (!facts.figures.empty())
                m_figures = facts.figures;
            m_visitor(facts);
        }
    }

    [[nodiscard]] const ledger::Totals &totals() const noexcept { return m_totals; }
    [[nodiscard]] const std::vector<ledger::FeedSummary> &feeds() const noexcept { return m_feeds; }
    [[nodiscard]] const std::vector<consumer::PolitenessFigure> &politeness() const noexcept
    {
        return m_figures;
    }

private:
    Visitor m_visitor;
    std::shared_ptr<Inbox<Facts>> m_inbox;
    ledger::Totals m_totals;
    std::vector<ledger::FeedSummary> m_feeds;
    std::vector<consumer::PolitenessFigure> m_figures;
};

} // namespace pushbench::app
