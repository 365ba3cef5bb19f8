// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/checkrun.h"

#include "app/reportfile.h"
#include "app/version.h"
#include "core/checks/producer/producercheck.h"
#include "core/checks/resource/resourcechecks.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// "no check failed", or what is not well.
QByteArray wordsFor(const checks::Report &report, int bad, bool cancelled)
{
    if (cancelled)
        return "broken off";
    if (bad > 0)
        return QByteArray::number(bad) + (bad == 1 ? " check failed" : " checks failed");
    const int known = report.count(checks::Status::Fail);
    return known > 0 ? QByteArray::number(known) + " failed as expected"
                     : QByteArray("no check failed");
}

} // namespace

CheckRun::CheckRun(const CheckOptions &options, checks::Suite suite, QString target,
                   const Clock &clock, RecordWriter &writer)
    : m_options(options)
    , m_clock(clock)
    , m_writer(writer)
    , m_began(clock.now())
    , m_report{.suite = suite,
               .target = std::move(target),
               .began = m_began.wall,
               .program = "pushbench-cli " PUSHBENCH_VERSION,
               .session = options.common.session}
{
    for (const QByteArray &stranger : options.expectations.strangers(specs(options.target)))
        RecordWriter::warn(u"--expect: there is no check \"%1\"; --list shows their ids"_s.arg(
            QString::fromUtf8(stranger)));
    for (const QString &warning : options.warnings)
        RecordWriter::warn(warning);
}

std::vector<checks::CheckSpec> CheckRun::specs(CheckTarget target)
{
    std::vector<checks::CheckSpec> list;
    if (target == CheckTarget::Producer) {
        for (const checks::ProducerCheck &check : checks::producerChecks())
            list.push_back(check.spec);
    } else {
        for (const checks::ConsumerCheck &check :
             target == CheckTarget::Resource ? checks::resourceChecks() : checks::consumerChecks())
            list.push_back(check.spec);
    }
    return list;
}

void CheckRun::take(const checks::CheckSpec &spec, checks::Outcome outcome)
{
    outcome.status = checks::weighed(spec, outcome.status, m_options.strict);
    const bool bad = m_options.expectations.isBad(outcome);
    const bool known = outcome.status == checks::Status::Fail && !bad;
    m_bad += bad ? 1 : 0;
    m_writer.check(m_clock.now().wall, spec, outcome, known);
    if (m_options.expectations.isBetter(outcome))
        RecordWriter::warn(u"%1 was expected to fail and does not; bring --expect up to date"_s.arg(
            QString::fromUtf8(spec.id)));
    m_report.entries.push_back({spec, std::move(outcome), known});
}

ExitStatus CheckRun::finish(qint64 requests, bool cancelled, const QString &session)
{
    m_report.requests = requests;
    m_report.duration = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now().steady
                                                                              - m_began.steady);
    if (!m_options.reports.isEmpty())
        addEvidence(m_report, session);
    m_writer.checkSummary(m_clock.now().wall, m_report, wordsFor(m_report, m_bad, cancelled));
    for (const QString &file : m_options.reports) {
        if (const Result<> written = writeReport(m_report, file); !written)
            return trouble(written.fault());
    }
    if (m_writer.fault())
        return trouble(*m_writer.fault());
    return m_bad > 0 || cancelled ? ExitStatus::Bad : ExitStatus::Good;
}

} // namespace pushbench::app
