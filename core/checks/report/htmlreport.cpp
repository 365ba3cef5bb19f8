// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/datetext.h"
#include "core/checks/report/htmlstyle.h"
#include "core/checks/report/permalinks.h"
#include "core/checks/report/report.h"
#include "core/checks/report/stripsvg.h"
#include "core/journal/curlcommand.h"
#include "core/protocol/clause.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

constexpr qsizetype kMostBytes = 4096;

QString escaped(QByteArrayView text)
{
    return QString::fromUtf8(text).toHtmlEscaped();
}

QLatin1StringView glyph(Status status)
{
    switch (status) {
    case Status::Pass:
        return "&#10004;"_L1;
    case Status::Info:
        return "&#8505;"_L1;
    case Status::Skip:
        return "&#8211;"_L1;
    case Status::Inconclusive:
        return "?"_L1;
    case Status::Warn:
        return "&#9650;"_L1;
    case Status::Fail:
        return "&#10008;"_L1;
    }
    Q_UNREACHABLE();
}

/// A glyph beside the word, so that colour is not all there is.
QString statusHtml(Status status)
{
    return u"<span class=\"s %1\">%2 %1</span>"_s.arg(escaped(statusName(status)), glyph(status));
}

/// As it was on the wire; what no page may hold is shown as its code.
QString shownBytes(const QByteArray &head, const QByteArray &body)
{
    QByteArray all = head + body.first(std::min(body.size(), kMostBytes));
    all.replace("\r\n", "\n");
    QString text;
    for (const QChar character : QString::fromUtf8(all)) {
        const ushort code = character.unicode();
        const bool control = (code < 0x20 && code != '\n' && code != '\t')
            || (code >= 0x7f && code < 0xa0) || code >= 0xfffe;
        text += control ? u"\\x%1"_s.arg(code, 2, 16, QLatin1Char('0')) : QString(character);
    }
    text = text.toHtmlEscaped();
    if (body.size() > kMostBytes)
        text += u"\n… %1 bytes more"_s.arg(body.size() - kMostBytes);
    return text;
}

/// Does it depend on how the bytes are framed, which curl does by itself?
bool isAboutFraming(const CheckSpec &spec)
{
    for (const QByteArrayView clause :
         {"H-FRAME.", "H-PERS.", "H-SLOW.", "H-TE.crumbs", "RCP028-R11.cut", "H-HDR."}) {
        if (spec.id.startsWith(clause))
            return true;
    }
    return false;
}

/// A command that brings about the same; one with megabytes in it helps nobody.
QString curlHtml(const journal::Exchange &exchange, const CheckSpec &spec)
{
    if (exchange.requestBody.size() > kMostBytes)
        return u"<p class=\"quiet\">See it again by the session: a body of %1 bytes is too long to "
               u"be "
               u"written here.</p>"_s.arg(exchange.requestBody.size());
    return u"<p class=\"quiet\">See it again%1</p><pre>%2</pre>"_s.arg(
        isAboutFraming(spec) ? u" (nearly: curl frames requests by itself)"_s : QString(),
        escaped(journal::curlCommand(exchange)));
}

QString exchangeHtml(const journal::Exchange &exchange, const CheckSpec &spec, bool again)
{
    const QString answer = exchange.status == 0
        ? u"no answer"_s
            + (exchange.fault.isEmpty() ? QString() : u": "_s + escaped(exchange.fault))
        : shownBytes(exchange.responseHead, exchange.responseBody);
    const QString curl = again ? curlHtml(exchange, spec) : QString();
    return u"<div class=\"pair\"><div><p class=\"quiet\">Exchange %1, "
           u"request</p><pre>%2</pre></div>"
           "<div><p class=\"quiet\">answer</p><pre>%3</pre></div></div>%4"_s
               .arg(exchange.number.value)
               .arg(shownBytes(exchange.requestHead, exchange.requestBody), answer, curl);
}

QString evidenceHtml(const Report &report, const Entry &entry)
{
    constexpr size_t kMostShown = 4;
    QString html;
    size_t shown = 0;
    for (const ExchangeNumber number : entry.outcome.evidence) {
        const auto at = report.exchanges.find(number.value);
        if (at == report.exchanges.end())
            continue;
        if (++shown > kMostShown) {
            html += u"<p class=\"quiet\">… and %1 more exchanges in the session</p>"_s.arg(
                entry.outcome.evidence.size() - kMostShown);
            break;
        }
        html += exchangeHtml(*at->second, entry.spec, !report.proof); // A mock is gone.
    }
    return html;
}

QString assertionsHtml(const Outcome &outcome)
{
    if (outcome.assertions.empty())
        return {};
    QString html =
        u"<table><thead><tr><th scope=\"col\">Outcome</th><th scope=\"col\">What</th>"
        "<th scope=\"col\">Expected</th><th scope=\"col\">Got</th></tr></thead><tbody>"_s;
    for (const Assertion &assertion : outcome.assertions)
        html += u"<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td></tr>"_s.arg(
            statusHtml(assertion.status), shownBytes(assertion.description.toUtf8(), {}),
            shownBytes(assertion.expected.toUtf8(), {}), shownBytes(assertion.actual.toUtf8(), {}));
    return html + u"</tbody></table>"_s;
}

QString linkToText(QByteArrayView clause)
{
    const QByteArray url = permalinkOf(clause);
    return url.isEmpty() ? u"a rule of this bench"_s
                         : u"<a href=\"%1\">the text</a>"_s.arg(escaped(url));
}

