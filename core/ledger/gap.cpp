// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/gap.h"

namespace pushbench::ledger {

QByteArrayView gapStateName(GapState state) noexcept
{
    switch (state) {
    case GapState::Open:
        return "open";
    case GapState::Unexplained:
        return "unexplained";
    case GapState::Checking:
        return "checking";
    case GapState::Hidden:
        return "hidden";
    case GapState::LostSuperseded:
        return "lost-superseded";
    case GapState::Lost:
        return "lost";
    case GapState::Recovered:
        return "recovered";
    case GapState::Filled:
        return "filled";
    }
    Q_UNREACHABLE();
}

QByteArrayView feedConditionName(FeedCondition condition) noexcept
{
    switch (condition) {
    case FeedCondition::OutOfScope:
        return "out-of-scope";
    case FeedCondition::Lag:
        return "lag";
    case FeedCondition::BeyondHead:
        return "beyond-head";
    case FeedCondition::Phantom:
        return "phantom";
    case FeedCondition::HiddenAfterPush:
        return "hidden-after-push";
    case FeedCondition::HideViolation:
        return "hide-violation";
    case FeedCondition::Regression:
        return "regression";
    case FeedCondition::EpochBreak:
        return "epoch-break";
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::ledger
