// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/producerhalf.h"

#include <QLocale>

#include "app/pushsettings.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::app {
namespace {

/// An answer is recorded a moment before or behind the wait that it brought.
constexpr auto kSameMoment = 100ms;

/// So long what a source has to say stands in place of what it is at.
constexpr auto kNoticeStands = 10s;

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

void ProducerHalf::start(const ui::ProducerSettings &settings, journal::Journal &journal,
                         const Publishing &publishing)
{
    Result<std::unique_ptr<producer::EventSource>> source = openSource(settings, m_clock);
    if (source)
        startFrom(settings, std::move(source).value(), journal, publishing,
                  settings.advanced.checkpoint);
    else
        Q_EMIT failed(source.fault());
}

void ProducerHalf::startFrom(const ui::ProducerSettings &settings,
                             std::unique_ptr<producer::EventSource> source,
                             journal::Journal &journal, const Publishing &publishing,
                             const QString &checkpoint)
{
    Result<PushConfig> push = pushConfig(settings, m_clock.now().wall);
    if (!push) {
        Q_EMIT failed(push.fault());
        return;
    }
    const producer::Config &config = push->config;
    m_state.warnings = push->warnings;
    m_engine.reset(); // It may hold the same checkpoint.
    std::unique_ptr<producer::Checkpoint> progress;
    if (!checkpoint.isEmpty()) {
        Result<std::unique_ptr<producer::Checkpoint>> opened =
            producer::Checkpoint::open(checkpoint, source->name());
        if (!opened) {
            shutDown();
            Q_EMIT failed(opened.fault());
            return;
        }
        progress = std::move(opened).value();
    }
    m_reading =
        settings.origin == ui::EventOrigin::Resource ? settings.reading : ui::ReadingSettings();
    m_notice.clear();
    m_stopped = false;
    m_finished = false;
    m_state.target = config.target;
    m_lastDelivered = 0;
    m_lastLook = m_clock.now().steady;
    m_engine = std::make_unique<EngineThread<producer::Producer>>(
        u"producer"_s,
        std::make_unique<producer::Producer>(config, std::move(source), m_clock, journal));
    producer::Producer *running = m_engine->engine();
    if (progress)
        running->setCheckpoint(std::move(progress));
    // Asked for here: from now on nothing can fail, and what a resource showed may go.
    if (producer::Producer::Publish publish = publishing ? publishing() : nullptr)
        running->setPublisher(std::move(publish));
    connect(running, &producer::Producer::held, this, &ProducerHalf::poll);
    connect(running, &producer::Producer::halted, this, &ProducerHalf::poll);
    connect(running, &producer::Producer::resumed, this, &ProducerHalf::poll);
    connect(running, &producer::Producer::sourceFailed, this, &ProducerHalf::failed);
    connect(running, &producer::Producer::noticed, this, [this](const QString &what) {
        m_notice = what;
        m_noticed = m_clock.now().steady;
        poll();
    });
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

void ProducerHalf::pushAgain(const std::vector<protocol::EntityEvent> &events)
{
    if (!canPushAgain()) {
        Q_EMIT failed({FaultKind::Usage, tr("Push again"),
                       tr("nothing is being pushed, so there is no consumer to push to; start the "
                          "producer first")});
        return;
    }
    m_finished = false;
    m_engine->post([running = m_engine->engine(), events] { running->pushAgain(events); });
    poll();
}

void ProducerHalf::pause()
{
    if (m_engine)
        m_engine->post([running = m_engine->engine()] { running->pause(); });
    poll();
}

void ProducerHalf::resume(const QString &by)
{
    if (m_engine)
        m_engine->post([running = m_engine->engine(), by] { running->resume(by); });
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
    m_setback.reset();
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

void ProducerHalf::note(const ledger::Records &records)
{
    for (const ledger::ExchangeRecord &record : records.exchanges) {
        if (record.exchange && record.exchange->side == Side::Producer
            && record.exchange->outcome != journal::Outcome::Delivered)
            m_setback = record.exchange;
    }
}

/// " from exchange 118", as soon as the journal has told which it was.
QString ProducerHalf::originOf(const producer::Wait &wait) const
{
    if (!m_setback)
        return {};
    const auto ended =
        m_setback->began + m_setback->timings.done.value_or(std::chrono::microseconds{});
    if (std::chrono::abs(ended - wait.since.wall) > kSameMoment)
        return {};
    return tr(" from exchange %1").arg(m_setback->number.value);
}

/// What a push that reads a resource is at.
QString ProducerHalf::readingText(const producer::Vitals &vitals) const
{
    const QString root = QUrl(m_reading.root).toString(QUrl::RemoveUserInfo);
    if (!m_notice.isEmpty() && m_clock.now().steady - m_noticed < kNoticeStands)
        return m_notice;
    const QString last = QLocale().toString(vitals.read.value);
    if (!vitals.awaits)
        return tr("Reads %1 to its end; it came to %2").arg(root, last);
    if (vitals.read.value == 0)
        return tr("Reads %1; nothing has come yet").arg(root);
    return m_reading.once ? tr("Reads %1, behind %2").arg(root, last)
                          : tr("Reads %1, behind %2, and looks for more every %3 s")
                                .arg(root, last, QLocale().toString(m_reading.poll));
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
    m_state.follows = m_state.phase == ui::ProducerPhase::Pushing && vitals.awaits
        && vitals.waiting == 0 && !m_reading.once;
    m_state.reason.clear();
    if (m_state.phase == ui::ProducerPhase::Pushing && !m_reading.root.isEmpty()
        && vitals.tally.refused == 0)
        m_state.reason = readingText(vitals);
    else if (vitals.standing == producer::Standing::Halted)
        m_state.reason = vitals.haltReason;
    else if (vitals.standing == producer::Standing::Holding
             || vitals.standing == producer::Standing::BackingOff)
        m_state.reason = vitals.wait.reason + originOf(vitals.wait);
    else if (vitals.tally.refused > 0)
        m_state.reason =
            tr("Refused for good: %n event(s); the last: %1", nullptr, int(vitals.tally.refused))
                .arg(vitals.lastLoss);
    Q_EMIT changed(m_state);
}

} // namespace pushbench::app
