// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/statusline.h"

#include "ui/models/texts.h"
#include "ui/panels/producerpanel.h"
#include "ui/views/card.h"

#include <QFileInfo>
#include <QLabel>
#include <QStringBuilder>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::chrono::seconds kRateSpan{2};
}

double eventRate(std::chrono::microseconds span, qint64 events)
{
    return span.count() <= 0 ? 0 : double(events) * 1e6 / double(span.count());
}

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_rate(new QLabel)
    , m_exchanges(new QLabel)
    , m_gaps(new QLabel)
    , m_lost(new QLabel)
    , m_held(new QLabel)
    , m_session(new QLabel)
{
    setSizeGripEnabled(false);
    for (QLabel *label : {m_rate, m_exchanges, m_gaps, m_lost, m_held}) {
        label->setContentsMargins(6, 2, 10, 2);
        addWidget(label);
    }
    m_lost->setProperty("tone", u"bad"_s);
    m_held->setProperty("tone", u"warn"_s);
    m_session->setProperty("muted", true);
    m_session->setContentsMargins(6, 2, 6, 2);
    addPermanentWidget(m_session);
    restart();
}

void StatusLine::restart()
{
    m_samples.clear();
    m_events = 0;
    m_rate->setText(tr("%1 events/s").arg(grouped(qint64(0))));
    m_exchanges->setText(tr("no exchanges"));
    m_gaps->setText(tr("no open gaps"));
    m_lost->clear();
    m_lost->hide();
}

void StatusLine::setModels(const SessionModels &models)
{
    const GapTableModel &gaps = models.gaps;
    m_events = models.events.rowCount();
    m_exchanges->setText(tr("exchanges: %1").arg(grouped(models.totals.exchanges)));
    const int open = gaps.count(Meaning::Open);
    const int hidden = gaps.count(Meaning::Hidden);
    const int lost = gaps.count(Meaning::Lost) + gaps.count(Meaning::Superseded);
    QStringList parts;
    if (open > 0)
        parts += tr("%1 open").arg(grouped(qint64(open)));
    if (hidden > 0)
        parts += tr("%1 hidden").arg(grouped(qint64(hidden)));
    m_gaps->setText(parts.isEmpty() ? tr("no open gaps")
                                    : tr("gaps: %1").arg(parts.join(u" \u00B7 "_s)));
    m_lost->setVisible(lost > 0);
    m_lost->setText(tr("%1 lost").arg(grouped(qint64(lost))));
}

void StatusLine::setProducer(const ProducerState &state)
{
    m_producer = state;
    updateHeld();
}

void StatusLine::updateHeld()
{
    const ProducerPhase phase = m_producer.phase;
    const bool held = phase == ProducerPhase::Holding || phase == ProducerPhase::BackingOff
        || phase == ProducerPhase::Paused || phase == ProducerPhase::Halted;
    m_held->setVisible(held);
    if (!held)
        return;
    const bool counting = phase == ProducerPhase::Holding || phase == ProducerPhase::BackingOff;
    const QString left = countdown(waitLeft(m_producer, m_now));
    const QString what = phase == ProducerPhase::Holding ? tr("held %1").arg(left)
        : counting                                       ? tr("trying again in %1").arg(left)
                                                         : producerHeadline(m_producer, m_now);
    m_held->setText(m_producer.reason.isEmpty() ? what
                                                : QString(what % u" (" % m_producer.reason % u')'));
}

void StatusLine::setSession(const SessionState &state)
{
    const QString name = state.path.isEmpty() || state.temporary ? tr("not saved")
                                                                 : QFileInfo(state.path).fileName();
    const bool broken = !state.fault.isEmpty();
    m_session->setText(broken ? state.fault
                              : tr("%1 \u00B7 %2 on disk").arg(name, byteCount(state.bytesOnDisk)));
    m_session->setToolTip(state.path);
    restyle(*m_session, "tone", broken ? QVariant(u"bad"_s) : QVariant());
}

void StatusLine::tick(WallTime now)
{
    m_now = now;
    m_samples.push_back({now, m_events});
    while (m_samples.size() > 2 && now - m_samples.front().at > kRateSpan)
        m_samples.pop_front();
    const Sample &oldest = m_samples.front();
    const double rate = eventRate(now - oldest.at, m_events - oldest.events);
    m_rate->setText(tr("%1 events/s").arg(grouped(qRound64(rate))));
    updateHeld();
}

} // namespace pushbench::ui
