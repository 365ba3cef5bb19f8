// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

namespace pushbench::ui {

/// Colours names of JSON members and of header fields, line by line, in the palette of its view.
class CodeHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit CodeHighlighter(QPlainTextEdit &view);
    Q_DISABLE_COPY_MOVE(CodeHighlighter)

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void highlightBlock(const QString &line) override;

private:
    QPlainTextEdit &m_view;
};

} // namespace pushbench::ui
