// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/answerrule.h"

using namespace Qt::StringLiterals;

namespace pushbench::producer {

Answer ruleFor(int status, bool announcesWait) noexcept
{
    if (status >= 200 && status < 300)
        return Answer::Delivered;
    switch (status) {
    case 429:
    case 503:
        return Answer::Hold;
    case 413:
        return announcesWait ? Answer::Hold : Answer::TooLarge;
    case 400:
    case 409:
    case 414:
    case 422:
    case 431:
        return Answer::BodyRefused;
    case 408:
    case 425:
        return Answer::TryAgain;
    case 501:
    case 505:
        return Answer::EndpointRefused;
    }
    return status >= 500 ? Answer::TryAgain : Answer::EndpointRefused;
}

QString haltText(int status)
{
    if (status == 401 || status == 403)
        return u"%1: the consumer does not take the token; mend it, then resume"_s.arg(status);
    if (status >= 300 && status < 400)
        return u"%1: redirects are not followed with the token; push to the address that takes events"_s
            .arg(status);
    return u"%1: the endpoint does not take events; check the URL, then resume"_s.arg(status);
}

QString refusalText(int status)
{
    return status == 413 ? u"413: it is too large for the consumer, even by itself"_s
                         : u"%1: the consumer does not take this body"_s.arg(status);
}

} // namespace pushbench::producer
