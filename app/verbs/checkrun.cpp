// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/verbs/checkrun.h"

#include "app/version.h"
#include "core/checks/producer/producercheck.h"
#include "core/checks/resource/resourcechecks.h"
#include "core/journal/sessionfile.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// What the pages of a report show of a session.
void addEvidence(checks::Report &report, const QString &session)
{
    const Result<journal::SessionReader> reader = journal::SessionReader::open(session);
    if (!reader)
        return;
    for (const checks::Entry &entry : report.entries) {
        for (const ExchangeNumber number : entry.outcome.evidence) {
            Result<std::optional<journal::Exchange>> found = reader->exchange(number);
            if (found && found.value())
                report.exchanges[number.value] =
                    std::make_shared<const journal::Exchange>(std::move(*found.value()));
        }
    }
}

Result<> writeReport(const checks::Report &report, const QString &path)
{
    const QByteArray text = path.endsWith(u".json") ? checks::writeJson(report)
        : path.endsWith(u".xml")                    ? checks::writeJunit(report)
        : path.endsWith(u".html")                   ? checks::writeHtml(report)
                                                    : checks::writeText(report);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Fault{FaultKind::Denied, path, file.errorString()};
    return {};
}

/// "no check failed", or what is not well.
QByteArray wordsFor(const checks::Report &report, int bad, bool cancelled)
{
    if (cancelled)
        return "broken off";
    if (bad > 0)
        return QByteArray::number(bad) + (bad == 1 ? " check failed" : " checks failed");
    const int known = report.count(checks::Status::Fail);
    if (report.proof && known == 0)
        return "every check caught its mutant";
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
    std::vector<checks::CheckSpec> known;
    for (const checks::Suite each :
         {checks::Suite::Consumer, checks::Suite::Producer, checks::Suite::Resource}) {
        if (options.takes(each))
            std::ranges::move(specs(each), std::back_inserter(known));
    }
    for (const QByteArray &stranger : options.expectations.strangers(known))
        RecordWriter::warn(u"--expect: there is no check \"%1\"; --list shows their ids"_s.arg(
            QString::fromUtf8(stranger)));
    for (const QString &warning : options.warnings)
        RecordWriter::warn(warning);
}

std::vector<checks::CheckSpec> CheckRun::specs(checks::Suite suite)
{
    std::vector<checks::CheckSpec> list;
    const auto add = [&list](const auto &all) {
        for (const auto &check : all)
            list.push_back(check.spec);
    };
    switch (suite) {
    case checks::Suite::Consumer:
        add(checks::consumerChecks());
        break;
    case checks::Suite::Producer:
        add(checks::producerChecks());
        break;
    case checks::Suite::Resource:
        add(checks::resourceChecks());
        break;
    }
    return list;
}

void CheckRun::take(checks::Proof proof)
{
    for (const checks::Matrix &matrix : proof.matrices) {
        for (const checks::MatrixRow &row : matrix.rows) {
            for (const checks::Consequence &unseen : row.unseen)
                RecordWriter::warn(u"%1 does not complain of the mutant of %2, although there is a "
                                   "reason for it"_s.arg(QString::fromUtf8(unseen.check),
                                                         QString::fromUtf8(row.mutant)));
        }
    }
    m_report.proof = std::move(proof);
}

void CheckRun::take(const checks::CheckSpec &spec, checks::Outcome outcome,
                    std::optional<checks::Suite> proven)
{
    if (m_options.strict && !proven && outcome.status == checks::Status::Warn
        && spec.level == checks::Level::Should)
        outcome.status = checks::Status::Fail;
    const bool bad = m_options.expectations.isBad(outcome);
    const bool known = outcome.status == checks::Status::Fail && !bad;
    m_bad += bad ? 1 : 0;
    m_writer.check(m_clock.now().wall, spec, outcome, known, proven);
    if (m_options.expectations.isBetter(outcome))
        RecordWriter::warn(u"%1 was expected to fail and does not; bring --expect up to date"_s.arg(
            QString::fromUtf8(spec.id)));
    m_report.entries.push_back({spec, std::move(outcome), known, proven});
}

ExitStatus CheckRun::finish(qint64 requests, bool cancelled, const QString &session)
{
    m_report.requests = requests;
    m_report.duration = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now().steady
                                                                              - m_began.steady);
    if (!m_options.reports.isEmpty())
        addEvidence(m_report, session);
    if (m_report.proof)
        m_writer.proof(m_clock.now().wall, *m_report.proof);
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
