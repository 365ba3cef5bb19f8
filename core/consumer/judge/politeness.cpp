// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/judge/politeness.h"

namespace pushbench::consumer {

using protocol::Verdict;

bool asksToStop(const journal::Exchange &exchange) noexcept
{
    const int status = exchange.status;
    return status == 429 || status == 503
        || ((status == 413 || (status >= 300 && status < 400)) && !exchange.retryAfter.isEmpty());
}

Verdict verdictOf(Manner manner, int status) noexcept
{
    switch (manner) {
    case Manner::Early:
        return status == 429 ? Verdict::Fail : Verdict::Warn;
    case Manner::NotReturned:
        return Verdict::Warn;
    case Manner::Waiting:
    case Manner::Obeyed:
    case Manner::Unjudged:
        return Verdict::Info;
    }
    Q_UNREACHABLE();
}

QByteArrayView mannerVerdict(Manner manner, int status) noexcept
{
    switch (manner) {
    case Manner::Waiting:
        return "waiting";
    case Manner::Obeyed:
        return "pass";
    case Manner::Early:
    case Manner::NotReturned:
    case Manner::Unjudged:
        return protocol::verdictName(verdictOf(manner, status));
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::consumer
