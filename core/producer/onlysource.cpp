// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/onlysource.h"

using namespace Qt::StringLiterals;

namespace pushbench::producer {

OnlySource::OnlySource(std::unique_ptr<EventSource> source, std::vector<Which::Run> numbers)
    : m_source(std::move(source))
    , m_wanted{.runs = std::move(numbers)}
{
    for (const Which::Run &run : m_wanted.runs)
        m_missing += quint64(run.last.value) - quint64(run.first.value) + 1;
}

QString OnlySource::name() const
{
    return m_source->name() + u", only some of its events"_s;
}

Result<std::vector<protocol::EntityEvent>> OnlySource::take(size_t count)
{
    if (!std::exchange(m_listening, true)) {
        m_source->onWake([this] { wake(); });
        m_source->onNotice([this](const QString &what) { notice(what); });
    }
    std::vector<protocol::EntityEvent> wanted;
    while (wanted.empty() && !m_ended) {
        Result<std::vector<protocol::EntityEvent>> events = m_source->take(count);
        if (!events)
            return events;
        if (events->empty()) {
            if (!m_source->awaitsMore())
                end();
            break;
        }
        for (protocol::EntityEvent &event : events.value()) {
            // A resource only ascends, and there is nothing more to wait for.
            if (m_source->mayThin() && event.sequence > m_wanted.runs.back().last) {
                end();
                break;
            }
            if (!m_wanted.holds(event.sequence, 0, 0))
                continue;
            m_missing -= m_missing > 0 ? 1 : 0;
            wanted.push_back(std::move(event));
        }
        if (m_missing == 0 && m_source->mayThin())
            end();
    }
    return wanted;
}

void OnlySource::end()
{
    if (std::exchange(m_ended, true) || m_missing == 0)
        return;
    notice(u"--only: %1 of these numbers are not in %2"_s.arg(m_missing).arg(m_source->name()));
}

} // namespace pushbench::producer
