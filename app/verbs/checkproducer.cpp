// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/optionvalues.h"
#include "app/processsignals.h"
#include "app/records/recordfeed.h"
#include "app/session.h"
#include "app/verbs/checkrun.h"
#include "app/verbs/producertrap.h"
#include "app/version.h"
#include "core/checks/producer/agreement.h"

#include <QEventLoop>

#include <atomic>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// Makes the producer's resume call on a thread of its own, and tells the trap.
class ResumeCaller
{
public:
    ResumeCaller(const checks::ResumeCall &call, const Clock &clock, journal::Journal &journal)
        : m_clock(clock)
        , m_journal(journal)
    {
        m_config.target = call.url;
        m_config.timeout = call.within;
        m_probe = {.what = u"the resume call"_s,
                   .method = call.method,
                   .authorization = "",
                   .body = call.body};
        if (call.body.isEmpty())
            m_probe.contentType = "";
        for (const checks::AgreedField &field : call.fields) {
            m_probe.fields.push_back({field.name, field.reveal()});
            if (wire::equalsIgnoringCase(field.name, "Content-Type"))
                m_probe.contentType = "";
            if (!field.secret.isEmpty())
                m_config.secrets.push_back(field.secret);
        }
    }

    ~ResumeCaller()
    {
        m_cancelled = true;
        if (m_thread)
            m_thread->wait();
    }
    Q_DISABLE_COPY_MOVE(ResumeCaller)

    void call(ProducerTrap &trap)
    {
        if (m_thread)
            m_thread->wait(); // The one before is over; only its thread may not be.
        m_thread.reset(QThread::create([this, &trap] {
            checks::ResumeSeen seen{.at = m_clock.now().wall};
            checks::Prober prober(m_config, m_clock, m_journal, m_cancelled);
            const checks::Seen answer = prober.send(m_probe);
            seen.status = answer.status();
            seen.trouble = checks::statusText(answer);
            if (!answer.exchanges.empty())
                seen.exchange = answer.exchanges.front();
            QMetaObject::invokeMethod(
                &trap, [&trap, seen] { trap.resumed(seen); }, Qt::QueuedConnection);
        }));
        m_thread->start();
    }

private:
    const Clock &m_clock;
    journal::Journal &m_journal;
    checks::ProberConfig m_config;
    checks::Probe m_probe;
    std::atomic<bool> m_cancelled = false;
    std::unique_ptr<QThread> m_thread;
};

} // namespace

ExitStatus runProducerCheck(const CheckOptions &options, RecordWriter &writer, const Clock &clock)
{
    QEventLoop loop;
    ProcessSignals signals;
    EngineThread<consumer::Consumer> *running = nullptr;
    const checks::Profile &profile = options.consumer.profile;
    ProducerTrap trap(options.patience, profile, [&running](const consumer::Reply &reply) {
        running->call([&] { running->engine()->forceNext(reply, 1); });
    });
    RecordFeed feed([&trap](const Facts &facts) { trap.take(facts); });
    Result<std::unique_ptr<Session>> session =
        Session::open({.path = options.common.session,
                       .program = "pushbench-cli " PUSHBENCH_VERSION,
                       .shown = true},
                      clock, feed.sink());
    if (!session)
        return trouble(session.fault());
    EngineThread<consumer::Consumer> consumer(
        u"consumer"_s,
        std::make_unique<consumer::Consumer>(options.trap, clock, session.value()->journal()));
    const Result<> started = consumer.call([&] { return consumer.engine()->start(); });
    if (!started)
        return trouble(started.fault());
    running = &consumer;
    const QUrl url = consumer.call([&] { return consumer.engine()->url(); });
    if (const auto warning = exposureWarning(options.trap.address, quint16(url.port())))
        RecordWriter::warn(*warning);
    Listening::Door door{.url = url, .sources = options.trap.intake.endpoints.front().sources};
    if (options.tokenGenerated)
        door.generatedToken = options.trap.intake.endpoints.front().tokens.front();
    writer.listening(clock.now().wall, {.endpoints = {door}});

    std::optional<ResumeCaller> caller;
    if (profile.resume)
        caller.emplace(*profile.resume, clock, session.value()->journal());
    QObject::connect(&trap, &ProducerTrap::resumeWanted, &loop, [&] { caller->call(trap); });
    CheckRun run(options, checks::Suite::Producer, url.toString(), clock, writer);
    bool cancelled = false;
    bool ended = false;
    const auto stop = [&] {
        if (!std::exchange(ended, true))
            consumer.post([engine = consumer.engine()] { engine->stop(); });
    };
    QObject::connect(consumer.engine(), &consumer::Consumer::stopped, &loop, &QEventLoop::quit);
    QObject::connect(&signals, &ProcessSignals::stopRequested, &loop, [&] {
        cancelled = true;
        stop();
    });
    QObject::connect(&trap, &ProducerTrap::waiting, &loop,
                     [&](const QByteArray &phase, const QString &what) {
                         writer.waiting(clock.now().wall, phase, what);
                     });
    QObject::connect(&trap, &ProducerTrap::finished, &loop, stop);
    QTimer::singleShot(options.consumer.timeLimit, &loop, stop);
    trap.start();
    loop.exec();

    caller.reset();
    const QString path = session.value()->path();
    const Result<> closed = session.value()->close();
    feed.drain();
    const checks::ProducerSeen seen = trap.seen();
    const auto judgeAll = [&](std::span<const checks::ProducerCheck> list) {
        for (const checks::ProducerCheck &check : list) {
            if (options.consumer.selection.takes(check.spec.id))
                run.take(check.spec, checks::judge(check, seen));
        }
    };
    judgeAll(checks::producerChecks());
    if (!options.profile.isEmpty() || !options.consumer.selection.only.isEmpty())
        judgeAll(checks::agreementChecks());
    run.draw(session.value()->books());
    const ExitStatus status = run.finish(seen.exchanges, cancelled, path);
    return closed ? status : trouble(closed.fault());
}

} // namespace pushbench::app
