// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person may do about what is missing.

#include "app/missingevents.h"
#include "app/windowbench.h"

namespace pushbench::app {

void WindowBench::recover(ledger::FeedNumber feed, ledger::NumberRange range)
{
    if (!journal())
        return;
    if (const Result<> asked = m_session->recover(feed, range); !asked)
        Q_EMIT failed(asked.fault());
}

void WindowBench::pushMissing(ledger::FeedNumber feed, ledger::NumberRange range)
{
    if (!journal())
        return;
    const Result<std::vector<ledger::NumberRange>> missing = m_session->missing(feed, range);
    if (!missing) {
        Q_EMIT failed(missing.fault());
        return;
    }
    const Result<std::vector<protocol::EntityEvent>> events =
        missingEvents(missing.value(), m_resource.host(), m_file);
    if (events)
        m_producer.pushAgain(events.value());
    else
        Q_EMIT failed(events.fault());
}

} // namespace pushbench::app
