// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/eventstate.h"

namespace pushbench::ledger {

QByteArrayView eventStateName(EventState state) noexcept
{
    switch (state) {
    case EventState::Received:
        return "received";
    case EventState::Late:
        return "late";
    case EventState::DuplicateRetry:
    case EventState::DuplicateReplay:
    case EventState::DuplicateUnprovoked:
    case EventState::DuplicateInBatch:
        return "duplicate";
    case EventState::Conflict:
        return "conflict";
    case EventState::Seen:
        return "seen";
    case EventState::Recovered:
        return "recovered";
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::ledger
