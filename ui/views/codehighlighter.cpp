// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/codehighlighter.h"

#include "ui/views/theme.h"

#include <QEvent>

namespace pushbench::ui {
namespace {

/// Behind the quoted name at the front of a laid-out line; 0 when there is none.
qsizetype memberNameEnd(QStringView line, qsizetype from)
{
    if (from >= line.size() || line[from] != u'"')
        return 0;
    for (qsizetype at = from + 1; at < line.size(); ++at) {
        if (line[at] == u'\\')
            ++at;
        else if (line[at] == u'"')
            return at + 1 < line.size() && line[at + 1] == u':' ? at + 1 : 0;
    }
    return 0;
}

qsizetype fieldNameEnd(QStringView line)
{
    const qsizetype colon = line.indexOf(u':');
    if (colon <= 0 || line[0] == u'"' || line.first(colon).contains(u' '))
        return 0;
    return colon + 1;
}

} // namespace

CodeHighlighter::CodeHighlighter(QPlainTextEdit &view)
    : QSyntaxHighlighter(view.document())
    , m_view(view)
{
    view.installEventFilter(this);
}

bool CodeHighlighter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        rehighlight();
    return QSyntaxHighlighter::eventFilter(watched, event);
}

void CodeHighlighter::highlightBlock(const QString &line)
{
    const ThemeColors &theme = themeColors(m_view.palette());
    qsizetype start = 0;
    while (start < line.size() && line[start] == u' ')
        ++start;
    if (const qsizetype end = memberNameEnd(line, start); end > 0)
        setFormat(int(start), int(end - start), QColor::fromRgb(theme.accent));
    else if (const qsizetype nameEnd = start == 0 ? fieldNameEnd(line) : 0; nameEnd > 0)
        setFormat(0, int(nameEnd), QColor::fromRgb(theme.muted));
}

} // namespace pushbench::ui
