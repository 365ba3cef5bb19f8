// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/consumer/judging.h"

using namespace Qt::StringLiterals;

namespace pushbench::checks {

QString statusText(const Seen &seen)
{
    if (!seen.answers.empty())
        return QString::number(seen.status());
    if (!seen.trouble.isEmpty())
        return seen.trouble;
    return seen.closed ? u"closed without an answer"_s : u"no answer"_s;
}

void Judging::expectAccepted(const Seen &seen, Status otherwise)
{
    const int status = seen.status();
    const bool accepted = status >= 200 && status < 300;
    const bool broke = status == 0 || status >= 500;
    add(accepted    ? Status::Pass
            : broke ? Status::Fail
                    : otherwise,
        seen.what, u"2xx"_s, statusText(seen));
}

void Judging::expectRefused(const Seen &seen, Status accepted, bool closeRefuses)
{
    const int status = seen.status();
    Status result = Status::Fail;
    if (status >= 400 && status < 500)
        result = Status::Pass;
    else if (status >= 200 && status < 400)
        result = accepted;
    else if (status == 501 || status == 505)
        result = Status::Pass; // The server does not do such things.
    else if (status == 0 && closeRefuses && (seen.closed || seen.reset))
        result = Status::Pass;
    add(result, seen.what, closeRefuses ? u"4xx, or a closed connection"_s : u"4xx"_s,
        statusText(seen));
}

void Judging::expectAnswer(const Seen &seen, const QString &expected)
{
    const int status = seen.status();
    add(status == 0 || status >= 500 ? Status::Fail : Status::Pass, seen.what, expected,
        statusText(seen));
}

} // namespace pushbench::checks
