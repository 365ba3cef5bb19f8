// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person may do about what is missing.

#include "app/windowbench.h"

namespace pushbench::app {

void WindowBench::connectGaps()
{
    connect(&m_triage, &TriageHalf::changed, this, &Bench::triageChanged);
    connect(&m_triage, &TriageHalf::failed, this, &Bench::failed);
    connect(&m_remedies, &RemedyHalf::found, this, &Bench::remediesFound);
    connect(&m_remedies, &RemedyHalf::failed, this, &Bench::failed);
    connect(&m_remedies, &RemedyHalf::eventsFound, this,
            [this](const std::vector<protocol::EntityEvent> &events) {
                m_producer.pushAgain(events);
                if (m_producer.canPushAgain())
                    Q_EMIT missingPushed(qint64(events.size()));
            });
}

RemedyHalf::OurProducer WindowBench::ourProducer() const
{
    return {.ready = m_producer.canPushAgain(), .host = m_resource.host(), .session = m_file};
}

void WindowBench::findRemedies(const std::vector<ledger::FeedRange> &numbers)
{
    m_remedies.find(numbers, ourProducer());
}

void WindowBench::pushMissing(const std::vector<ledger::FeedRange> &numbers)
{
    if (journal())
        m_remedies.findEvents(numbers, ourProducer());
}

} // namespace pushbench::app
