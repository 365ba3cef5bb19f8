// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/checkbench.h"

#include <QStringBuilder>
#include <QStringList>

#include <deque>

namespace pushbench::ui {

/// The checks' part of FakeBench: a test lets it say what a run would.
class FakeChecks final : public CheckBench
{
public:
    using CheckBench::CheckBench;

    QStringList calls;
    CheckSettings started;
    CheckSettings looked;

    void start(const CheckSettings &settings) override
    {
        started = settings;
        calls += QStringLiteral("start");
    }
    void cancel() override { calls += QStringLiteral("cancel"); }
    void examine(const CheckSettings &settings) override { looked = settings; }
    void fetchEvidence(ExchangeNumber number) override
    {
        calls += QStringLiteral("fetchEvidence %1").arg(number.value);
    }
    void saveReport(const QString &path) override
    {
        calls += QString(QStringLiteral("saveReport ") % path);
    }
};

/// Writes down what the window asks for, and answers with what a test put into it.
/// "recover 0: 1104..1106, 0: 1110..1110".
[[nodiscard]] inline QString rangesCall(const QString &name,
                                        const std::vector<ledger::FeedRange> &numbers)
{
    QStringList ranges;
    for (const auto &[feed, range] : numbers)
        ranges += QStringLiteral("%1: %2..%3").arg(feed.value).arg(range.first).arg(range.last);
    return QString(name % QStringLiteral(" ") % ranges.join(QStringLiteral(", ")));
}

class FakeBench final : public Bench
{
public:
    using Bench::Bench;

    std::vector<ledger::Remark> remarked;
    QStringList calls; ///< "forceAnswer 429 x1 seconds 2", …
    ProducerSettings pushed;
    ConsumerSettings consumerStarted;
    ResourceSettings resourceStarted;
    TriageSettings triage;
    Hindrance pushing = Hindrance::NoProducer;
    Hindrance recovering = Hindrance::NobodyAsked;
    quint64 filterWish = 0;
    ExportWish exportWish;
    QByteArray sentBody;
    std::vector<consumer::Policy> policies; ///< Set or saved, in order.
    bool silent = false;                    ///< Does not answer fetches by itself.
    std::deque<std::shared_ptr<const journal::Exchange>> exchanges;
    std::deque<protocol::Findings> findings;                            ///< Beside the exchanges.
    std::function<ledger::StripCell(qint64 first, qint64 last)> cellAt; ///< Empty: received.
    int stripCells = 0; ///< Columns of the last request.
    FakeChecks checking;

    void startConsumer(const ConsumerSettings &settings) override
    {
        consumerStarted = settings;
        calls += QStringLiteral("startConsumer");
    }
    void stopConsumer() override { calls += QStringLiteral("stopConsumer"); }
    void forceAnswer(const ForcedAnswer &answer) override;
    void setPolicy(const consumer::Policy &policy) override
    {
        policies.push_back(policy);
        calls += QStringLiteral("setPolicy");
    }
    void loadPolicy(const QString &path) override
    {
        calls += QString(QStringLiteral("loadPolicy ") % path);
    }
    void savePolicy(const QString &path, const consumer::Policy &policy) override
    {
        policies.push_back(policy);
        calls += QString(QStringLiteral("savePolicy ") % path);
    }
    void answerHonestly() override { calls += QStringLiteral("answerHonestly"); }

    void startPush(const ProducerSettings &settings) override
    {
        pushed = settings;
        calls += QStringLiteral("startPush");
    }
    void sendBody(const ProducerSettings &settings, const QByteArray &body) override
    {
        pushed = settings;
        sentBody = body;
        calls += QStringLiteral("sendBody");
    }
    void holdPush() override { calls += QStringLiteral("holdPush"); }
    void resumePush() override { calls += QStringLiteral("resumePush"); }
    void stepPush() override { calls += QStringLiteral("stepPush"); }
    void stopPush() override { calls += QStringLiteral("stopPush"); }

    void startResource(const ResourceSettings &settings) override
    {
        resourceStarted = settings;
        calls += QStringLiteral("startResource");
    }
    void stopResource() override { calls += QStringLiteral("stopResource"); }

    void setTriage(const TriageSettings &settings) override
    {
        triage = settings;
        calls += QStringLiteral("setTriage");
    }
    void askResource(ledger::FeedNumber feed, ledger::NumberRange range) override
    {
        calls += QStringLiteral("askResource %1: %2..%3")
                     .arg(feed.value)
                     .arg(range.first)
                     .arg(range.last);
    }
    void findRemedies(const std::vector<ledger::FeedRange> &numbers) override
    {
        Q_EMIT remediesFound({numbers, pushing, recovering});
    }
    void recover(const std::vector<ledger::FeedRange> &numbers) override
    {
        calls += rangesCall(QStringLiteral("recover"), numbers);
    }
    void pushMissing(const std::vector<ledger::FeedRange> &numbers) override
    {
        calls += rangesCall(QStringLiteral("pushMissing"), numbers);
    }
    [[nodiscard]] CheckBench &checks() override { return checking; }

    void startDemo() override { calls += QStringLiteral("startDemo"); }
    void newSession() override { calls += QStringLiteral("newSession"); }
    void openSession(const QString &path) override
    {
        calls += QString(QStringLiteral("openSession ") % path);
    }
    void saveSession(const QString &path) override
    {
        calls += QString(QStringLiteral("saveSession ") % path);
    }

    void remark(const std::vector<ledger::Remark> &remarks) override
    {
        remarked = remarks;
        calls += QStringLiteral("remark");
    }
    void setFilter(quint64 wish, const ledger::Filter &filter) override
    {
        filterWish = wish;
        calls += filter.isEmpty() ? QStringLiteral("noFilter") : QStringLiteral("setFilter");
    }
    void exportFiltered(const ExportWish &wish) override
    {
        exportWish = wish;
        calls += QString(QStringLiteral("exportFiltered ") % wish.path);
    }

    void fetchExchange(ExchangeNumber number) override;
    void fetchStrip(ledger::FeedNumber feed, protocol::Sequence first, protocol::Sequence last,
                    int columns) override;
};

} // namespace pushbench::ui
