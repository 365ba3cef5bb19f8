// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/odata/reader/pagebody.h"
#include "core/wire/message.h"

#include <QSet>
#include <QUrl>

#include <chrono>
#include <optional>

namespace pushbench::odata {

/// What a foreign resource may cost us, in count and in time.
struct WalkLimits
{
    int pages = 100'000;
    int attempts = 8; ///< Of one page, before it is given up.
    int redirects = 5;
    std::chrono::milliseconds backoffBase{500};
    std::chrono::milliseconds backoffMost{60'000};
    std::chrono::milliseconds longestHold{15 * 60'000}; ///< A longer Retry-After is not waited for.
};

/// The next GET.
struct WalkRequest
{
    QUrl url{};

    /// The bearer token goes to the origin that it was given for and to no other (O-1,
    /// RCP027-R20).
    bool withToken = true;
    int attempt = 1; ///< Of this page.
};

/// What came back.
struct WalkAnswer
{
    int status = 0; ///< 0: no whole answer; the reason is in `trouble`.
    std::optional<QByteArray> retryAfter{};
    std::optional<QByteArray> location{};
    QByteArray body{};
    QString trouble{};
    bool final = false; ///< Without a whole answer: asking again would change nothing.
};

/// What a walk is worth as evidence.
struct WalkEvidence
{
    bool complete = false; ///< Every page was 200 and the last one had no link: only this counts.
    int pages = 0;
    qint64 events = 0;
    int refusals = 0;              ///< 429, 503 and the like on the way; each was waited for.
    std::optional<qint64> count{}; ///< Of the first page, when it said one.
    bool ascending = true;         ///< Strictly, over all pages (RCP027-R7, R15).
    QString flaw{};                ///< Why it is not complete.
};

/// A walk through the pages of a foreign EntityEvent resource: says what to ask for and when, and
/// makes sense of what comes. Does no IO; time is an argument. Follows @odata.nextLink as it is
/// (O-1), waits as Retry-After says, and ends whatever the other side does (O-4): a link that was
/// there before, too many pages, redirects or refusals break it off.
class Walk
{
public:
    /// `first` is the whole URL of the first page; its origin is the one that gets the token.
    Walk(const QUrl &first, const WalkLimits &limits);

    [[nodiscard]] bool ended() const noexcept { return m_ended; }

    /// What to ask for now; nullopt while it waits, when something is under way, or at its end.
    [[nodiscard]] std::optional<WalkRequest> next(SteadyTime now);

    /// When to ask again; the far future when there is nothing to wait for.
    [[nodiscard]] SteadyTime wakeAt() const noexcept;

    /// The answer to what next() gave. Gives the page when it was one.
    [[nodiscard]] std::optional<PageBody> answered(const WalkAnswer &answer, Moment now);

    [[nodiscard]] const WalkEvidence &evidence() const noexcept { return m_evidence; }

private:
    [[nodiscard]] std::optional<PageBody> takePage(const WalkAnswer &answer);
    void follow(const QByteArray &link);
    void redirect(const WalkAnswer &answer);
    void retry(const WalkAnswer &answer, const QString &what, Moment now);
    void breakOff(const QString &why);

    WalkLimits m_limits;
    QUrl m_first;
    QUrl m_url;
    QSet<QByteArray> m_visited; ///< Hashes of the links that were followed.
    SteadyTime m_notBefore{};
    WalkEvidence m_evidence;
    std::optional<qint64> m_last; ///< The last number that was told.
    int m_attempts = 0;           ///< Of this page.
    int m_redirects = 0;
    bool m_underWay = false;
    bool m_ended = false;
};

} // namespace pushbench::odata
