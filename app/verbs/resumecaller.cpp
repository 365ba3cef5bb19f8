// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/resumecaller.h"

#include "core/checks/consumer/judging.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {

ResumeCaller::ResumeCaller(const checks::ResumeCall &call, const Clock &clock,
                           journal::Journal &journal)
    : m_clock(clock)
    , m_journal(journal)
{
    m_config.target = call.url;
    m_config.timeout = call.within;
    m_probe = {.what = u"the resume call"_s,
               .method = call.method,
               .authorization = "",
               .body = call.body};
    if (call.body.isEmpty())
        m_probe.contentType = "";
    for (const checks::AgreedField &field : call.fields) {
        m_probe.fields.push_back({field.name, field.reveal()});
        if (wire::equalsIgnoringCase(field.name, "Content-Type"))
            m_probe.contentType = "";
        if (!field.secret.isEmpty())
            m_config.secrets.push_back(field.secret);
    }
}

ResumeCaller::~ResumeCaller()
{
    m_cancelled = true;
    if (m_thread)
        m_thread->wait();
}

void ResumeCaller::call(QObject *context, std::function<void(const checks::ResumeSeen &)> tell)
{
    if (m_thread)
        m_thread->wait(); // The one before is over; only its thread may not be.
    m_thread.reset(QThread::create([this, context, tell = std::move(tell)] {
        checks::ResumeSeen seen{.at = m_clock.now().wall};
        checks::Prober prober(m_config, m_clock, m_journal, m_cancelled);
        const checks::Seen answer = prober.send(m_probe);
        seen.status = answer.status();
        seen.trouble = checks::statusText(answer);
        if (!answer.exchanges.empty())
            seen.exchange = answer.exchanges.front();
        QMetaObject::invokeMethod(
            context, [tell, seen] { tell(seen); }, Qt::QueuedConnection);
    }));
    m_thread->start();
}

} // namespace pushbench::app
