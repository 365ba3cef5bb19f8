// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What RecordWriter tells of self-checks.

#include "app/records/jsonline.h"
#include "app/records/recordwriter.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {

void RecordWriter::waiting(WallTime now, const QByteArray &phase, const QString &what)
{
    if (m_format == OutputFormat::Json)
        m_out.write(
            JsonLine("waiting", now).text("phase", phase).text("for", what.toUtf8()).take());
    else
        say(u"WAITING  "_s + what);
    m_out.flush();
}

void RecordWriter::checkListed(WallTime now, const checks::CheckSpec &spec)
{
    if (m_format == OutputFormat::Json)
        return check(now, spec, {.id = spec.id, .sentence = u"not run"_s}, false);
    say(u"%1  %2  %3"_s.arg(QString::fromUtf8(spec.id), -28)
            .arg(QString::fromLatin1(checks::levelName(spec.level).toByteArray()), -6)
            .arg(QString::fromUtf8(spec.title)));
    m_out.flush();
}

void RecordWriter::check(WallTime now, const checks::CheckSpec &spec,
                         const checks::Outcome &outcome, bool known)
{
    if (m_format == OutputFormat::Json) {
        m_out.write(JsonLine("check", now).members(checks::checkMembers(spec, outcome)).take());
        m_out.flush();
        return;
    }
    const auto latin = [](QByteArrayView view) { return QString::fromUtf8(view); };
    QString line = u"%1  %2  %3  %4"_s.arg(latin(checks::statusName(outcome.status)), -12)
                       .arg(latin(spec.id), -28)
                       .arg(latin(checks::levelName(spec.level)), -6)
                       .arg(latin(spec.title));
    if (!outcome.sentence.isEmpty() && outcome.status != checks::Status::Pass)
        line += u"\n              "_s + outcome.sentence + (known ? u" (known)"_s : QString());
    say(line);
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
        m_out.write(JsonLine("summary", now)
                        .text("suite", checks::suiteName(report.suite))
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
                        .text("outcome", outcome)
                        .take());
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
