// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/meaning.h"

#include <QCoreApplication>

namespace pushbench::ui {
namespace {

QString word(const char *text)
{
    return QCoreApplication::translate("States", text);
}

} // namespace

Meaning meaningOf(ledger::EventState state) noexcept
{
    switch (state) {
    case ledger::EventState::Received:
    case ledger::EventState::Recovered:
        return Meaning::Received;
    case ledger::EventState::Late:
        return Meaning::Late;
    case ledger::EventState::DuplicateRetry:
    case ledger::EventState::DuplicateReplay:
    case ledger::EventState::DuplicateUnprovoked:
    case ledger::EventState::DuplicateInBatch:
        return Meaning::Duplicate;
    case ledger::EventState::Conflict:
        return Meaning::Conflict;
    case ledger::EventState::Seen:
        return Meaning::Seen;
    }
    return Meaning::Seen;
}

Meaning meaningOf(ledger::GapState state) noexcept
{
    switch (state) {
    case ledger::GapState::Open:
    case ledger::GapState::Unexplained:
    case ledger::GapState::Checking:
        return Meaning::Open;
    case ledger::GapState::Hidden:
        return Meaning::Hidden;
    case ledger::GapState::LostSuperseded:
        return Meaning::Superseded;
    case ledger::GapState::Lost:
        return Meaning::Lost;
    case ledger::GapState::Filled:
    case ledger::GapState::Recovered:
        return Meaning::Received;
    }
    return Meaning::Open;
}

QString meaningWord(Meaning meaning)
{
    switch (meaning) {
    case Meaning::Received:
        return word(QT_TRANSLATE_NOOP("States", "received"));
    case Meaning::Late:
        return word(QT_TRANSLATE_NOOP("States", "late"));
    case Meaning::Duplicate:
        return word(QT_TRANSLATE_NOOP("States", "duplicate"));
    case Meaning::Conflict:
        return word(QT_TRANSLATE_NOOP("States", "conflict"));
    case Meaning::Open:
        return word(QT_TRANSLATE_NOOP("States", "open"));
    case Meaning::Hidden:
        return word(QT_TRANSLATE_NOOP("States", "hidden"));
    case Meaning::Superseded:
        return word(QT_TRANSLATE_NOOP("States", "superseded"));
    case Meaning::Lost:
        return word(QT_TRANSLATE_NOOP("States", "lost"));
    case Meaning::Seen:
        return word(QT_TRANSLATE_NOOP("States", "not accepted"));
    }
    return {};
}

QString stateWord(ledger::EventState state)
{
    switch (state) {
    case ledger::EventState::DuplicateRetry:
        return word(QT_TRANSLATE_NOOP("States", "duplicate, retried"));
    case ledger::EventState::DuplicateReplay:
        return word(QT_TRANSLATE_NOOP("States", "duplicate, replayed"));
    case ledger::EventState::DuplicateInBatch:
        return word(QT_TRANSLATE_NOOP("States", "duplicate in batch"));
    case ledger::EventState::Recovered:
        return word(QT_TRANSLATE_NOOP("States", "recovered"));
    case ledger::EventState::DuplicateUnprovoked:
    case ledger::EventState::Received:
    case ledger::EventState::Late:
    case ledger::EventState::Conflict:
    case ledger::EventState::Seen:
        return meaningWord(meaningOf(state));
    }
    return {};
}

QString stateWord(ledger::GapState state)
{
    switch (state) {
    case ledger::GapState::Unexplained:
        return word(QT_TRANSLATE_NOOP("States", "unexplained"));
    case ledger::GapState::Checking:
        return word(QT_TRANSLATE_NOOP("States", "checking"));
    case ledger::GapState::Filled:
        return word(QT_TRANSLATE_NOOP("States", "filled"));
    case ledger::GapState::Recovered:
        return word(QT_TRANSLATE_NOOP("States", "recovered"));
    case ledger::GapState::Open:
    case ledger::GapState::Hidden:
    case ledger::GapState::LostSuperseded:
    case ledger::GapState::Lost:
        return meaningWord(meaningOf(state));
    }
    return {};
}

QString verdictWord(protocol::Verdict verdict)
{
    switch (verdict) {
    case protocol::Verdict::Info:
        return word(QT_TRANSLATE_NOOP("States", "info"));
    case protocol::Verdict::Warn:
        return word(QT_TRANSLATE_NOOP("States", "warn"));
    case protocol::Verdict::Fail:
        return word(QT_TRANSLATE_NOOP("States", "fail"));
    }
    return {};
}

protocol::Verdict verdictOf(ledger::FeedCondition condition) noexcept
{
    switch (condition) {
    case ledger::FeedCondition::OutOfScope:
    case ledger::FeedCondition::Lag:
    case ledger::FeedCondition::BeyondHead:
    case ledger::FeedCondition::HiddenAfterPush:
    case ledger::FeedCondition::Sparse:
    case ledger::FeedCondition::ReceiverDown:
        return protocol::Verdict::Info;
    case ledger::FeedCondition::Phantom:
    case ledger::FeedCondition::Regression:
    case ledger::FeedCondition::HideViolation:
        return protocol::Verdict::Warn;
    case ledger::FeedCondition::Contradicted:
    case ledger::FeedCondition::EpochBreak:
        return protocol::Verdict::Fail;
    }
    return protocol::Verdict::Info;
}

QString conditionWord(ledger::FeedCondition condition)
{
    switch (condition) {
    case ledger::FeedCondition::OutOfScope:
        return word(QT_TRANSLATE_NOOP("States", "out of scope"));
    case ledger::FeedCondition::Lag:
        return word(QT_TRANSLATE_NOOP("States", "lag"));
    case ledger::FeedCondition::BeyondHead:
        return word(QT_TRANSLATE_NOOP("States", "beyond the head"));
    case ledger::FeedCondition::Phantom:
        return word(QT_TRANSLATE_NOOP("States", "phantom"));
    case ledger::FeedCondition::Contradicted:
        return word(QT_TRANSLATE_NOOP("States", "contradicted"));
    case ledger::FeedCondition::HiddenAfterPush:
        return word(QT_TRANSLATE_NOOP("States", "hidden since"));
    case ledger::FeedCondition::HideViolation:
        return word(QT_TRANSLATE_NOOP("States", "hidden too early"));
    case ledger::FeedCondition::Regression:
        return word(QT_TRANSLATE_NOOP("States", "regression"));
    case ledger::FeedCondition::EpochBreak:
        return word(QT_TRANSLATE_NOOP("States", "numbers began anew"));
    case ledger::FeedCondition::Sparse:
        return word(QT_TRANSLATE_NOOP("States", "sparse"));
    case ledger::FeedCondition::ReceiverDown:
        return word(QT_TRANSLATE_NOOP("States", "nobody listened"));
    }
    return {};
}

Conduct conductOf(const consumer::PolitenessRecord &record) noexcept
{
    switch (record.manner) {
    case consumer::Manner::Waiting:
        return Conduct::Waiting;
    case consumer::Manner::Obeyed:
        return Conduct::Pass;
    case consumer::Manner::Early:
        return record.status == 429 ? Conduct::Fail : Conduct::Warn;
    case consumer::Manner::NotReturned:
        return Conduct::Warn;
    case consumer::Manner::Unjudged:
        return Conduct::Info;
    }
    return Conduct::Info;
}

QString conductWord(Conduct conduct)
{
    switch (conduct) {
    case Conduct::Waiting:
        return word(QT_TRANSLATE_NOOP("States", "waiting"));
    case Conduct::Pass:
        return word(QT_TRANSLATE_NOOP("States", "pass"));
    case Conduct::Info:
        return verdictWord(protocol::Verdict::Info);
    case Conduct::Warn:
        return verdictWord(protocol::Verdict::Warn);
    case Conduct::Fail:
        return verdictWord(protocol::Verdict::Fail);
    }
    return {};
}

} // namespace pushbench::ui
