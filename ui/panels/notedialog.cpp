// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/notedialog.h"

#include "ui/models/texts.h"
#include "ui/panels/forms.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace pushbench::ui {

NoteDialog::NoteDialog(const QString &about, const ledger::Remark &remark, QWidget *parent)
    : QDialog(parent)
    , m_text(named(new QPlainTextEdit(QString::fromUtf8(remark.text)), tr("Note"),
                   tr("Kept in the session, and seen by whoever gets it")))
    , m_marked(new QCheckBox(tr("&Mark it, so that is:marked finds it")))
    , m_fault(new FaultLabel(tr("What is wrong with the note")))
    , m_keep(new QPushButton(tr("&Keep")))
{
    setWindowTitle(tr("Note"));
    m_marked->setChecked(remark.marked);
    m_text->setPlaceholderText(tr("What there is to say; Ctrl+Enter keeps it"));
    m_text->setTabChangesFocus(true);
    m_text->moveCursor(QTextCursor::End);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_keep, QDialogButtonBox::AcceptRole);
    m_keep->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    auto *title = new QLabel(about);
    title->setTextFormat(Qt::PlainText);
    layout->addWidget(title);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_marked);
    layout->addWidget(m_fault);
    layout->addWidget(buttons);
    connect(m_text, &QPlainTextEdit::textChanged, this, &NoteDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &NoteDialog::finish);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(Qt::CTRL | key, this), &QShortcut::activated, this,
                &NoteDialog::finish);
    resize(420, 240);
    m_text->setFocus();
}

void NoteDialog::check()
{
    const bool fits = m_text->toPlainText().toUtf8().size() <= ledger::Remark::kMostBytes;
    m_fault->say(fits ? QString()
                      : tr("A note has at most %1; shorten it, or put it in a file.")
                            .arg(byteCount(ledger::Remark::kMostBytes)));
    m_keep->setEnabled(fits);
}

void NoteDialog::finish()
{
    if (!m_keep->isEnabled())
        return;
    Q_EMIT written(m_marked->isChecked(), m_text->toPlainText().trimmed());
    accept();
}

} // namespace pushbench::ui
