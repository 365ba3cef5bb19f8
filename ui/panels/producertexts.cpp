// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/producertexts.h"

#include "ui/models/texts.h"
#include "ui/panels/producerpanel.h"

#include <QStringBuilder>

namespace pushbench::ui {

namespace {

/// Why, when the bench did not say it.
QString plainReason(const ProducerState &state)
{
    switch (state.phase) {
    case ProducerPhase::Idle:
        return ProducerPanel::tr("Nothing is being pushed.");
    case ProducerPhase::Pushing:
        return state.target.isEmpty()
            ? ProducerPanel::tr("Pushing to the target.")
            : ProducerPanel::tr("To %1.").arg(state.target.toString(QUrl::RemoveUserInfo));
    case ProducerPhase::Holding:
        return ProducerPanel::tr("The consumer asked to wait.");
    case ProducerPhase::BackingOff:
        return ProducerPanel::tr("The last request failed; it is sent again.");
    case ProducerPhase::Paused:
        return ProducerPanel::tr("Held by you. Resume goes on, Step lets one request go.");
    case ProducerPhase::Halted:
        return ProducerPanel::tr("It gave up. Resume tries again.");
    case ProducerPhase::Done:
        return ProducerPanel::tr("Everything was delivered.");
    }
    return {};
}

QString countdownText(const ProducerState &state, WallTime now)
{
    const QString left = countdown(waitLeft(state, now));
    return state.whole.count() > 0 ? ProducerPanel::tr("%1 of %2").arg(left, countdown(state.whole))
                                   : left;
}

} // namespace

Tone toneOf(ProducerPhase phase)
{
    switch (phase) {
    case ProducerPhase::Idle:
        return Tone::Neutral;
    case ProducerPhase::Pushing:
    case ProducerPhase::Done:
        return Tone::Good;
    case ProducerPhase::Holding:
    case ProducerPhase::BackingOff:
    case ProducerPhase::Paused:
        return Tone::Warn;
    case ProducerPhase::Halted:
        return Tone::Bad;
    }
    return Tone::Neutral;
}

std::chrono::microseconds waitLeft(const ProducerState &state, WallTime now)
{
    const std::chrono::microseconds left = state.until - now;
    return state.whole.count() > 0 ? std::min<std::chrono::microseconds>(left, state.whole) : left;
}

QString producerHeadline(const ProducerState &state, WallTime now)
{
    switch (state.phase) {
    case ProducerPhase::Idle:
        return ProducerPanel::tr("Idle");
    case ProducerPhase::Pushing:
        return (state.follows ? ProducerPanel::tr("Following, %1 events/s")
                              : ProducerPanel::tr("Pushing, %1 events/s"))
            .arg(grouped(qRound64(state.perSecond)));
    case ProducerPhase::Holding:
        return ProducerPanel::tr("Holding %1").arg(countdownText(state, now));
    case ProducerPhase::BackingOff:
        return ProducerPanel::tr("Trying again in %1").arg(countdownText(state, now));
    case ProducerPhase::Paused:
        return ProducerPanel::tr("Paused");
    case ProducerPhase::Halted:
        return ProducerPanel::tr("Halted");
    case ProducerPhase::Done:
        return ProducerPanel::tr("Done, %1 delivered").arg(grouped(state.delivered));
    }
    return {};
}

QString producerSentence(const ProducerState &state)
{
    QString sentence = state.reason.isEmpty() ? plainReason(state) : state.reason;
    const bool failed =
        state.phase == ProducerPhase::BackingOff || state.phase == ProducerPhase::Halted;
    if (failed && !state.reason.isEmpty() && !state.target.isEmpty())
        sentence += u" (" % state.target.toString(QUrl::RemoveUserInfo) % u')';
    if (!sentence.endsWith(u'.'))
        sentence += u'.';
    if (state.waiting > 0)
        sentence += u' ' % ProducerPanel::tr("%1 events wait.").arg(grouped(state.waiting));
    return sentence;
}

} // namespace pushbench::ui
