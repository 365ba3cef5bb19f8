// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/checks/checkengine.h"

#include "app/version.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {

CheckEngine::CheckEngine(CheckPlan plan, const Clock &clock)
    : m_plan(std::move(plan))
    , m_clock(clock)
    , m_began(clock.now().steady)
{
}

bool CheckEngine::open()
{
    Result<std::unique_ptr<Session>> session = Session::open(
        {.program = "pushbench " PUSHBENCH_VERSION, .shown = true}, m_clock, [](const Facts &) {});
    if (!session) {
        end(session.fault(), false, 0);
        return false;
    }
    adopt(std::move(session).value());
    return true;
}

void CheckEngine::adopt(std::shared_ptr<Session> session)
{
    m_session = std::move(session);
    Q_EMIT opened(m_session);
}

void CheckEngine::end(std::optional<Fault> fault, bool cancelled, qint64 requests,
                      const QString &conditions)
{
    Q_EMIT ended({.fault = std::move(fault),
                  .cancelled = cancelled,
                  .conditions = conditions,
                  .requests = requests,
                  .duration = std::chrono::duration_cast<std::chrono::milliseconds>(
                      m_clock.now().steady - m_began)});
}

checks::Entry CheckEngine::entry(const checks::CheckSpec &spec, checks::Outcome outcome) const
{
    outcome.status = checks::weighed(spec, outcome.status, m_plan.strict);
    const bool expected =
        outcome.status == checks::Status::Fail && !m_plan.expectations.isBad(outcome);
    const bool better = m_plan.expectations.isBetter(outcome);
    return {.spec = spec, .outcome = std::move(outcome), .expected = expected, .better = better};
}

void ProbeEngine::run()
{
    if (!open())
        return;
    Q_EMIT began({.suite = m_plan.probing.suite,
                  .target = m_plan.probing.prober.target.toString(),
                  .checks = m_plan.checks});
    checks::ConsumerRunner runner(m_plan.probing, m_clock, m_session->journal(), m_cancelled);
    runner.tellWaits([this](std::chrono::milliseconds wait, const QString &why) {
        Q_EMIT waiting(
            {.what = tr("The other side said %1; the next request goes when it may.").arg(why),
             .until = m_clock.now().wall + wait});
    });
    runner.run([this](const checks::CheckSpec &spec, const checks::Outcome &outcome) {
        Q_EMIT judged({entry(spec, outcome)});
        Q_EMIT waiting({});
    });
    const Result<> closed = m_session->close();
    end(closed ? std::nullopt : std::optional(closed.fault()), m_cancelled, runner.requests());
}

} // namespace pushbench::app
