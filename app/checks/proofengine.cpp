// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/checks/proofengine.h"

#include "app/verbs/mocktrials.h"
#include "app/verbs/selfcheck.h"

namespace pushbench::app {

void ProofEngine::run()
{
    if (!open())
        return;
    Q_EMIT began({.suite = m_plan.probing.suite,
                  .proof = true,
                  .target = tr("the built-in mocks"),
                  .checks = m_plan.checks});
    Q_EMIT waiting({.what = tr("Right mocks and mutants are being checked; outcomes come suite by "
                               "suite, after a minute or two.")});
    checks::Proof proof;
    const SelfCheckListener listener{
        .check =
            [this](checks::Suite suite, const checks::CheckSpec &spec,
                   const checks::Outcome &outcome) {
                checks::Entry proven = entry(spec, outcome);
                proven.proven = suite;
                Q_EMIT judged({proven});
            },
        .matrix = [&proof](checks::Matrix matrix) { proof.matrices.push_back(std::move(matrix)); }};
    const Result<SelfCheckSummary> ran =
        runSelfCheck({.selection = m_plan.probing.selection}, m_clock, m_session->journal(),
                     m_cancelled, listener);
    const Result<> closed = m_session->close();
    if (!ran) {
        end(ran.fault(), m_cancelled, 0);
        return;
    }
    proof.waits = MockTrials::waits();
    proof.trials = ran->trials;
    proof.repeated = ran->repeated;
    Q_EMIT proven(proof);
    end(closed ? std::nullopt : std::optional(closed.fault()), m_cancelled, ran->requests,
        checks::conditionsOf(proof));
}

} // namespace pushbench::app
