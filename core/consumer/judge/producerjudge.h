// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/carriage.h"
#include "core/consumer/judge/credentials.h"
#include "core/consumer/judge/holds.h"
#include "core/consumer/judge/lineage.h"
#include "core/consumer/judge/outage.h"
#include "core/consumer/judge/redelivery.h"
#include "core/consumer/judge/redirects.h"
#include "core/consumer/judge/resends.h"
#include "core/journal/journal.h"

#include <map>
#include <unordered_map>

namespace pushbench::consumer {

/// Judges the producers that push to us by what one request alone does not show: their manners when
/// they are told to wait, what they do about failures, slow answers, redirects and a refused token,
/// how their events travel and what they are about. One judge for each subject, one set of them for
/// each feed.
///
/// Fed with what the journal committed, in its order, so that a session opened from its file gives
/// the same verdicts as the live one. A value without IO; memory is bounded whatever peers send:
/// feeds beyond kMostFeeds are not judged.
class ProducerJudge
{
public:
    static constexpr size_t kMostFeeds = 1024;

    explicit ProducerJudge(PolitenessConfig config = {})
        : m_config(config)
    {
    }

    /// Nothing else shall be told of an exchange than what came before it: tick() to its beginning
    /// first.
    void apply(const journal::Committed &item, JudgeChanges &changes);

    /// Time passes without traffic: whoever does not come back is told of.
    void tick(WallTime now, JudgeChanges &changes);

    /// The session ends here; what is open is told of as that.
    void conclude(JudgeChanges &changes);

    /// Another run of the session begins: figures count from here on.
    void beginRun();

    [[nodiscard]] std::vector<PolitenessFigure> figures() const;

private:
    struct Feed
    {
        Holds holds;
        Redirects redirects{};
        Resends resends{};
        Redelivery redelivery{};
        Outage outage{};
        Credentials credentials{};
        Carriage carriage{};
        Lineage lineage{};

        [[nodiscard]] WallTime due() const noexcept;
    };

    void applyExchange(const journal::Exchange &exchange, JudgeChanges &changes);
    void applyNote(const journal::Note &note, JudgeChanges &changes);
    [[nodiscard]] journal::FeedName nameOf(const journal::Exchange &exchange);
    [[nodiscard]] Feed *feedOf(const journal::Exchange &exchange);

    PolitenessConfig m_config;
    std::map<journal::FeedName, Feed> m_feeds;
    std::unordered_map<qint64, journal::FeedName> m_names; ///< What a connection last pushed to.
    std::vector<QByteArray> m_paths; ///< Of the endpoints, where there are several.
    WallTime m_due = WallTime::max();
};

} // namespace pushbench::consumer
