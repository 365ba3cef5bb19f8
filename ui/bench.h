// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/consumer/judge/politeness.h"
#include "core/consumer/policy/policy.h"
#include "core/ledger/filter.h"
#include "core/ledger/records.h"
#include "core/ledger/strip.h"
#include "core/producer/resource/resource.h"
#include "ui/producersettings.h"
#include "ui/remedies.h"

#include <QObject>
#include <QStringList>
#include <QUrl>

#include <map>

namespace pushbench::ui {

/// The value of Retry-After in an answer that the person at the window asks for.
enum class RetryAfterChoice : quint8 {
    None,
    Seconds,
    Date, ///< IMF-fixdate.
    Rfc850,
    Asctime,
    Text, ///< As it stands in ForcedAnswer::retryText, legal or not.
};

/// A path that takes events.
struct EndpointSettings
{
    QString path = QStringLiteral("/webhooks");
    QString token{};       ///< Empty: one is made.
    QStringList sources{}; ///< Expected EntityEventSource labels; empty: any.
};

/// How the consumer's server speaks.
enum class TlsChoice : quint8 {
    None,
    SelfSigned, ///< By a certificate that is made at the start.
    Files,
};

struct ConsumerSettings
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 8028; ///< 0 picks one.
    std::vector<EndpointSettings> endpoints{EndpointSettings{}};
    TlsChoice tls = TlsChoice::None;
    QString certificate{}; ///< TlsChoice::Files: PEM.
    QString key{};         ///< TlsChoice::Files: PEM.
    QString clientCa{};    ///< With TLS: who may call, PEM; empty: everyone.
};

/// What a producer has to know of one endpoint.
struct OpenEndpoint
{
    QUrl url{};
    Secret token{};
    QStringList sources{};
};

struct ConsumerState
{
    bool listening = false;
    std::vector<OpenEndpoint> endpoints{}; ///< In the order of the settings.
    QByteArray fingerprint{};              ///< TLS: of the certificate, SHA-256.
    QString caFile{};                      ///< TLS: what clients have to trust, when it was made.
    int connections = 0;
    qint64 waiting = 0;   ///< Requests read but not answered yet.
    qint64 queueMost = 0; ///< The deepest that the journal's queue was.
    double ackP50Ms = 0;  ///< Over the last second with traffic.
    double ackP99Ms = 0;
    double ackMaxMs = 0;    ///< Since it listens.
    QString forcedAnswer;   ///< "429, Retry-After 2, for the next 2 requests"; empty when honest.
    WallTime forcedUntil{}; ///< When it ends by itself; zero: it ends with those requests.
    QString fault;          ///< Why it does not listen, in words; empty when all is well.
};

/// An answer for the next requests, or for a while.
struct ForcedAnswer
{
    int status = 429;
    int times = 1;                   ///< With duration 0: for the next N requests.
    std::chrono::seconds duration{}; ///< Otherwise: for that long.
    RetryAfterChoice retryAfter = RetryAfterChoice::Seconds;
    std::chrono::seconds retrySeconds{2}; ///< From now; negative dates are past.
    QByteArray retryText{};
    std::chrono::milliseconds latency{};
    wire::AnswerFault fault = wire::AnswerFault::None; ///< Instead of a sound answer.
};

/// The EntityEvent resource that our producer hosts.
struct ResourceSettings
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 0; ///< 0 picks one.
    QString token{};  ///< Empty: one is made.
    TlsChoice tls = TlsChoice::None;
    QString certificate{}; ///< TlsChoice::Files: PEM.
    QString key{};         ///< TlsChoice::Files: PEM.
};

struct ResourceState
{
    bool listening = false;
    QUrl url{};       ///< The service root.
    QUrl resumeUrl{}; ///< Where a halted producer is told to go on.
    Secret token{};
    QString caFile{};       ///< TLS: what clients have to trust, when it was made.
    bool published = false; ///< It shows the feed of the latest push; false: begins with the next.
    qint64 events = 0;      ///< That it shows.
    qint64 requests = 0;
    qint64 resumes = 0;
    std::vector<producer::AskedRequest> asked{}; ///< The newest ones, oldest first.
    QString warning{};                           ///< What is unsafe about it.
    QString notice{}; ///< What a client does that is tolerated and should not be; the last one.
    QString fault{};  ///< Why it does not listen; empty when all is well.
};

