// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/facts.h"
#include "core/consumer/intake.h"
#include "core/consumer/judge/producerjudge.h"
#include "core/journal/journal.h"
#include "core/ledger/bookkeeper.h"
#include "core/ledger/strip.h"
#include "core/triage/triage.h"

#include <QObject>
#include <QTimer>

#include <atomic>

namespace pushbench::app {

/// Behind the program's name of a run that only asked a resource about a session: nobody listened.
inline constexpr QByteArrayView kAnalyzing = " analyze";

/// Where what comes of asking a resource goes, to be recorded.
struct TriageSinks
{
    triage::Triage::VerdictSink verdict{};
    triage::Triage::ExchangeSink exchange{};
};

/// Keeps the books on a thread of their own: fed by the journal while a session is live, or by its
/// file when one is opened. Beside them it judges the producers by the very same items, so that
/// either way tells the same. Facts leave in batches through the sink, on this thread.
class Books final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Books)

public:
    using Sink = std::function<void(Facts)>;

    using Detail = ledger::Bookkeeper::Detail;

    Books(Detail detail, Sink sink, const consumer::PolitenessConfig &politeness = {});

    /// Where the journal posts what it committed. Callable from any thread.
    [[nodiscard]] journal::CommittedBox inbox() const { return m_inbox; }

    /// Looks at the clock from now on: whoever does not come back is told of although nothing
    /// happens. On the books' thread; the clock outlives the books.
    void follow(const Clock &clock);

    /// Asks a resource about holes from now on. Its exchanges and the verdicts go to the sinks,
    /// which bring them to the journal; without them the books take the verdicts as they come, for
    /// a session that is only read. On the books' thread; the clock outlives the books.
    void askResource(const triage::TriageConfig &config, const Clock &clock,
                     TriageSinks sinks = {});

    /// Nobody is asked from now on. On the books' thread.
    void stopAsking() { m_triage.reset(); }

    /// Who asks; null when nobody does. On the books' thread.
    [[nodiscard]] triage::Triage *triage() const noexcept { return m_triage.get(); }

    /// It became that late: holes grow older. On the books' thread.
    void age(WallTime now);

    /// Everything that was posted so far is in the books when it returns; this is how late it was
    /// then. On the books' thread.
    void finish(WallTime now);

    /// Goes on where the earlier runs of a session file ended: what they recorded is in the books,
    /// and nothing of it is told but the feeds. Says until when they are known to have listened,
    /// and whether they ended cleanly; nullopt: there were none. On the books' thread.
    struct Earlier
    {
        WallTime until{};
        bool clean = true;
    };
    [[nodiscard]] Result<std::optional<Earlier>> resume(const QString &path);

    /// Reads a session file into the books. On the books' thread; cancel() ends it early.
    [[nodiscard]] Result<> replay(const QString &path);
    /// What its runs say of themselves, but for those that only asked a resource.
    [[nodiscard]] static Result<std::vector<journal::RunRecord>>
    runsOf(const journal::SessionReader &reader);
    void cancel() noexcept { m_cancelled = true; }

    [[nodiscard]] std::vector<ledger::StripCell> strip(ledger::FeedNumber feed,
                                                       protocol::Sequence first,
                                                       protocol::Sequence last, int columns) const;

    /// One exchange of the file with everything that is derived from it; null when there is none.
    /// On the books' thread.
    [[nodiscard]] std::shared_ptr<const journal::Exchange> exchange(const QString &path,
                                                                    ExchangeNumber number) const;

    /// What the request's head and payload deserve by themselves.
    [[nodiscard]] static protocol::Findings findingsOf(const journal::Exchange &exchange);

    [[nodiscard]] const ledger::Bookkeeper &keeper() const noexcept { return m_keeper; }
    [[nodiscard]] ledger::Bookkeeper &keeper() noexcept { return m_keeper; }
    [[nodiscard]] const consumer::ProducerJudge &judge() const noexcept { return m_judge; }

private:
    enum class Ending : quint8 {
        IsOver, ///< Nobody comes back any more.
        GoesOn,
    };

    [[nodiscard]] Result<> replay(const QString &path, Ending ending);
    void drain();
    void apply(const journal::Committed &item, Facts &facts);
    void look(const Clock &clock);
    void tick(WallTime now, Facts &facts);
    void conclude(Facts &facts);
    void take(consumer::JudgeChanges changes, Facts &facts);
    void tell(Facts facts);
    void send(Facts facts);
    [[nodiscard]] std::shared_ptr<const journal::Exchange>
    recorded(const journal::SessionReader &reader, ExchangeNumber number) const;

    ledger::Bookkeeper m_keeper;
    consumer::ProducerJudge m_judge;
    WallTime m_at{};       ///< How late it is in the session.
    WallTime m_answered{}; ///< When the last push that was received was answered.
    bool m_muted = false;  ///< Nothing is told.
    Sink m_sink;
    QTimer m_pace;
    QTimer m_look; ///< At the clock.
    journal::CommittedBox m_inbox;
    consumer::IntakeConfig m_expectations; ///< Those of the exchanges that follow.
    std::unique_ptr<triage::Triage> m_triage;
    std::atomic<bool> m_cancelled = false;
};

/// Computes what a recorded exchange does not store: its payload and its findings.
void derive(journal::Exchange &exchange, const consumer::IntakeConfig &expectations);

} // namespace pushbench::app
