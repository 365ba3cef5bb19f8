// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/departure.h"

namespace pushbench::consumer {

Departure whatLeaves(const wire::RenderedResponse &response, wire::AnswerFault fault)
{
    using wire::AnswerFault;
    Departure whole{response.status, response.head, response.body};
    switch (fault) {
    case AnswerFault::None:
    case AnswerFault::ResetAfter:
    case AnswerFault::Drip:
    case AnswerFault::WrongLength:
        return whole;
    case AnswerFault::Truncate:
        whole.body.truncate(whole.body.size() / 2);
        return whole;
    case AnswerFault::ResetDuring: {
        const qsizetype half = (whole.head.size() + whole.body.size()) / 2;
        whole.body.truncate(qMax(qsizetype(0), half - whole.head.size()));
        whole.head.truncate(half);
        return whole;
    }
    case AnswerFault::Reset:
    case AnswerFault::Close:
    case AnswerFault::Never:
    case AnswerFault::StreamReset:
    case AnswerFault::GoAway:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::consumer
