// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bundle/manifest.h"
#include "app/facts.h"
#include "app/imports/importer.h"
#include "app/options/options.h"
#include "app/records/findinggroups.h"
#include "app/records/standardoutput.h"
#include "core/base/result.h"
#include "core/checks/report/report.h"
#include "core/consumer/consumer.h"

#include <deque>

namespace pushbench::producer {
struct AskedRequest;
}

namespace pushbench::app {

/// What those who want to push have to know.
struct Listening
{
    struct Door
    {
        QUrl url{};
        std::optional<Secret> generatedToken{}; ///< The only place where a token is shown.
        std::vector<QByteArray> sources{};      ///< Agreed labels.
    };

    std::vector<Door> endpoints{}; ///< At least one.
    QByteArray fingerprint{};      ///< TLS: of the certificate.
    QString caFile{};              ///< TLS: to be trusted, when it is self-signed.
};

/// What those who want to read the producer's EntityEvent resource have to know.
struct HostedResource
{
    QUrl url{};
    QUrl resume{};
    std::optional<Secret> generatedToken{}; ///< The only place where it is shown.
    QByteArray fingerprint{};               ///< TLS: of the certificate.
    QString caFile{};                       ///< TLS: to be trusted, when it is self-signed.
};

/// What a run came to, for the summary.
struct Summary
{
    ledger::Totals totals{};
    Side side = Side::Consumer;
    std::vector<ledger::FeedSummary> feeds{};
    std::vector<consumer::PolitenessFigure> politeness{}; ///< Consumer.
    std::optional<consumer::Load> load{};                 ///< Consumer that ran here.
    qint64 notDelivered = 0; ///< Producer: events that nobody answered 2xx.
    QByteArray outcome;      ///< "ok", or why not.
};

/// Writes a run on stdout: NDJSON records of the contract, or lines for people. Diagnostics go to
/// stderr. Lives on the thread that calls it.
class RecordWriter
{
public:
    /// `instead` takes what otherwise goes to stdout.
    RecordWriter(OutputFormat format, bool events, QByteArray *instead = nullptr);

    void listening(WallTime now, const Listening &listening);
    /// How fast the consumer was since the record before it.
    void load(WallTime now, const consumer::Vitals &vitals);
    void resource(WallTime now, const HostedResource &resource);
    /// What somebody asked the resource.
    void asked(WallTime now, const producer::AskedRequest &request);
    /// Exchanges with what belongs to each, holds that are settled, gaps, findings about exchanges
    /// that were told of before.
    void facts(const Facts &facts);
    /// One answer that asked the producer to stop, and what became of it.
    void politeness(const consumer::PolitenessRecord &record);

    /// The engine tells these before the books have the exchange that they follow from; so they
    /// are written behind it.
    void held(WallTime now, WallTime until, std::chrono::milliseconds wait, const QString &reason);
    void halted(WallTime now, const QString &reason);
    void resumed(WallTime now, const QString &by);
    /// Findings of one clause, with their evidence.
    void findingGroup(WallTime now, const FindingGroup &group);
    /// What was wrong on purpose, in so many exchanges with so many events.
    void misbehaviour(WallTime now, QByteArrayView kind, qint64 exchanges, qint64 events);
    void feed(WallTime now, const ledger::FeedSummary &feed);
    /// What somebody said of an exchange or of numbers.
    void remark(const ledger::Remark &remark);
    void summary(WallTime now, const Summary &summary);

    /// What became of a file that was imported.
    void imported(WallTime now, const ImportReport &report, const QString &session);

    /// The bundle that was made, and its SHA-256.
    void bundled(WallTime now, const QString &bundle, const Manifest &manifest,
                 const QByteArray &sha256);

    /// What a check waits for the other side to do.
    void waiting(WallTime now, const QByteArray &phase, const QString &what);
    /// A check that did not run: what it is.
    void checkListed(WallTime now, const checks::CheckSpec &spec,
                     std::optional<checks::Suite> suite = {});
    /// A check that ran; with a suite, whether it was proven.
    void check(WallTime now, const checks::CheckSpec &spec, const checks::Outcome &outcome,
               bool known, std::optional<checks::Suite> proven = {});
    /// Mutants against checks.
    void proof(WallTime now, const checks::Proof &proof);
    void checkSummary(WallTime now, const checks::Report &report, const QByteArray &outcome);

    /// What was written so far leaves; the summary does so by itself.
    void flush() { m_out.flush(); }

    /// See StandardOutput::fault().
    [[nodiscard]] const std::optional<Fault> &fault() const noexcept { return m_out.fault(); }

    /// A line for people; nothing in NDJSON.
    void say(const QString &line);
    /// A line on stderr, whatever the format.
    static void warn(const QString &line);

private:
    void listeningText(const Listening &listening);
    [[nodiscard]] static QByteArray loadMembers(const consumer::Load &load);
    void exchangeJson(const ledger::ExchangeRecord &record);
    void exchangeText(const ledger::ExchangeRecord &record);
    void eventJson(const ledger::EventRecord &record);
    void gapJson(const ledger::GapRecord &record);
    void gapText(const ledger::GapRecord &record);
    void condition(const ledger::ConditionRecord &record);
    void trouble(const TriageTrouble &trouble);
    void lateFinding(const ledger::FindingRecord &record);
    void noteFeeds(const ledger::Records &records);
    /// The holds that this exchange or an earlier one settled, and those that nobody settles.
    void settled(const Facts &facts, size_t &next, ExchangeNumber until);
    [[nodiscard]] const ledger::FeedSummary &feedOf(ledger::FeedNumber feed) const;
    /// A line about the feed that waits for the exchange that it follows from.
    struct Announcement
    {
        bool halts = false;
        QByteArray line;
    };

    void announce(Announcement announcement);
    void releaseAnnouncement(const journal::Exchange &exchange);
    void releaseAnnouncements();
    void tellUntold();
    [[nodiscard]] bool mayTell(WallTime at);

    OutputFormat m_format;
    bool m_events;
    bool m_severalEndpoints = false;
    StandardOutput m_out;
    std::deque<Announcement> m_announcements;
    std::vector<ledger::FeedSummary> m_feeds;
    WallTime m_second{}; ///< Text: lines of this second are counted.
    int m_linesThisSecond = 0;
    qint64 m_untoldExchanges = 0;
    qint64 m_untoldEvents = 0;
};

} // namespace pushbench::app
