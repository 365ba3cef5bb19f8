// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/report/report.h"

using namespace Qt::StringLiterals;

namespace pushbench::checks {

QByteArray writeText(const Report &report)
{
    QString text = u"%1: %2\n"_s.arg(report.title(), report.target);
    text += u"%1 requests in %2 s\n"_s.arg(report.requests)
                .arg(double(report.duration.count()) / 1000, 0, 'f', 1);
    for (const auto &[name, value] : report.environment)
        text += u"%1: %2\n"_s.arg(name, value);
    text += u'\n';
    for (const Entry &entry : report.entries) {
        const auto latin = [](QByteArrayView view) { return QString::fromUtf8(view); };
        text += u"%1  %2  %3  %4\n"_s.arg(latin(statusName(entry.outcome.status)), -12)
                    .arg(latin(entry.spec.id), -28)
                    .arg(latin(levelName(entry.spec.level)), -6)
                    .arg(latin(entry.spec.title));
        if (entry.proven)
            text.insert(text.size() - 1, u" ("_s + latin(suiteName(*entry.proven)) + u')');
        if (!entry.outcome.sentence.isEmpty())
            text += u"              %1%2\n"_s.arg(entry.outcome.sentence,
                                                  entry.expected ? u" (known)"_s : QString());
    }
    text += u"\n%1 pass, %2 fail, %3 warn, %4 info, %5 skipped, %6 inconclusive\n"_s
                .arg(report.count(Status::Pass))
                .arg(report.count(Status::Fail))
                .arg(report.count(Status::Warn))
                .arg(report.count(Status::Info))
                .arg(report.count(Status::Skip))
                .arg(report.count(Status::Inconclusive));
    QByteArray out = text.toUtf8();
    if (report.proof) {
        out += '\n' + conditionsOf(*report.proof).toUtf8() + '\n';
        for (const Matrix &matrix : report.proof->matrices)
            out += '\n' + writeMatrix(matrix);
    }
    return out;
}

} // namespace pushbench::checks
