// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/datetext.h"
#include "core/checks/report/report.h"

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

constexpr qsizetype kMostBytes = 4096;

constexpr auto kStyle = R"(
:root{color-scheme:light dark;--paper:#fff;--ink:#1c2430;--quiet:#5b6675;--line:#d9dee5;--soft:#f4f6f9;
--pass:#1a7f37;--fail:#a8071a;--warn:#9a5b00;--info:#1f6fb2;--skip:#6b7480}
@media(prefers-color-scheme:dark){:root{--paper:#14181f;--ink:#e3e8ef;--quiet:#9aa5b4;--line:#2c3440;
--soft:#1b212a;--pass:#4cc26a;--fail:#ff6b76;--warn:#f0a742;--info:#5ab0ea;--skip:#8a94a2}}
*{box-sizing:border-box}body{margin:0 auto;max-width:62rem;padding:2rem 1.25rem;background:var(--paper);
color:var(--ink);font:15px/1.5 system-ui,"Segoe UI",sans-serif}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.05rem;margin:2rem 0 .5rem}
.quiet{color:var(--quiet)}.axes{display:flex;gap:1rem;margin:1.25rem 0;flex-wrap:wrap}
.axis{flex:1 1 14rem;border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;background:var(--soft)}
.axis b{display:block;font-size:1.25rem}.counts span{margin-right:1rem}
details{border:1px solid var(--line);border-radius:8px;margin:.4rem 0;background:var(--paper)}
summary{display:grid;grid-template-columns:8.5rem 13rem 4.5rem 1fr;gap:.75rem;padding:.5rem .75rem;cursor:pointer;
align-items:baseline}summary::-webkit-details-marker{display:none}
.in{padding:.25rem .9rem .9rem;border-top:1px solid var(--line)}
.s{font-weight:600}.pass{color:var(--pass)}.fail{color:var(--fail)}.warn{color:var(--warn)}
.info{color:var(--info)}.skip,.inconclusive{color:var(--skip)}
code,pre{font:12.5px/1.45 ui-monospace,Consolas,monospace}pre{background:var(--soft);border:1px solid var(--line);
border-radius:6px;padding:.6rem .75rem;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;margin:.4rem 0}
table{border-collapse:collapse;width:100%;margin:.4rem 0}th{text-align:left;color:var(--quiet);font-weight:500}
td,th{padding:.25rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.wide{overflow-x:auto}.matrix{width:auto;font:11px/1.2 ui-monospace,Consolas,monospace}
.matrix th,.matrix td{padding:0 .15rem;border:1px solid var(--line);white-space:nowrap;text-align:center}
.matrix tr>th:first-child{text-align:left;position:sticky;left:0;background:var(--paper);border:0}
.matrix th{vertical-align:bottom}.matrix th span{writing-mode:vertical-rl;transform:rotate(180deg)}.matrix td{min-width:.95rem;font-weight:700}
.caught{background:var(--pass);color:var(--paper)}.explained{background:var(--soft);color:var(--info)}
.missed,.unexplained{background:var(--fail);color:var(--paper)}.unknown{color:var(--skip)}
@media(max-width:46rem){summary{grid-template-columns:1fr}}
@media print{body{max-width:none;padding:0;font-size:11px}details{break-inside:avoid}
details:not([open])>.in{display:none}}
)";

QString escaped(QByteArrayView text)
{
    return QString::fromUtf8(text).toHtmlEscaped();
}

/// A glyph beside the word, so that colour is not all there is.
QString statusHtml(Status status)
{
    const auto glyph = [status]() -> QString {
        switch (status) {
        case Status::Pass:
            return u"✔"_s;
        case Status::Info:
            return u"ℹ"_s;
        case Status::Skip:
            return u"–"_s;
        case Status::Inconclusive:
            return u"?"_s;
        case Status::Warn:
            return u"▲"_s;
        case Status::Fail:
            return u"✘"_s;
        }
        Q_UNREACHABLE();
    }();
    const QString word = escaped(statusName(status));
    return u"<span class=\"s %1\">%2 %1</span>"_s.arg(word, glyph);
}

QString shownBytes(const QByteArray &head, const QByteArray &body)
{
    QByteArray all = head + body.first(std::min(body.size(), kMostBytes));
    all.replace("\r\n", "\n");
    QString text = escaped(all);
    if (body.size() > kMostBytes)
        text += u"\n… %1 bytes more"_s.arg(body.size() - kMostBytes);
    return text;
}

QString evidenceHtml(const Report &report, const Outcome &outcome)
{
    constexpr size_t kMostShown = 4;
    QString html;
    size_t shown = 0;
    for (const ExchangeNumber number : outcome.evidence) {
        const auto at = report.exchanges.find(number.value);
        if (at == report.exchanges.end())
            continue;
        if (++shown > kMostShown) {
            html += u"<p class=\"quiet\">… and %1 more exchanges in the session</p>"_s.arg(
                outcome.evidence.size() - kMostShown);
            break;
        }
        const journal::Exchange &exchange = *at->second;
        html += u"<p class=\"quiet\">Exchange %1</p><pre>%2</pre>"_s.arg(number.value)
                    .arg(shownBytes(exchange.requestHead, exchange.requestBody));
        html += exchange.status == 0
            ? u"<pre>no answer%1</pre>"_s.arg(
                exchange.fault.isEmpty() ? QString() : u": "_s + escaped(exchange.fault))
            : u"<pre>%1</pre>"_s.arg(shownBytes(exchange.responseHead, exchange.responseBody));
        if (report.proof)
            continue; // The mock is gone.
        html += u"<p class=\"quiet\">See it again</p><pre>%1</pre>"_s.arg(
            escaped(curlOf(exchange, report.target)));
    }
    return html;
}

QString entryHtml(const Report &report, const Entry &entry)
{
    const Outcome &outcome = entry.outcome;
    const bool open = outcome.status == Status::Fail;
    QString html =
        u"<details%1><summary>%2<code>%3</code><span class=\"quiet\">%4</span>"
        "<span>%5</span></summary><div class=\"in\">"_s.arg(
            open ? u" open"_s : QString(), statusHtml(outcome.status), escaped(entry.spec.id),
            escaped(levelName(entry.spec.level)), escaped(entry.spec.title));
    html += u"<p class=\"quiet\">%1. %2.</p>"_s.arg(escaped(entry.spec.stimulus),
                                                    escaped(entry.spec.expectation));
    if (!outcome.sentence.isEmpty())
        html += u"<p>%1%2</p>"_s.arg(outcome.sentence.toHtmlEscaped(),
                                     entry.expected ? u" (known)"_s : QString());
    if (!outcome.assertions.empty()) {
        html += u"<table><tr><th>Outcome</th><th>What</th><th>Expected</th><th>Got</th></tr>"_s;
        for (const Assertion &assertion : outcome.assertions)
            html += u"<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td></tr>"_s.arg(
                statusHtml(assertion.status), assertion.description.toHtmlEscaped(),
                assertion.expected.toHtmlEscaped(), assertion.actual.toHtmlEscaped());
        html += u"</table>"_s;
    }
    return html + evidenceHtml(report, outcome) + u"</div></details>\n"_s;
}

/// A proof has no axes: the mocks are wrong on purpose.
QString proofHtml(const Proof &proof)
{
    QString html = u"<div class=\"axes\">"_s;
    for (const Matrix &matrix : proof.matrices)
        html += u"<div class=\"axis\">%1<b>%2 of %3 mutants caught</b>beside the diagonal %4 "
                "complaints with a reason, %5 without</div>"_s.arg(escaped(suiteName(matrix.suite)))
                    .arg(matrix.count(Mark::Caught))
                    .arg(matrix.rows.size())
                    .arg(matrix.count(Mark::Explained))
                    .arg(matrix.count(Mark::Unexplained));
    html += u"</div><p class=\"quiet\">%1.</p>\n"_s.arg(conditionsOf(proof).toHtmlEscaped());
    for (const Matrix &matrix : proof.matrices)
        html += matrixHtml(matrix);
    return html;
}

} // namespace

QByteArray writeHtml(const Report &report)
{
    const QString title = report.title();
    QString html =
        u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<title>%1</title><style>%2</style></head><body>\n"_s.arg(title, QString::fromUtf8(kStyle));
    html += u"<h1>%1</h1><p class=\"quiet\">%2<br>%3, %4 requests in %5 s, %6"
            "</p>\n"_s
                .arg(title, report.target.toHtmlEscaped(), escaped(datetext::rfc3339(report.began)))
                .arg(report.requests)
                .arg(double(report.duration.count()) / 1000, 0, 'f', 1)
                .arg(escaped(report.program));
    html += report.proof ? proofHtml(*report.proof)
                         : u"<div class=\"axes\"><div class=\"axis\">Conformance<b>%1</b></div>"
                           "<div class=\"axis\">Politeness<b>%2</b></div></div>\n"_s.arg(
                               statusHtml(report.verdict(false)), statusHtml(report.verdict(true)));
    html += u"<p class=\"counts\">"_s;
    for (const Status status : {Status::Fail, Status::Warn, Status::Info, Status::Pass,
                                Status::Skip, Status::Inconclusive})
        html += u"<span>%1 %2</span>"_s.arg(report.count(status)).arg(statusHtml(status));
    html += u"</p>\n"_s;
    QByteArray heading;
    for (const Entry &entry : report.entries) {
        const QByteArray above = entry.proven ? suiteName(*entry.proven).toByteArray() + " suite"
                                              : entry.spec.clause().toByteArray();
        if (heading != above) {
            heading = above;
            html += u"<h2>%1</h2>\n"_s.arg(escaped(heading));
        }
        html += entryHtml(report, entry);
    }
    html += u"<p class=\"quiet\">A self-check by Pushbench: what the standard leaves open is a "
            "warning or a remark, and never a failure.</p></body></html>\n"_s;
    return html.toUtf8();
}

} // namespace pushbench::checks
