// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/checkhalf.h"

#include "app/checks/proofengine.h"
#include "app/checks/trapengine.h"
#include "app/reportfile.h"
#include "app/version.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

std::unique_ptr<CheckEngine> engineFor(CheckPlan plan, const Clock &clock)
{
    if (plan.self)
        return std::make_unique<ProofEngine>(std::move(plan), clock);
    if (plan.probing.suite == checks::Suite::Producer)
        return std::make_unique<TrapEngine>(std::move(plan), clock);
    return std::make_unique<ProbeEngine>(std::move(plan), clock);
}

} // namespace

CheckHalf::CheckHalf(const Clock &clock, QObject *parent)
    : ui::CheckBench(parent)
    , m_clock(clock)
{
}

CheckHalf::~CheckHalf()
{
    if (m_engine)
        m_engine->engine()->cancel();
}

void CheckHalf::start(const ui::CheckSettings &settings)
{
    if (m_running)
        return;
    Result<CheckPlan> plan = planChecks(settings);
    if (!plan) {
        Q_EMIT ended({.fault = plan.fault()});
        return;
    }
    m_engine.reset();
    m_session.reset();
    m_found.clear();
    m_report = {};
    m_running = true;
    m_engine = std::make_unique<EngineThread<CheckEngine>>(
        u"checks"_s, engineFor(std::move(plan).value(), m_clock));
    CheckEngine *engine = m_engine->engine();
    connect(engine, &CheckEngine::opened, this,
            [this](const std::shared_ptr<Session> &session) { m_session = session; });
    connect(engine, &CheckEngine::began, this, qOverload<const ui::CheckStart &>(&CheckHalf::take));
    connect(engine, &CheckEngine::judged, this,
            qOverload<const std::vector<checks::Entry> &>(&CheckHalf::take));
    connect(engine, &CheckEngine::proven, this,
            [this](const checks::Proof &proof) { m_report.proof = proof; });
    connect(engine, &CheckEngine::recorded, this,
            [this](const ledger::Records &records) { m_found.take(records); });
    connect(engine, &CheckEngine::waiting, this, &CheckHalf::waiting);
    connect(engine, &CheckEngine::ended, this, &CheckHalf::finish);
    m_engine->post([engine] { engine->run(); });
}

/// A few files of some lines; they are looked at where they stand.
void CheckHalf::examine(const ui::CheckSettings &settings)
{
    Q_EMIT examined(app::examine(settings));
}

void CheckHalf::cancel()
{
    if (m_running)
        m_engine->engine()->cancel();
}

void CheckHalf::take(const ui::CheckStart &start)
{
    m_report = {.suite = start.suite,
                .target = start.target,
                .began = m_clock.now().wall,
                .program = "pushbench " PUSHBENCH_VERSION};
    m_order = start.checks;
    Q_EMIT began(start);
}

void CheckHalf::take(const std::vector<checks::Entry> &entries)
{
    for (const checks::Entry &entry : entries) {
        const auto known = std::ranges::find(m_report.entries, entry.spec, &checks::Entry::spec);
        if (known == m_report.entries.end())
            m_report.entries.push_back(entry);
        else
            *known = entry;
    }
    Q_EMIT judged(entries);
}

void CheckHalf::finish(const ui::CheckEnd &end)
{
    m_running = false;
    m_report.requests = end.requests;
    m_report.duration = end.duration;
    // A producer is judged as it comes along; its report is in the order of the catalogue.
    std::ranges::sort(m_report.entries, {}, [this](const checks::Entry &entry) {
        return std::ranges::find(m_order, entry.spec) - m_order.begin();
    });
    Q_EMIT ended(end);
}

void CheckHalf::fetchEvidence(ExchangeNumber number)
{
    if (!m_session) {
        Q_EMIT evidenceFetched({}, {});
        return;
    }
    EngineThread<Books> &books = m_session->books();
    books.post([this, engine = books.engine(), path = m_session->path(), number,
                told = m_found.of(number)] {
        const std::shared_ptr<const journal::Exchange> found = engine->exchange(path, number);
        const protocol::Findings findings =
            found && told.empty() ? engine->findingsOf(*found) : told;
        QMetaObject::invokeMethod(
            this, [this, found, findings] { Q_EMIT evidenceFetched(found, findings); },
            Qt::QueuedConnection);
    });
}

void CheckHalf::saveReport(const QString &path)
{
    if (!m_session || m_report.entries.empty()) {
        Q_EMIT failed(
            {FaultKind::Usage, path, tr("nothing was checked yet; run the checks first")});
        return;
    }
    m_session->books().post([this, report = m_report, session = m_session->path(), path]() mutable {
        addEvidence(report, session);
        const Result<> written = writeReport(report, path);
        QMetaObject::invokeMethod(
            this,
            [this, path, written] {
                if (written)
                    Q_EMIT reportSaved(path);
                else
                    Q_EMIT failed(written.fault());
            },
            Qt::QueuedConnection);
    });
}

} // namespace pushbench::app
