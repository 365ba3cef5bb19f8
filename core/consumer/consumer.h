// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/acktimes.h"
#include "core/consumer/config.h"
#include "core/consumer/usualanswers.h"
#include "core/journal/journal.h"
#include "core/journal/redactor.h"
#include "core/wire/server/server.h"

#include <QUrl>

#include <deque>
#include <map>
#include <random>

namespace pushbench::consumer {

/// How fast the consumer acknowledges, and what waits for its journal.
struct Load
{
    AckFigures acks{};
    qint64 queue = 0;     ///< Exchanges that are handed to the journal and not on disk yet.
    qint64 queueMost = 0; ///< The deepest that it was.
};

/// How the consumer is doing, for a status line.
struct Vitals
{
    int connections = 0;
    qint64 waiting = 0;   ///< Requests read and not answered yet.
    qint64 heldBytes = 0; ///< Bodies in memory, wherever they are.
    Load load{};          ///< Since the last look.
    std::optional<PolicyState::Forced> forced{};
};

/// The mock consumer: takes requests from the gate, judges them, records them, and answers when
/// they are on disk. A 2xx never leaves before its exchange is committed. Lives on a thread of its
/// own; call it by queued invocation.
class Consumer final : public QObject, private wire::ServerUser
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Consumer)

public:
    Consumer(Config config, const Clock &clock, journal::Journal &journal,
             QObject *parent = nullptr);
    ~Consumer() override;

    [[nodiscard]] Result<> start();

    /// No new requests; what was read is recorded and answered, without waiting out latencies, then
    /// stopped() follows.
    void stop();

    /// Where producers push to: one URL for each endpoint, in the order of the configuration.
    [[nodiscard]] std::vector<QUrl> urls() const;
    [[nodiscard]] QUrl url() const { return urls().front(); }

    /// Policies may change while traffic runs: the common one, or that of an endpoint which has its
    /// own.
    void setPolicy(const Policy &policy);
    void setEndpointPolicy(size_t endpoint, const Policy &policy);
    void forceNext(const Reply &reply, int times);
    void forceFor(const Reply &reply, std::chrono::milliseconds duration);
    void clearForced();

    /// Requests with that token are answered 401 and a challenge from now on, ahead of everything
    /// else, as when it was replaced (RCP028-R23); they are no fault of the producer's, who was
    /// given it. An empty one: none is.
    void refuseToken(const Secret &token);

    [[nodiscard]] Vitals takeVitals();
    /// Of the whole run.
    [[nodiscard]] Load load() const;

Q_SIGNALS:
    void stopped();

private:
    /// A request whose answer is decided and waits for the journal's receipt.
    struct Recording
    {
        wire::RequestId id;
        wire::AnswerTraits traits;
        wire::RenderedResponse response;
        std::shared_ptr<journal::Exchange> exchange;
        SteadyTime complete{};
        wire::AnswerFault fault = wire::AnswerFault::None;
        wire::DripPace pace{};
        std::optional<WallTime> left{}; ///< The producer ended its side.
    };

    /// A request that is never answered, until its producer gives up.
    struct Silenced
    {
        wire::RequestId id;
        ExchangeNumber exchange;
        WallTime began{};
    };

    /// What an answer carries until it is settled.
    struct Leaving
    {
        std::shared_ptr<const journal::Exchange> exchange;
        SteadyTime complete{}; ///< The request's last byte.
    };

    /// A request that waits out a latency before anything else happens to it.
    struct Delayed
    {
        wire::IncomingRequest request;
        Judgement judgement;
        Decision decision;
        std::optional<WallTime> left{};
    };

    void requestArrived(wire::IncomingRequest request) override;
    void requestFailed(wire::FailedRequest request) override;
    void answerSettled(wire::RequestId id, wire::AnswerFate fate,
                       const wire::Cookie &cookie) override;
    void peerLeft(wire::RequestId id) override;

    void endDelay(quint64 ticket);
    void record(wire::IncomingRequest request, Judgement judgement, const Decision &decision,
                Moment now, std::optional<WallTime> left);
    [[nodiscard]] Decision decide(const wire::Request &request, const Judgement &judgement,
                                  Moment now);
    [[nodiscard]] QUrl urlOf(const Endpoint &endpoint) const;
    [[nodiscard]] wire::RenderedResponse answerTo(const Judgement &judgement,
                                                  const Decision &decision,
                                                  const wire::AnswerTraits &traits, WallTime now);
    [[nodiscard]] QByteArray withoutSecrets(const QByteArray &head);
    void keepJudgement(journal::Exchange &exchange, Judgement judgement, const QByteArray &body,
                       const journal::Redactor &redactor) const;
    void append(std::shared_ptr<journal::Exchange> exchange, journal::ReceiptBox receipts,
                quint64 tag);
    void postAppended();
    void takeReceipts();
    void answer(const Recording &recording, bool recorded);
    void tellSent(const journal::Exchange &exchange);
    void tellLeft(ExchangeNumber exchange, WallTime began, WallTime left,
                  std::shared_ptr<const journal::Exchange> about);
    void tellLost(std::shared_ptr<const journal::Exchange> exchange, QByteArray how);
    void checkStopped();

    Config m_config;
    const Clock &m_clock;
    journal::Journal &m_journal;
    journal::Redactor m_redactor;
    UsualAnswers m_usualAnswers;
    QByteArray m_head;     ///< As it came last from somebody who was let in.
    QByteArray m_safeHead; ///< The same without its secrets.
    PolicyState m_policy;
    std::map<size_t, PolicyState> m_endpointPolicies; ///< Of those that have their own.
    Secret m_refused; ///< A token that is good by what was agreed, and is answered 401.
    std::mt19937_64 m_random;
    std::unique_ptr<wire::Server> m_server;
    journal::ReceiptBox m_receipts;
    std::vector<journal::Journal::Entry> m_appended; ///< Since the event loop last waited.
    std::deque<Recording> m_recording;               ///< In the order of their tags.
    quint64 m_firstTag = 0;                          ///< Of m_recording.front().
    std::map<quint64, Delayed> m_delayed;            ///< By ticket, in the order of arrival.
    quint64 m_lastTicket = 0;
    std::deque<Silenced> m_silenced; ///< Oldest first, no more than kMostSilenced.
    AckTimes m_acks;                 ///< Since the last look.
    AckTimes m_allAcks;              ///< Before it.
    qint64 m_queueMost = 0;
    qint64 m_queueMostEver = 0;
    bool m_stopping = false;
};

} // namespace pushbench::consumer
