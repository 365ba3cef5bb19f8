// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/filterline.h"

#include "ui/models/filtercompletion.h"
#include "ui/views/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QStringListModel>
#include <QTextCharFormat>

namespace pushbench::ui {

FilterLine::FilterLine(QWidget *parent)
    : QLineEdit(parent)
    , m_choices(new QStringListModel(this))
    , m_completer(new QCompleter(m_choices, this))
{
    setFont(codeFont());
    setClearButtonEnabled(true);
    m_completer->setWidget(this);
    m_completer->popup()->setFont(codeFont());
    m_completer->popup()->setProperty("offers", true);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &FilterLine::put);
    connect(this, &QLineEdit::textEdited, this, &FilterLine::offer);
}

QStringList FilterLine::offered() const
{
    return m_completer->popup()->isVisible() ? m_choices->stringList() : QStringList();
}

void FilterLine::offer()
{
    const FilterWord word = completeFilter(text(), cursorPosition(), m_sources, m_scope);
    m_choices->setStringList(word.choices);
    if (word.choices.isEmpty())
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void FilterLine::put(const QString &choice)
{
    const FilterWord word = completeFilter(text(), cursorPosition(), m_sources, m_scope);
    const bool whole = !choice.endsWith(u':');
    const QString put = whole ? QString(choice + u' ') : choice;
    QString changed = text();
    changed.replace(word.from, word.length, put);
    setText(changed);
    setCursorPosition(int(word.from + put.size()));
    Q_EMIT textEdited(changed); // Somebody typed it, if with fewer keys.
}

void FilterLine::mark(ledger::Filter::Place place)
{
    m_marked = place;
    QList<QInputMethodEvent::Attribute> attributes;
    if (place.length > 0) {
        QTextCharFormat format;
        const QColor bad = QColor::fromRgb(themeColors(palette()).bad);
        format.setForeground(bad);
        format.setUnderlineColor(bad);
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        attributes.append({QInputMethodEvent::TextFormat, int(place.from) - cursorPosition(),
                           int(place.length), format});
    }
    // The one way in which a line edit takes formats.
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

void FilterLine::keyPressEvent(QKeyEvent *event)
{
    const bool pops = m_completer->popup()->isVisible();
    const bool chooses = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (pops && (chooses || event->key() == Qt::Key_Escape)) {
        event->ignore(); // The popup's.
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace pushbench::ui