/// Whether, whom and how patiently to ask what became of the numbers that our consumer misses.
struct TriageSettings
{
    bool ask = false;
    QString url{};                      ///< The service root of the EntityEvent resource.
    QString token{};                    ///< Of the resource.
    std::chrono::seconds grace{30};     ///< A hole that is younger is open, asked or not.
    std::chrono::seconds settle{60};    ///< Between the two reads that say that a number is hidden.
    std::chrono::seconds deadline{900}; ///< Published and not pushed for so long is lost.

    friend bool operator==(const TriageSettings &, const TriageSettings &) = default;
};

struct TriageState
{
    TriageSettings settings{}; ///< As they were set last.
    bool forNow = false;       ///< Nobody set them: they go with the session.
    bool asking = false;
    bool recovering = false; ///< What was to be taken over is being read.
    QUrl root{};
    std::map<ledger::FeedNumber, QString> troubles{}; ///< Why nothing can be proved of a feed.
    QString fault{};                                  ///< Why nobody is asked; empty when well.

    friend bool operator==(const TriageState &, const TriageState &) = default;
};

/// What passed a filter, of the session's exchanges and their events, each in their order. Comes in
/// parts, while the session is looked through and when more is recorded.
struct Matches
{
    struct Event
    {
        ExchangeNumber exchange{};
        int index = 0; ///< Among the events of its exchange.

        struct Recovered
        {
            ledger::FeedNumber feed{};
            protocol::Sequence number{};
        };
        /// Nobody pushed it: it was taken over behind that exchange.
        std::optional<Recovered> recovered{};
    };

    quint64 wish = 0; ///< Whose answer it is.
    std::vector<ExchangeNumber> exchanges{};
    std::vector<Event> events{};
    qint64 seen = 0;   ///< Exchanges looked through so far.
    bool done = false; ///< Everything that was recorded has been looked through.
};

enum class ExportFormat : quint8 {
    Ndjson,
    Csv,
    Har, ///< Exchanges only.
};

/// Exactly what a filter shows, in a file.
struct ExportWish
{
    QString path{};
    ExportFormat format = ExportFormat::Ndjson;
    bool exchanges = false; ///< Otherwise events.
    ledger::Filter filter{};
};

struct SessionState
{
    QString path{}; ///< Empty for a temporary session.
    bool temporary = true;
    bool live = true; ///< False: opened for reading only.
    qint64 bytesOnDisk = 0;
    QString fault{}; ///< The journal cannot write, in words.
};

class CheckBench;

