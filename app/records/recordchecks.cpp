// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What RecordWriter tells of self-checks.

#include "app/records/jsonline.h"
#include "app/records/recordwriter.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

QString suiteColumn(checks::Suite suite)
{
    return u"%1  "_s.arg(QString::fromLatin1(checks::suiteName(suite).toByteArray()), -8);
}

} // namespace

void RecordWriter::waiting(WallTime now, const QByteArray &phase, const QString &what)
{
    if (m_format == OutputFormat::Json)
        m_out.write(
            JsonLine("waiting", now).text("phase", phase).text("for", what.toUtf8()).take());
    else
        say(u"WAITING  "_s + what);
    m_out.flush();
}

void RecordWriter::checkListed(WallTime now, const checks::CheckSpec &spec,
                               std::optional<checks::Suite> suite)
{
    if (m_format == OutputFormat::Json)
        return check(now, spec, {.id = spec.id, .sentence = u"not run"_s}, false, suite);
    say((suite ? suiteColumn(*suite) : QString())
        + u"%1  %2  %3"_s.arg(QString::fromUtf8(spec.id), -28)
              .arg(QString::fromLatin1(checks::levelName(spec.level).toByteArray()), -6)
              .arg(QString::fromUtf8(spec.title)));
    m_out.flush();
}

void RecordWriter::check(WallTime now, const checks::CheckSpec &spec,
                         const checks::Outcome &outcome, bool known,
                         std::optional<checks::Suite> proven)
{
    if (m_format == OutputFormat::Json) {
        JsonLine line("check", now);
        line.members(checks::checkMembers(spec, outcome));
        if (proven)
            line.text("suite", checks::suiteName(*proven));
        m_out.write(line.take());
        m_out.flush();
        return;
    }
    const auto latin = [](QByteArrayView view) { return QString::fromUtf8(view); };
    QString line = u"%1  %2%3  %4  %5"_s.arg(latin(checks::statusName(outcome.status)), -12)
                       .arg(proven ? suiteColumn(*proven) : QString())
                       .arg(latin(spec.id), -28)
                       .arg(latin(checks::levelName(spec.level)), -6)
                       .arg(latin(spec.title));
    if (!outcome.sentence.isEmpty() && (proven || outcome.status != checks::Status::Pass))
        line += u"\n              "_s + outcome.sentence + (known ? u" (known)"_s : QString());
    say(line);
    m_out.flush();
}

void RecordWriter::proof(WallTime now, const checks::Proof &proof)
{
    for (const checks::Matrix &matrix : proof.matrices) {
        if (m_format == OutputFormat::Json) {
            for (const checks::MatrixRow &row : matrix.rows)
                m_out.write(JsonLine("mutant", now)
                                .members(checks::mutantMembers(matrix.suite, row))
                                .take());
        } else {
            say(u'\n' + QString::fromUtf8(checks::writeMatrix(matrix)).chopped(1));
        }
    }
    if (m_format == OutputFormat::Text)
        say(u'\n' + checks::conditionsOf(proof));
    m_out.flush();
}

void RecordWriter::checkSummary(WallTime now, const checks::Report &report,
                                const QByteArray &outcome)
{
    using checks::Status;
    if (m_format == OutputFormat::Json) {
        QByteArray counts = "{";
        for (const Status status : {Status::Pass, Status::Fail, Status::Warn, Status::Info,
                                    Status::Skip, Status::Inconclusive})
            counts.append(counts.size() > 1 ? ",\"" : "\"")
                .append(checks::statusName(status))
                .append("\":")
                .append(QByteArray::number(report.count(status)));
        JsonLine line("summary", now);
        line.text("suite", report.name())
            .number("exchanges", report.requests)
            .number("checks", qint64(report.entries.size()))
            .raw("statuses", counts.append('}'))
            .raw("findings",
                 QByteArray("{\"fail\":")
                     .append(QByteArray::number(report.count(Status::Fail)))
                     .append(",\"warn\":")
                     .append(QByteArray::number(report.count(Status::Warn)))
                     .append(",\"info\":")
                     .append(QByteArray::number(report.count(Status::Info)))
                     .append('}'))
            .text("outcome", outcome);
        if (report.proof)
            line.text("conditions", checks::conditionsOf(*report.proof).toUtf8());
        m_out.write(line.take());
    } else {
        say(QString());
        say(u"%1 checks, %2 requests in %3 s: %4 pass, %5 fail, %6 warn, %7 info, %8 skipped, "
            "%9 inconclusive"_s.arg(report.entries.size())
                .arg(report.requests)
                .arg(double(report.duration.count()) / 1000, 0, 'f', 1)
                .arg(report.count(Status::Pass))
                .arg(report.count(Status::Fail))
                .arg(report.count(Status::Warn))
                .arg(report.count(Status::Info))
                .arg(report.count(Status::Skip))
                .arg(report.count(Status::Inconclusive)));
        say(u"Outcome: "_s + QString::fromUtf8(outcome));
    }
    m_out.flush();
}

} // namespace pushbench::app
