// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/remark.h"

#include <QDialog>

class QCheckBox;
class QPlainTextEdit;
class QPushButton;

namespace pushbench::ui {

class FaultLabel;

/// Where a note is written: its text, and whether what it is about is marked.
class NoteDialog final : public QDialog
{
    Q_OBJECT

public:
    NoteDialog(const QString &about, const ledger::Remark &remark, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(NoteDialog)

Q_SIGNALS:
    /// It was accepted; an empty text without a mark takes the note back.
    void written(bool marked, const QString &text);

private:
    void check();
    void finish();

    QPlainTextEdit *m_text;
    QCheckBox *m_marked;
    FaultLabel *m_fault;
    QPushButton *m_keep;
};

} // namespace pushbench::ui
