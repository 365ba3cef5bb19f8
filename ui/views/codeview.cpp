// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/views/codeview.h"

#include "ui/views/codehighlighter.h"
#include "ui/views/theme.h"

#include <QEvent>

namespace pushbench::ui {

CodeView::CodeView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setProperty("bare", true);
    setLineWrapMode(NoWrap);
    setFont(codeFont());
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    new CodeHighlighter(*this);
}

void CodeView::show(ShownText shown)
{
    m_shown = std::move(shown);
    m_marked.reset();
    setPlainText(m_shown.text());
    applyMark();
}

bool CodeView::mark(Part part, protocol::ByteRange bytes, MarkKind kind)
{
    m_markKind = kind;
    m_marked = m_shown.find(part, bytes);
    applyMark();
    if (!m_marked)
        return false;
    QTextCursor cursor(document());
    cursor.setPosition(int(m_marked->position));
    setTextCursor(cursor);
    centerCursor();
    return true;
}

void CodeView::clearMark()
{
    m_marked.reset();
    applyMark();
}

void CodeView::applyMark()
{
    if (!m_marked) {
        setExtraSelections({});
        return;
    }
    const ThemeColors &theme = themeColors(palette());
    const QRgb ink = m_markKind == MarkKind::Found ? theme.bad : theme.accent;
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(document());
    selection.cursor.setPosition(int(m_marked->position));
    selection.cursor.setPosition(int(m_marked->position + m_marked->length),
                                 QTextCursor::KeepAnchor);
    selection.format.setBackground(QColor(qRed(ink), qGreen(ink), qBlue(ink), 60));
    selection.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
    selection.format.setUnderlineColor(QColor::fromRgb(ink));
    setExtraSelections({selection});
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyMark();
}

} // namespace pushbench::ui