QString entryHtml(const Report &report, const Entry &entry)
{
    const Outcome &outcome = entry.outcome;
    const QString id = (entry.proven ? escaped(suiteName(*entry.proven)) + u'-' : QString())
        + escaped(entry.spec.id);
    QString html =
        u"<details%1><summary>%2<code>%3</code><span class=\"quiet\">%4</span>"
        "<span>%5</span></summary><div class=\"in\" id=\"%3\">"_s.arg(
            outcome.status == Status::Fail ? u" open"_s : QString(), statusHtml(outcome.status), id,
            escaped(levelName(entry.spec.level)), escaped(entry.spec.title));
    html += u"<p class=\"quiet\">%1. Rule: %2. Clause %3, %4. <a class=\"here\" href=\"#%5\">"
            "# link to this check</a></p>"_s.arg(
                escaped(entry.spec.stimulus), escaped(entry.spec.expectation),
                escaped(entry.spec.clause()), linkToText(entry.spec.clause()), id);
    if (!outcome.sentence.isEmpty())
        html += u"<p>%1%2</p>"_s.arg(shownBytes(outcome.sentence.toUtf8(), {}),
                                     entry.expected ? u" (known)"_s : QString());
    return html + assertionsHtml(outcome) + evidenceHtml(report, entry) + u"</div></details>\n"_s;
}

/// The entries of one clause, wherever they stood.
struct ClauseEntries
{
    QByteArrayView clause;
    std::vector<const Entry *> entries{};

    [[nodiscard]] Status worst() const
    {
        return (*std::ranges::max_element(entries, {},
                                          [](const Entry *entry) { return entry->outcome.status; }))
            ->outcome.status;
    }
};

std::vector<ClauseEntries> byClause(const Report &report)
{
    std::vector<ClauseEntries> list;
    for (const Entry &entry : report.entries) {
        auto at = std::ranges::find(list, entry.spec.clause(), &ClauseEntries::clause);
        if (at == list.end())
            at = list.insert(at, {entry.spec.clause()});
        at->entries.push_back(&entry);
    }
    return list;
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

QString summaryHtml(const Report &report)
{
    QString html = u"<h1>%1</h1><p class=\"quiet\">%2<br>%3, %4 requests in %5 s, %6</p>\n"_s
                       .arg(report.title(), report.target.toHtmlEscaped(),
                            escaped(datetext::rfc3339(report.began)))
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
        html +=
            u"<span class=\"n\">%1 %2</span>"_s.arg(report.count(status)).arg(statusHtml(status));
    return html + u"</p>\n"_s;
}

QString environmentHtml(const Report &report)
{
    if (report.environment.empty())
        return {};
    QString html = u"<h2 id=\"limits\">What it was judged by</h2><table class=\"stated\"><tbody>"_s;
    for (const auto &[name, value] : report.environment)
        html += u"<tr><th scope=\"row\">%1</th><td>%2</td></tr>"_s.arg(
            name.toHtmlEscaped(), shownBytes(value.toUtf8(), {}));
    return html + u"</tbody></table>\n"_s;
}

QString stripsHtml(const Report &report)
{
    if (report.strips.empty())
        return {};
    QString html = stripPatterns() + u"<h2 id=\"numbers\">The numbers of the feeds</h2>\n"_s;
    for (const FeedStrip &strip : report.strips)
        html += u"<figure><figcaption>%1: %2 to %3, %4 taken</figcaption>%5</figure>\n"_s.arg(
            strip.label.isEmpty() ? u"Events without a label"_s
                                  : shownBytes(strip.label.toUtf8(), {}),
            QString::number(strip.first.value), QString::number(strip.last.value),
            QString::number(strip.received), stripSvg(strip));
    return html + stripLegend();
}

} // namespace

QByteArray writeHtml(const Report &report)
{
    QString html = u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                   "<title>%1</title><style>%2</style></head><body><main>\n"_s.arg(
                       report.title(), QString::fromUtf8(kHtmlStyle));
    const std::vector<ClauseEntries> clauses = byClause(report);
    html += summaryHtml(report) + u"<nav aria-label=\"Clauses\"><ul>"_s;
    for (const ClauseEntries &each : clauses)
        html += u"<li><a class=\"%1\" href=\"#%2\">%3 %2</a></li>"_s.arg(
            escaped(statusName(each.worst())), escaped(each.clause), glyph(each.worst()));
    html += u"</ul></nav>\n"_s + environmentHtml(report) + stripsHtml(report);
    for (const ClauseEntries &each : clauses) {
        const protocol::Clause *known = protocol::findClause(each.clause);
        html += u"<h2 id=\"%1\">%1<small>%2%3</small><a class=\"here\" href=\"#%1\" "
                "aria-label=\"Link to %1\">#</a></h2>\n"_s.arg(
                    escaped(each.clause), known ? escaped(known->title) + u" · "_s : QString(),
                    linkToText(each.clause));
        for (const Entry *entry : each.entries)
            html += entryHtml(report, *entry);
    }
    html += u"<p class=\"quiet\">A self-check by Pushbench: what the standard leaves open is a "
            "warning or a remark, and never a failure, unless a profile says that it was agreed "
            "on.</p></main></body></html>\n"_s;
    return html.toUtf8();
}

} // namespace pushbench::checks
