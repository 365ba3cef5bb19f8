// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/boundary/sourcetext.h"

#include <QRegularExpression>
#include <QStringList>

namespace pushbench::boundary {

using namespace Qt::StringLiterals;

namespace {

/// What must be passed over as one piece: a string may hold "//", a comment may hold a quote. A
/// quote between digits matches no alternative and is passed over alone.
const QRegularExpression &pieces()
{
    static const QRegularExpression expression(
        uR"re((?<comment>//[^\n]*|/\*.*?(?:\*/|\z))|R"([^(\s]*)\(.*?\)\g{-1}"|"(?:\\.|[^"\\\n])*"|'(?:\\[^'\n]+|[^'\\\n])')re"_s,
        QRegularExpression::DotMatchesEverythingOption);
    return expression;
}

} // namespace

QString withoutComments(QByteArrayView source)
{
    QString code = QString::fromUtf8(source);
    QRegularExpressionMatchIterator matches = pieces().globalMatch(code);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const qsizetype start = match.capturedStart(u"comment");
        for (qsizetype at = start; start >= 0 && at < match.capturedEnd(u"comment"); ++at) {
            if (code.at(at) != u'\n')
                code[at] = u' ';
        }
    }
    return code;
}

std::vector<Include> includesOf(const QString &code)
{
    static const QRegularExpression directive(
        uR"re(^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"])re"_s,
        QRegularExpression::MultilineOption);
    std::vector<Include> includes;
    int line = 1;
    qsizetype counted = 0;
    QRegularExpressionMatchIterator matches = directive.globalMatch(code);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const qsizetype start = match.capturedStart();
        line += int(QStringView(code).sliced(counted, start - counted).count(u'\n'));
        counted = start;
        includes.push_back(
            {.line = line, .quoted = match.captured(1) == u'"', .name = match.captured(2)});
    }
    return includes;
}

QStringList cmakeWords(QByteArrayView source)
{
    static const QRegularExpression comment(u"#[^\n]*"_s);
    static const QRegularExpression gap(u"[\\s()\"]+"_s);
    return QString::fromUtf8(source).remove(comment).split(gap, Qt::SkipEmptyParts);
}

} // namespace pushbench::boundary
