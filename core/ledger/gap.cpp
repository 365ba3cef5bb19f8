// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/gap.h"

#include <algorithm>

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

std::optional<GapState> gapStateFromName(QByteArrayView name) noexcept
{
    const auto at = std::ranges::find(kGapStates, name, gapStateName);
    return at == kGapStates.end() ? std::nullopt : std::optional(*at);
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
    case FeedCondition::Contradicted:
        return "contradicted";
    case FeedCondition::HiddenAfterPush:
        return "hidden-after-push";
    case FeedCondition::HideViolation:
        return "hide-violation";
    case FeedCondition::Regression:
        return "regression";
    case FeedCondition::EpochBreak:
        return "epoch-break";
    case FeedCondition::Sparse:
        return "sparse";
    case FeedCondition::ReceiverDown:
        return "receiver-down";
    }
    Q_UNREACHABLE();
}

std::optional<FeedCondition> feedConditionFromName(QByteArrayView name) noexcept
{
    const auto at = std::ranges::find(kFeedConditions, name, feedConditionName);
    return at == kFeedConditions.end() ? std::nullopt : std::optional(*at);
}

} // namespace pushbench::ledger
