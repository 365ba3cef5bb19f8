// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/checkhalf.h"
#include "app/consumerhalf.h"
#include "app/factflow.h"
#include "app/producerhalf.h"
#include "app/remedyhalf.h"
#include "app/resourcehalf.h"
#include "app/session.h"
#include "app/sessionopening.h"
#include "app/sieve.h"
#include "app/triagehalf.h"

#include <QTimer>

namespace pushbench::app {

/// The bench behind the window: one session, a consumer and a producer that record into it, and the
/// books' facts on their way to the window, once per frame at the most. On the window's thread.
class WindowBench final : public ui::Bench
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowBench)

public:
    explicit WindowBench(const Clock &clock, QObject *parent = nullptr);
    ~WindowBench() override;

    void startConsumer(const ui::ConsumerSettings &settings) override;
    void stopConsumer() override { m_consumer.stop(); }
    void forceAnswer(const ui::ForcedAnswer &answer) override { m_consumer.force(answer); }
    void answerHonestly() override { m_consumer.answerHonestly(); }
    void setPolicy(const consumer::Policy &policy) override { m_consumer.setPolicy(policy); }
    void loadPolicy(const QString &path) override;
    void savePolicy(const QString &path, const consumer::Policy &policy) override;

    void startPush(const ui::ProducerSettings &settings) override;
    void sendBody(const ui::ProducerSettings &settings, const QByteArray &body) override;
    void holdPush() override { m_producer.pause(); }
    void resumePush() override { m_producer.resume(tr("the window")); }
    void stepPush() override { m_producer.step(); }
    void stopPush() override { m_producer.stop(); }

    void startResource(const ui::ResourceSettings &settings) override
    {
        m_resource.start(settings);
    }
    void stopResource() override { m_resource.stop(); }

    void setTriage(const ui::TriageSettings &settings) override { m_triage.set(settings); }
    void askResource(ledger::FeedNumber feed, ledger::NumberRange range) override
    {
        m_triage.ask(feed, range);
    }
    void findRemedies(const std::vector<ledger::FeedRange> &numbers) override;
    void recover(const std::vector<ledger::FeedRange> &numbers) override
    {
        m_triage.recover(numbers);
    }
    void pushMissing(const std::vector<ledger::FeedRange> &numbers) override;

    [[nodiscard]] ui::CheckBench &checks() override { return m_checks; }

    void startDemo() override;

    void newSession() override;
    void openSession(const QString &path) override;
    void saveSession(const QString &path) override;

    void remark(const std::vector<ledger::Remark> &remarks) override;

    void setFilter(quint64 wish, const ledger::Filter &filter) override;
    void exportFiltered(const ui::ExportWish &wish) override;

    void fetchExchange(ExchangeNumber number) override;
    void fetchStrip(ledger::FeedNumber feed, protocol::Sequence first, protocol::Sequence last,
                    int columns) override;

Q_SIGNALS:
    /// What there is to say about a session that was opened; empty clears it.
    void said(const QString &what);

private:
    struct StripWish
    {
        ledger::FeedNumber feed;
        protocol::Sequence first;
        protocol::Sequence last;
        int columns = 0;
    };

    enum class Reading : quint8 {
        Traffic, ///< The books go on, however busy the window is.
        File,
    };
    [[nodiscard]] Books::Sink sink(Reading reading);
    [[nodiscard]] EngineThread<Books> *books();
    [[nodiscard]] journal::Journal *journal();
    void endSession();
    void show(const OpenedSession &opened);
    void deliver();
    void noticeRoom(const ledger::Records &records);
    void computeStrip();
    void look();
    void tellSession();
    void nextDemoScene();
    void connectGaps();
    [[nodiscard]] RemedyHalf::OurProducer ourProducer() const;

    const Clock &m_clock;
    RemedyHalf m_remedies;       ///< The sieve's thread answers it.
    EngineThread<Sieve> m_sieve; ///< Outlives the books, which hand it what they tell.
    std::shared_ptr<FactFlow> m_facts;
    QTimer m_frame;
    QTimer m_look;
    QTimer m_demo;
    int m_demoScene = 0;
    std::unique_ptr<Session> m_session;            ///< A live one,
    OpenedSession m_shown;                         ///< What is only read, if it is.
    std::unique_ptr<EngineThread<Books>> m_opened; ///< or the books of a file that is only read.
    ui::SessionState m_state;
    WallTime m_failedAt{}; ///< When the journal failed to write last.
    QString m_file;        ///< What exchanges are fetched from.
    ConsumerHalf m_consumer;
    ResourceHalf m_resource;
    ProducerHalf m_producer;
    SessionOpening m_opening;
    TriageHalf m_triage;
    std::optional<StripWish> m_wish;
    bool m_stripUnderWay = false;
    FoundFindings m_found;
    CheckHalf m_checks;
};

} // namespace pushbench::app