/// What the window can ask of the bench, and what it hears. Implemented in app; a test implements
/// its own. All of it on the window's thread; nothing here blocks.
class Bench : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void startConsumer(const ConsumerSettings &) = 0;
    virtual void stopConsumer() = 0;
    virtual void forceAnswer(const ForcedAnswer &) = 0;
    virtual void answerHonestly() = 0;
    /// How it answers from here on, whether it listens now or later; the script begins anew.
    virtual void setPolicy(const consumer::Policy &) = 0;
    /// Answered by policyLoaded() or policyRefused(); nothing is in force by that.
    virtual void loadPolicy(const QString &path) = 0;
    virtual void savePolicy(const QString &path, const consumer::Policy &) = 0;

    virtual void startPush(const ProducerSettings &) = 0;
    virtual void sendBody(const ProducerSettings &,
                          const QByteArray &body) = 0; ///< One POST, as written.
    virtual void holdPush() = 0;
    virtual void resumePush() = 0;
    virtual void stepPush() = 0; ///< Lets one request go while paused.
    virtual void stopPush() = 0;

    /// Shows the events of the pushes that begin from here on, and takes POST /resume.
    virtual void startResource(const ResourceSettings &) = 0;
    virtual void stopResource() = 0;

    /// In force at once, and for the sessions that follow. A recording is asked about only when it
    /// is set anew.
    virtual void setTriage(const TriageSettings &) = 0;
    /// Asks the resource about these numbers now, whatever the age of their holes.
    virtual void askResource(ledger::FeedNumber feed, ledger::NumberRange range) = 0;
    /// What can be done about these numbers; answered by remediesFound(). A later call takes the
    /// place of an earlier one.
    virtual void findRemedies(const std::vector<ledger::FeedRange> &numbers) = 0;
    /// Takes over into the books what the resource has of these numbers and nobody pushed. How long
    /// that goes on, TriageState::recovering tells; what cannot be done, failed().
    virtual void recover(const std::vector<ledger::FeedRange> &numbers) = 0;
    /// Has our own producer push again what is missing of these numbers. Answered by
    /// missingPushed() or failed().
    virtual void pushMissing(const std::vector<ledger::FeedRange> &numbers) = 0;
    /// The checks' part, which has its own calls and signals.
    [[nodiscard]] virtual CheckBench &checks() = 0;

    virtual void startDemo() = 0;

    virtual void newSession() = 0;
    virtual void openSession(const QString &path) = 0;
    virtual void saveSession(const QString &path) = 0;

    /// What the person says of exchanges or numbers; recorded, and told by recordsArrived(), or
    /// failed().
    virtual void remark(const std::vector<ledger::Remark> &remarks) = 0;

    /// Answered by matched() until the next call; an earlier filter is given up. An empty one ends
    /// it.
    virtual void setFilter(quint64 wish, const ledger::Filter &filter) = 0;
    /// Answered by exported() or failed().
    virtual void exportFiltered(const ExportWish &wish) = 0;

    /// Answered by exchangeFetched().
    virtual void fetchExchange(ExchangeNumber number) = 0;
    /// Answered by stripFetched(); a later call replaces one that is still under way.
    virtual void fetchStrip(ledger::FeedNumber feed, protocol::Sequence first,
                            protocol::Sequence last, int columns) = 0;

Q_SIGNALS:
    void consumerChanged(const pushbench::ui::ConsumerState &state);
    void producerChanged(const pushbench::ui::ProducerState &state);
    void resourceChanged(const pushbench::ui::ResourceState &state);
    void triageChanged(const pushbench::ui::TriageState &state);
    void remediesFound(const pushbench::ui::Remedies &remedies);
    /// So many events are queued to be pushed again.
    void missingPushed(qint64 events);
    void policyLoaded(const pushbench::consumer::Policy &policy);
    /// A policy's file cannot be read or written; says the line and how to mend it.
    void policyRefused(const pushbench::Fault &fault);
    void sessionChanged(const pushbench::ui::SessionState &state);
    /// All derived data starts anew: a session was opened or begun.
    void sessionReset();
    /// Once per frame at the most.
    void recordsArrived(const pushbench::ledger::Records &records);
    /// Holds that are new or changed, behind the exchanges that changed them; and the sums of every
    /// feed that was asked to stop.
    void politenessArrived(const std::vector<pushbench::consumer::PolitenessRecord> &changed,
                           const std::vector<pushbench::consumer::PolitenessFigure> &figures);
    /// found is null when the session holds no such exchange.
    void exchangeFetched(const std::shared_ptr<const pushbench::journal::Exchange> &found,
                         const pushbench::protocol::Findings &findings);
    void stripFetched(pushbench::ledger::FeedNumber feed, pushbench::protocol::Sequence first,
                      pushbench::protocol::Sequence last,
                      const std::vector<pushbench::ledger::StripCell> &cells);
    void matched(const pushbench::ui::Matches &matches);
    void exported(const QString &path, qint64 records);
    /// Something that the person asked for did not work; text says what and how to mend it.
    void failed(const pushbench::Fault &fault);
};

} // namespace pushbench::ui
