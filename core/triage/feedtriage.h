// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/verdict.h"
#include "core/odata/reader/walk.h"
#include "core/triage/spanreading.h"
#include "core/triage/triagetimes.h"

#include <deque>
#include <functional>

namespace pushbench::triage {

/// What to read of the resource.
struct Question
{
    enum class Kind : quint8 {
        Head, ///< Its newest event; one page is enough.
        Span, ///< Everything in the range.
    };

    Kind kind = Kind::Head;
    ledger::NumberRange range{}; ///< Of a span.

    friend bool operator==(const Question &, const Question &) = default;
};

/// What came of a question.
struct Answer
{
    odata::WalkEvidence evidence{};
    QList<ExchangeNumber> exchanges{}; ///< The reader's.
};

/// Settles the holes of one feed against its EntityEvent resource. A pure state machine: what to
/// ask comes out of it, answers and the time go in, and what they prove leaves as verdicts, which
/// come back to it by the books. It never calls a loss what may be hidden, under way or delivered
/// elsewhere: only an event that the resource shows, and that nobody pushed within the deadline, is
/// lost; and only a complete chain of pages says that a number is not there.
class FeedTriage
{
public:
    using Verdicts = std::vector<ledger::Verdict>;

    /// The name of another feed that received that number for that record; empty when none did.
    using Elsewhere = std::function<QByteArray(qint64 number, quint64 record)>;

    FeedTriage(ledger::FeedKey feed, TriageTimes times, Elsewhere elsewhere)
        : m_feed(std::move(feed))
        , m_times(times)
        , m_elsewhere(std::move(elsewhere))
    {
    }

    /// What to ask now; nullopt while an answer is awaited, or nothing is due. Verdicts that need
    /// no question are appended.
    [[nodiscard]] std::optional<Question> next(ledger::FeedBook &book, WallTime now,
                                               Verdicts &verdicts);

    /// A page of the answer.
    void take(const ledger::FeedBook &book, std::span<const protocol::EntityEventView> events);

    /// There is no more of it.
    void answered(ledger::FeedBook &book, const Answer &answer, WallTime now, Verdicts &verdicts);

    /// Somebody wants to know about that range now, whatever its holes' age.
    void ask(ledger::NumberRange range, WallTime now, Verdicts &verdicts);

    /// Somebody wants what the resource has of that range, and nobody pushed, taken over into the
    /// books now, whatever its holes' age.
    void recover(ledger::NumberRange range);

    /// Something of that is not read yet.
    [[nodiscard]] bool isRecovering() const noexcept { return !m_wantedBack.empty() && !m_foreign; }

    /// What is lost is taken over as soon as that shows.
    void recoverWhatIsLost() noexcept { m_recoversLost = true; }

    /// Nothing is left to be asked of the holes that there are now.
    [[nodiscard]] bool isSettled(const ledger::FeedBook &book) const;

    /// The newest event of the resource, when it was read last.
    [[nodiscard]] std::optional<qint64> head() const noexcept { return m_head; }

    /// Why nothing can be proved at present; empty while all is well. For people.
    [[nodiscard]] const QString &trouble() const noexcept { return m_trouble; }

    /// How often in a row the resource gave no evidence.
    [[nodiscard]] int failures() const noexcept { return m_failures; }

private:
    /// A received number that the resource does not show.
    struct Suspect
    {
        qint64 number = 0;
        quint64 record = 0;
    };

    /// Received above the resource's head.
    struct Beyond
    {
        ledger::NumberRange range{};
        WallTime since{};
    };

    /// The head as it stood at some time, for knowing since when an event is published.
    struct Milestone
    {
        qint64 head = 0;
        WallTime at{};
    };

    struct Judging; // The gaps of one reading, sorted by what becomes of them.

    [[nodiscard]] bool isDue(const ledger::FeedBook &book, WallTime now) const;
    void plan(const ledger::FeedBook &book, WallTime now);
    void addSpan(ledger::NumberRange range);
    [[nodiscard]] std::optional<WallTime> dueAt(const ledger::Gap &gap) const;

