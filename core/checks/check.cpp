// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/check.h"

#include <algorithm>
#include <array>

namespace pushbench::checks {

QByteArrayView levelName(Level level) noexcept
{
    switch (level) {
    case Level::Must:
        return "MUST";
    case Level::Should:
        return "SHOULD";
    case Level::May:
        return "MAY";
    case Level::Polite:
        return "POLITE";
    case Level::Info:
        return "INFO";
    }
    Q_UNREACHABLE();
}

QByteArrayView statusName(Status status) noexcept
{
    switch (status) {
    case Status::Pass:
        return "pass";
    case Status::Info:
        return "info";
    case Status::Skip:
        return "skip";
    case Status::Inconclusive:
        return "inconclusive";
    case Status::Warn:
        return "warn";
    case Status::Fail:
        return "fail";
    }
    Q_UNREACHABLE();
}

std::optional<Status> statusFromName(QByteArrayView name) noexcept
{
    for (const Status status : {Status::Pass, Status::Info, Status::Skip, Status::Inconclusive,
                                Status::Warn, Status::Fail}) {
        if (statusName(status) == name)
            return status;
    }
    return std::nullopt;
}

QByteArrayView suiteName(Suite suite) noexcept
{
    switch (suite) {
    case Suite::Consumer:
        return "consumer";
    case Suite::Producer:
        return "producer";
    case Suite::Resource:
        return "resource";
    }
    Q_UNREACHABLE();
}

Status weighed(const CheckSpec &spec, Status status, bool strict) noexcept
{
    return strict && status == Status::Warn && spec.level == Level::Should ? Status::Fail : status;
}

Status worst(const std::vector<Assertion> &assertions) noexcept
{
    if (assertions.empty())
        return Status::Skip;
    return std::ranges::max(assertions, {}, &Assertion::status).status;
}

} // namespace pushbench::checks
