// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/selfcheck.h"

#include "app/verbs/mocktrials.h"
#include "core/checks/catalogue.h"

#include <QThreadPool>

#include <algorithm>
#include <deque>

namespace pushbench::app {
namespace {

using checks::Suite;

/// Trials at a time. Those of producers wait nearly all of their time; those of consumers keep a
/// processor busy now and then.
int lanesOf(Suite suite)
{
    switch (suite) {
    case Suite::Consumer:
        return 10;
    case Suite::Producer:
        return 24;
    case Suite::Resource:
        return 2;
    }
    Q_UNREACHABLE();
}

constexpr int kMostRepeats = 6; ///< Of one suite.

/// One mock, and what came of it.
struct Trial
{
    Mock mock = Mock::Mutant;
    QByteArrayView fault{};
    Result<checks::Outcomes> outcomes{checks::Outcomes()};
};

/// The trials of one suite, all of them under way from the start.
class SuiteProof
{
public:
    SuiteProof(Suite suite, const checks::Selection &selection, MockTrials &mocks)
        : m_mocks(mocks)
    {
        m_trials.suite = suite;
        m_trials.mutants = checks::mutantsOf(suite);
        m_trials.checks = checks::specsOf(suite, selection);
        if (m_trials.checks.empty())
            return;
        m_runs.push_back({.mock = Mock::Ours});
        m_runs.push_back({.mock = Mock::Mutant});
        for (const checks::Mutant &mutant : m_trials.mutants) {
            if (selection.takes(mutant.check))
                m_runs.push_back({.mock = Mock::Mutant, .fault = mutant.check});
        }
        m_pool.setMaxThreadCount(lanesOf(suite));
        for (Trial &trial : m_runs)
            m_pool.start([this, &trial] { run(trial); });
    }

    [[nodiscard]] bool isEmpty() const { return m_trials.checks.empty(); }
    [[nodiscard]] int trials() const { return int(m_runs.size()); }
    [[nodiscard]] int repeated() const { return m_repeated; }

    /// Waits for all of them.
    [[nodiscard]] Result<> finish()
    {
        m_pool.waitForDone();
        for (const Trial &trial : m_runs) {
            if (!trial.outcomes)
                return trial.outcomes.fault();
        }
        collect();
        return {};
    }

    /// On a busy machine a mock may be late by chance; alone it has no excuse. More than a few are
    /// no chance.
    [[nodiscard]] Result<> repeatDoubtful(const std::atomic<bool> &cancelled)
    {
        for (Trial &trial : m_runs) {
            if (!isDoubtful(trial) || cancelled || m_repeated == kMostRepeats)
                continue;
            run(trial);
            if (!trial.outcomes)
                return trial.outcomes.fault();
            ++m_repeated;
            if (!trial.fault.isEmpty())
                m_trials.repeated.insert(trial.fault);
        }
        collect();
        return {};
    }

    [[nodiscard]] bool hasDoubts() const
    {
        return std::ranges::any_of(m_runs,
                                   [this](const Trial &trial) { return isDoubtful(trial); });
    }

    [[nodiscard]] bool isTold() const { return m_told || isEmpty(); }

    void tell(const SelfCheckListener &listener)
    {
        m_told = true;
        const std::vector<checks::Outcome> proofs = checks::prove(m_trials, m_matrix);
        for (size_t i = 0; i < proofs.size(); ++i)
            listener.check(m_trials.suite, m_trials.checks[i], proofs[i]);
        listener.matrix(std::move(m_matrix));
    }

private:
    void run(Trial &trial) const
    {
        trial.outcomes = m_mocks.run(m_trials.suite, trial.mock, trial.fault.toByteArray());
    }

    void collect()
    {
        for (const Trial &trial : m_runs) {
            if (trial.mock == Mock::Ours)
                m_trials.ours = trial.outcomes.value();
            else if (trial.fault.isEmpty())
                m_trials.right = trial.outcomes.value();
            else
                m_trials.wrong[trial.fault] = trial.outcomes.value();
        }
        m_matrix = checks::matrixOf(m_trials);
        m_doubtful = checks::doubtful(m_matrix);
    }

    [[nodiscard]] bool isDoubtful(const Trial &trial) const
    {
        if (!trial.fault.isEmpty())
            return std::ranges::find(m_doubtful, trial.fault) != m_doubtful.end();
        return std::ranges::any_of(trial.outcomes.value(), [](const auto &entry) {
            return checks::isComplaint(entry.second);
        });
    }

    MockTrials &m_mocks;
    checks::Trials m_trials;
    checks::Matrix m_matrix;
    std::vector<QByteArrayView> m_doubtful;
    std::deque<Trial> m_runs; ///< They stay where they are.
    int m_repeated = 0;
    bool m_told = false;
    QThreadPool m_pool; ///< Last, so that it ends first.
};

} // namespace

Result<SelfCheckSummary> runSelfCheck(const SelfCheckConfig &config, const Clock &clock,
                                      journal::Journal &journal, const std::atomic<bool> &cancelled,
                                      const SelfCheckListener &listener)
{
    MockTrials mocks(config.selection, clock, journal, cancelled);
    std::deque<SuiteProof> suites; // The quick ones first.
    for (const Suite suite : {Suite::Resource, Suite::Producer, Suite::Consumer}) {
        if (std::ranges::find(config.suites, suite) != config.suites.end())
            suites.emplace_back(suite, config.selection, mocks);
    }
    SelfCheckSummary summary;
    for (SuiteProof &suite : suites) {
        if (const Result<> finished = suite.finish(); !finished)
            return finished.fault();
        if (!suite.isTold() && !suite.hasDoubts())
            suite.tell(listener);
    }
    for (SuiteProof &suite : suites) {
        summary.trials += suite.trials();
        if (suite.isTold())
            continue;
        if (const Result<> repeated = suite.repeatDoubtful(cancelled); !repeated)
            return repeated.fault();
        summary.repeated += suite.repeated();
        suite.tell(listener);
    }
    summary.requests = mocks.requests();
    return summary;
}

} // namespace pushbench::app
