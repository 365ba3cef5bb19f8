// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/producerhalf.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

producer::Config configFor(const ui::ProducerSettings &settings)
{
    producer::Config config;
    config.target = settings.target;
    config.token = Secret(settings.token.toUtf8());
    if (!settings.source.isEmpty())
        config.source = settings.source.toUtf8();
    config.batch = settings.batch;
    config.multi = settings.multi;
    config.delivery.inFlight = settings.inFlight;
    config.delivery.eventsPerSecond = settings.rate;
    config.delivery.seed = settings.seed;
    return config;
}

ui::ProducerPhase phaseOf(producer::Standing standing)
{
    switch (standing) {
    case producer::Standing::Running:
        return ui::ProducerPhase::Pushing;
    case producer::Standing::Holding:
        return ui::ProducerPhase::Holding;
    case producer::Standing::BackingOff:
        return ui::ProducerPhase::BackingOff;
    case producer::Standing::Paused:
        return ui::ProducerPhase::Paused;
    case producer::Standing::Halted:
        return ui::ProducerPhase::Halted;
    case producer::Standing::Done:
        return ui::ProducerPhase::Done;
    }
    Q_UNREACHABLE();
}

} // namespace

ProducerHalf::ProducerHalf(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void ProducerHalf::start(const ui::ProducerSettings &settings, journal::Journal &journal)
{
    if (settings.file.isEmpty()) {
        const producer::GeneratorConfig generator{.events = settings.events,
                                                  .seed = settings.seed,
                                                  .first = {settings.firstSequence},
                                                  .holeRate = settings.holeRate};
        if (const Result<> sound = producer::check(generator); !sound)
            Q_EMIT failed(sound.fault());
        else
            startFrom(settings, std::make_unique<producer::Generator>(generator), journal);
        return;
    }
    Result<std::unique_ptr<producer::EventSource>> source =
        producer::FileSource::open(settings.file);
    if (source)
        startFrom(settings, std::move(source).value(), journal);
    else
        Q_EMIT failed(source.fault());
}

void ProducerHalf::startFrom(const ui::ProducerSettings &settings,
                             std::unique_ptr<producer::EventSource> source,
                             journal::Journal &journal)
{
    const producer::Config config = configFor(settings);
    if (const Result<> sound = producer::check(config); !sound) {
        Q_EMIT failed(sound.fault());
        return;
    }
    m_engine.reset();
    m_stopped = false;
    m_finished = false;
    m_state.target = config.target;
    m_lastDelivered = 0;
    m_lastLook = m_clock.now().steady;
    m_engine = std::make_unique<EngineThread<producer::Producer>>(
        u"producer"_s,
        std::make_unique<producer::Producer>(config, std::move(source), m_clock, journal));
    producer::Producer *running = m_engine->engine();
    connect(running, &producer::Producer::held, this, &ProducerHalf::poll);
    connect(running, &producer::Producer::halted, this, &ProducerHalf::poll);
    connect(running, &producer::Producer::resumed, this, &ProducerHalf::poll);
    connect(running, &producer::Producer::sourceFailed, this, &ProducerHalf::failed);
    connect(running, &producer::Producer::finished, this, [this] {
        m_finished = true;
        poll();
    });
    m_engine->post([running] { running->start(); });
    poll();
}

void ProducerHalf::sendBody(const ui::ProducerSettings &settings, const QByteArray &body,
                            journal::Journal &journal)
{
    const bool busy = m_engine && m_state.phase != ui::ProducerPhase::Done && !m_stopped;
    if (!busy)
        startFrom(settings,
                  std::make_unique<producer::ListSource>(std::vector<protocol::EntityEvent>()),
                  journal);
    if (m_engine)
        m_engine->post([running = m_engine->engine(), body] { running->sendBody(body); });
    poll();
}

void ProducerHalf::pause()
{
    if (m_engine)
        m_engine->post([running = m_engine->engine()] { running->pause(); });
    poll();
}

void ProducerHalf::resume()
{
    if (m_engine)
        m_engine->post([running = m_engine->engine()] { running->resume(u"the window"_s); });
    poll();
}

void ProducerHalf::step()
{
    if (m_engine)
        m_engine->post([running = m_engine->engine()] { running->step(); });
    poll();
}

void ProducerHalf::stop()
{
    m_stopped = true;
    if (m_engine)
        m_engine->post([running = m_engine->engine()] { running->stop(); });
}

void ProducerHalf::shutDown()
{
    m_engine.reset();
    m_state = {};
    Q_EMIT changed(m_state);
}

void ProducerHalf::poll()
{
    if (!m_engine)
        return;
    m_engine->post([this, running = m_engine->engine()] {
        const producer::Vitals vitals = running->vitals();
        QMetaObject::invokeMethod(
            this, [this, vitals] { take(vitals); }, Qt::QueuedConnection);
    });
}

void ProducerHalf::take(const producer::Vitals &vitals)
{
    if (!m_engine)
        return;
    const SteadyTime now = m_clock.now().steady;
    const std::chrono::duration<double> since = now - m_lastLook;
    if (since.count() > 0.2) {
        m_state.perSecond = double(vitals.tally.delivered - m_lastDelivered) / since.count();
        m_lastDelivered = vitals.tally.delivered;
        m_lastLook = now;
    }
    // Stopped is only what has nothing under way any more.
    m_state.phase = m_stopped && m_finished ? ui::ProducerPhase::Idle : phaseOf(vitals.standing);
    m_state.waiting = vitals.waiting;
    m_state.delivered = vitals.tally.delivered;
    m_state.until = vitals.wait.until.wall;
    m_state.whole = std::chrono::ceil<std::chrono::seconds>(vitals.wait.until.steady
                                                            - vitals.wait.since.steady);
    m_state.reason.clear();
    if (vitals.standing == producer::Standing::Halted)
        m_state.reason = vitals.haltReason;
    else if (vitals.standing == producer::Standing::Holding
             || vitals.standing == producer::Standing::BackingOff)
        m_state.reason = vitals.wait.reason;
    else if (vitals.tally.refused > 0)
        m_state.reason =
            tr("Refused for good: %n event(s); the last: %1", nullptr, int(vitals.tally.refused))
                .arg(vitals.lastLoss);
    Q_EMIT changed(m_state);
}

} // namespace pushbench::app