    void judgeHead(const ledger::FeedBook &book, const Answer &answer, WallTime now,
                   Verdicts &verdicts);
    void judgeBeyond(const ledger::FeedBook &book, const Answer &answer, WallTime now,
                     Verdicts &verdicts);
    void judgeLag(const ledger::FeedBook &book, const Answer &answer, WallTime now,
                  Verdicts &verdicts);

    void judgeSpan(ledger::FeedBook &book, const Answer &answer, WallTime now, Verdicts &verdicts);
    void judgeGap(const ledger::Gap &gap, WallTime now, Judging &judging);
    void judgePresent(const ledger::Gap &gap, ledger::NumberRange run, WallTime now,
                      Judging &judging);
    void judgeAbsent(const ledger::Gap &gap, ledger::NumberRange hole, Judging &judging);
    [[nodiscard]] bool isForeign(const SpanReading &reading, WallTime now);
    void judgeContradicted(const SpanReading &reading, const Answer &answer, WallTime now,
                           Verdicts &verdicts);
    void findSuspects(ledger::FeedBook &book, const SpanReading &reading);
    void judgeSuspects(ledger::FeedBook &book, const SpanReading &reading, const Answer &answer,
                       WallTime now, Verdicts &verdicts);
    void judgeRecovery(const ledger::FeedBook &book, const SpanReading &reading,
                       const ledger::SequenceSet &lostNow, const Answer &answer, WallTime now,
                       Verdicts &verdicts);
    [[nodiscard]] bool isWantedBack(qint64 number) const;
    void reviewLost(ledger::FeedBook &book, WallTime now, Verdicts &verdicts);
    void fail(const QString &why, WallTime now);

    [[nodiscard]] ledger::Verdict verdict(decltype(ledger::Verdict::what) what,
                                          std::vector<ledger::NumberRange> numbers,
                                          const QByteArray &evidence, const Answer &answer,
                                          WallTime now) const;

    ledger::FeedKey m_feed;
    TriageTimes m_times;
    Elsewhere m_elsewhere;

    std::optional<Question> m_question; ///< Under way.
    WallTime m_askedAt{};
    qint64 m_lastWhenAsked = 0; ///< The feed's last number then.
    std::optional<qint64> m_headRead;
    std::optional<SpanReading> m_reading;

    std::deque<ledger::NumberRange> m_spans;       ///< What this round still asks for.
    std::vector<ledger::NumberRange> m_wanted;     ///< By hand.
    std::vector<ledger::NumberRange> m_wantedBack; ///< To be taken over, by hand.
    bool m_recoversLost = false;
    WallTime m_nextRound{};
    WallTime m_nextHead{};
    WallTime m_nextCheck = WallTime::max(); ///< When a gap in Checking is to be asked for again.
    WallTime m_blockedUntil{};

    std::optional<qint64> m_head;
    std::deque<Milestone> m_milestones;
    ledger::SequenceSet m_absent;    ///< Not there when they were read last.
    ledger::SequenceSet m_published; ///< There, and not pushed.
    ledger::SequenceSet m_known;     ///< There once, pushed or not.
    std::vector<Published> m_lost;   ///< Nothing later of their records was received.
    quint64 m_receivedWhenReviewed = 0;
    std::optional<Beyond> m_beyond;
    std::vector<Suspect> m_suspects;
    WallTime m_suspectsDue{};
    quint64 m_matched = 0; ///< Received numbers that the resource has for the same record.
    quint64 m_contradicted = 0;
    ledger::SequenceSet m_toldContradicted;
    qint64 m_toldBeyond = 0;          ///< Above the head, up to there.
    ledger::SequenceSet m_toldAbsent; ///< Phantoms and the like; each is told once.
    bool m_foreign = false;           ///< It is another feed's resource.
    bool m_compared = false;          ///< All that was received was looked up in it.
    int m_failures = 0;
    QString m_trouble;
};

} // namespace pushbench::triage
