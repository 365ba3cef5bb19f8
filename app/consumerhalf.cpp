// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consumerhalf.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

consumer::Reply replyFor(const ui::ForcedAnswer &answer)
{
    using Kind = consumer::RetryAfterSpec::Kind;
    consumer::Reply reply{
        .status = answer.status, .latency = answer.latency, .fault = answer.fault};
    const bool timed = answer.duration.count() > 0;
    switch (answer.retryAfter) {
    case ui::RetryAfterChoice::None:
        break;
    case ui::RetryAfterChoice::Seconds:
        // A timed refusal announces what is left of it; a single one what was asked for.
        reply.retryAfter = timed
            ? consumer::RetryAfterSpec{.kind = Kind::Seconds}
            : consumer::RetryAfterSpec{.literal =
                                           QByteArray::number(qint64(answer.retrySeconds.count()))};
        break;
    case ui::RetryAfterChoice::Date:
        reply.retryAfter =
            consumer::RetryAfterSpec{.kind = Kind::ImfFixdate, .offset = answer.retrySeconds};
        break;
    }
    return reply;
}

double milliseconds(std::chrono::microseconds value)
{
    return double(value.count()) / 1000;
}

QString describe(const consumer::Reply &reply)
{
    if (reply.fault != wire::AnswerFault::None)
        return ConsumerHalf::tr("with a fault (%1)")
            .arg(QString::fromLatin1(wire::answerFaultName(reply.fault).toByteArray()));
    QString text = reply.overrides() ? QString::number(reply.status) : ConsumerHalf::tr("slowly");
    if (reply.retryAfter && reply.retryAfter->kind == consumer::RetryAfterSpec::Kind::Literal)
        text += u", Retry-After "_s + QString::fromLatin1(reply.retryAfter->literal);
    return text;
}

} // namespace

ConsumerHalf::ConsumerHalf(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void ConsumerHalf::start(const ui::ConsumerSettings &settings, journal::Journal &journal)
{
    if (m_engine)
        return;
    consumer::Config config;
    config.address = QHostAddress(settings.host == u"localhost"_s ? u"127.0.0.1"_s : settings.host);
    config.port = settings.port;
    config.intake.path = settings.path.toUtf8();
    config.intake.token =
        settings.token.isEmpty() ? Secret::generate() : Secret(settings.token.toUtf8());
    if (!settings.source.isEmpty())
        config.intake.sources = {settings.source.toUtf8()};
    config.policy = m_policy;
    if (config.address.isNull() || !settings.path.startsWith(u'/')) {
        Q_EMIT failed(
            {FaultKind::Usage, settings.host + settings.path,
             tr("this is no address and path to listen on; write 127.0.0.1 and /webhooks")});
        return;
    }
    auto engine = std::make_unique<EngineThread<consumer::Consumer>>(
        u"consumer"_s, std::make_unique<consumer::Consumer>(config, m_clock, journal));
    const Result<> started = engine->call([&engine] { return engine->engine()->start(); });
    m_state = {};
    if (!started) {
        m_state.fault = started.fault().message();
        Q_EMIT failed(started.fault());
        Q_EMIT changed(m_state);
        return;
    }
    m_engine = std::move(engine);
    consumer::Consumer *running = m_engine->engine();
    connect(running, &consumer::Consumer::stopped, this, [this] { shutDown(); });
    m_state.listening = true;
    m_state.url = m_engine->call([running] { return running->url(); });
    m_state.token = config.intake.token;
    Q_EMIT changed(m_state);
}

void ConsumerHalf::stop()
{
    if (m_engine)
        m_engine->post([running = m_engine->engine()] { running->stop(); });
}

void ConsumerHalf::shutDown()
{
    if (!m_engine)
        return;
    m_engine.reset();
    m_state.listening = false;
    m_state.connections = 0;
    m_state.waiting = 0;
    m_state.forcedAnswer.clear();
    Q_EMIT changed(m_state);
}

void ConsumerHalf::force(const ui::ForcedAnswer &answer)
{
    if (!m_engine)
        return;
    m_engine->post([running = m_engine->engine(), answer] {
        if (answer.duration.count() > 0)
            running->forceFor(replyFor(answer), answer.duration);
        else
            running->forceNext(replyFor(answer), answer.times);
    });
    poll();
}

void ConsumerHalf::answerHonestly()
{
    if (!m_engine)
        return;
    m_engine->post([running = m_engine->engine()] { running->clearForced(); });
    poll();
}

void ConsumerHalf::setPolicy(const consumer::Policy &policy)
{
    m_policy = policy;
    if (m_engine)
        m_engine->post([running = m_engine->engine(), policy] { running->setPolicy(policy); });
}

void ConsumerHalf::poll()
{
    if (!m_engine)
        return;
    m_engine->post([this, running = m_engine->engine()] {
        const consumer::Vitals vitals = running->takeVitals();
        QMetaObject::invokeMethod(
            this, [this, vitals] { take(vitals); }, Qt::QueuedConnection);
    });
}

void ConsumerHalf::take(const consumer::Vitals &vitals)
{
    if (!m_engine)
        return;
    m_state.connections = vitals.connections;
    m_state.waiting = vitals.waiting;
    if (vitals.ackP99.count() > 0) {
        m_state.ackP50Ms = milliseconds(vitals.ackMedian);
        m_state.ackP99Ms = milliseconds(vitals.ackP99);
    }
    m_state.forcedAnswer.clear();
    m_state.forcedUntil = {};
    if (vitals.forced && vitals.forced->times > 0) {
        m_state.forcedAnswer = describe(vitals.forced->reply)
            + (vitals.forced->times == 1
                   ? tr(", for the next request")
                   : tr(", for the next %1 requests").arg(vitals.forced->times));
    } else if (vitals.forced) {
        const Moment now = m_clock.now();
        m_state.forcedAnswer = describe(vitals.forced->reply);
        m_state.forcedUntil = now.wall
            + std::chrono::duration_cast<std::chrono::microseconds>(vitals.forced->until
                                                                    - now.steady);
    }
    Q_EMIT changed(m_state);
}

} // namespace pushbench::app
