// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/report/byreason.h"
#include "core/checks/report/report.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

QString escaped(QByteArrayView text)
{
    return QString::fromUtf8(text).toHtmlEscaped();
}

QString cellHtml(const Matrix &matrix, const MatrixRow &row, size_t column)
{
    const Mark mark = row.marks.at(column);
    if (mark == Mark::Quiet)
        return u"<td></td>"_s;
    return u"<td class=\"%1\" title=\"%2 of the mutant of %3: %1\">%4</td>"_s.arg(
        escaped(markName(mark)), escaped(matrix.checks.at(column)), escaped(row.mutant),
        QString(QLatin1Char(markSign(mark))));
}

QString othersHtml(const Matrix &matrix)
{
    QString html;
    for (const MatrixRow &row : matrix.rows) {
        for (const auto &[why, complaints] : byReason(row)) {
            QStringList others;
            QString sentence;
            for (const Complaint *other : complaints) {
                others += u"<code>%1</code> %2"_s.arg(escaped(other->check),
                                                      escaped(statusName(other->status)));
                sentence = other->sentence;
            }
            html += u"<tr><td><code>%1</code><br>%2</td><td>%3</td><td>%4</td></tr>\n"_s.arg(
                escaped(row.mutant), escaped(row.fault), others.join(u", "_s),
                why.isEmpty() ? u"no reason is known: "_s + sentence.toHtmlEscaped()
                              : escaped(why));
        }
        for (const Consequence &unseen : row.unseen)
            html += u"<tr><td><code>%1</code><br>%2</td><td><code>%3</code> silent</td>"
                    "<td>although %4</td></tr>\n"_s.arg(escaped(row.mutant), escaped(row.fault),
                                                        escaped(unseen.check), escaped(unseen.why));
    }
    return html.isEmpty() ? html
                          : u"<table><tr><th>Mutant</th><th>Other checks</th><th>Because</th>"
                            "</tr>\n%1</table>\n"_s.arg(html);
}

} // namespace

QString matrixHtml(const Matrix &matrix)
{
    QString html = u"<h2>Matrix of the %1 suite</h2><p class=\"quiet\">A row for each mutant, a "
                   "column for each check: # caught, + complains too and has a reason, o missed, "
                   "! complains without a reason, ? nothing can be said.</p>\n"
                   "<div class=\"wide\"><table class=\"matrix\"><tr><th></th>"_s.arg(
                       escaped(suiteName(matrix.suite)));
    for (const QByteArrayView check : matrix.checks)
        html += u"<th><span>%1</span></th>"_s.arg(escaped(check));
    html += u"</tr>\n"_s;
    for (const MatrixRow &row : matrix.rows) {
        html += u"<tr><th title=\"%2\">%1</th>"_s.arg(escaped(row.mutant), escaped(row.fault));
        for (size_t column = 0; column < row.marks.size(); ++column)
            html += cellHtml(matrix, row, column);
        html += u"</tr>\n"_s;
    }
    return html + u"</table></div>\n"_s + othersHtml(matrix);
}

} // namespace pushbench::checks
