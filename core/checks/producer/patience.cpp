// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/producer/patience.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::checks {
namespace {

using std::chrono::milliseconds;

/// Who closes one connection and opens another does not do it at the very same instant, and neither
/// does the kernel that tells us.
constexpr milliseconds kAtOnce = 50ms;

void add(Outcome &outcome, Status status, const QString &what, const QString &expected,
         const QString &actual, ExchangeNumber evidence)
{
    outcome.assertions.push_back({what, status, expected, actual});
    if (evidence.value > 0)
        outcome.evidence.push_back(evidence);
}

const PhaseSeen *phaseOf(QByteArrayView name, const ProducerSeen &seen)
{
    const auto at = seen.phases.find(name);
    return at == seen.phases.end() || !at->second.exercised ? nullptr : &at->second;
}

QString answerText(const PhaseSeen &phase)
{
    return u"exchange %1, answered after %2 ms"_s.arg(phase.answered.value).arg(phase.took.count());
}

/// When the producer was no longer there; nobody left before the answer if it is that late.
milliseconds departureOf(const PhaseSeen &phase, const ProducerSeen &seen)
{
    const auto at = seen.departures.find(phase.answered);
    return phase.left && at != seen.departures.end() ? at->second : phase.took;
}

QString gaveUpText(const PhaseSeen &phase, const ProducerSeen &seen)
{
    return u"gave up after %1 ms"_s.arg(departureOf(phase, seen).count());
}

} // namespace

void byCopies(const ProducerCheck &, const ProducerSeen &seen, Outcome &outcome)
{
    for (const QByteArrayView name : {"slow", "too-slow"}) {
        const PhaseSeen *phase = phaseOf(name, seen);
        if (!phase)
            continue;
        const milliseconds until = departureOf(*phase, seen);
        int early = 0;
        for (const Copy &copy : phase->copies) {
            if (copy.after + kAtOnce >= until)
                continue;
            ++early;
            add(outcome, Status::Warn, answerText(*phase), u"nothing of it a second time"_s,
                u"the same events came in exchange %1 after %2 ms, while the first request was "
                "under way"_s.arg(copy.exchange.value)
                    .arg(copy.after.count()),
                copy.exchange);
        }
        if (early == 0)
            add(outcome, Status::Pass, answerText(*phase), u"nothing of it a second time"_s,
                u"it came once"_s, {});
        outcome.evidence.push_back(phase->answered);
    }
}

void bySlowness(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome)
{
    const PhaseSeen *phase = phaseOf(check.phase, seen);
    if (!phase)
        return;
    add(outcome, phase->left ? Status::Warn : Status::Pass, answerText(*phase),
        u"it is waited for"_s, phase->left ? gaveUpText(*phase, seen) : u"it was waited for"_s,
        phase->answered);
}

void byComingBack(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome)
{
    const PhaseSeen *phase = phaseOf(check.phase, seen);
    if (!phase)
        return;
    const bool back = phase->returned.value > 0;
    add(outcome, phase->left && !back ? Status::Warn : Status::Pass, answerText(*phase),
        u"it is waited for, or the same events come again"_s,
        !phase->left ? u"it was waited for"_s
            : back   ? gaveUpText(*phase, seen)
                + u", and came again %1 ms after it had begun"_s.arg(phase->until.count())
                   : gaveUpText(*phase, seen) + u", and nothing of it came again in time"_s,
        phase->answered);
    if (back)
        outcome.evidence.push_back(phase->returned);
}

void byNextToken(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome)
{
    if (!seen.nextToken) {
        outcome.sentence = u"not exercised: no next token was named (--next-token)"_s;
        return;
    }
    const PhaseSeen *phase = phaseOf(check.phase, seen);
    if (!phase)
        return;
    const bool back = phase->returned.value > 0;
    add(outcome, back ? Status::Pass : Status::Warn, u"the next token"_s, u"events with it"_s,
        !back ? u"none came in time"_s
            : phase->returned == phase->answered
            ? u"before the other one was refused"_s
            : u"%1 ms after the first 401"_s.arg(phase->until.count()),
        phase->answered);
    if (back)
        outcome.evidence.push_back(phase->returned);
}

void byRefusedTries(const ProducerCheck &check, const ProducerSeen &seen, Outcome &outcome)
{
    const PhaseSeen *phase = phaseOf(check.phase, seen);
    if (!phase || phase->returned == phase->answered)
        return; // It had gone on with the next one before it was refused.
    const int most = seen.profile.thresholds.storm;
    add(outcome, phase->between > most ? Status::Warn : Status::Pass,
        u"401 in exchange %1"_s.arg(phase->answered.value),
        u"at most %1 further tries with that token"_s.arg(most), QString::number(phase->between),
        phase->answered);
}

} // namespace pushbench::checks
