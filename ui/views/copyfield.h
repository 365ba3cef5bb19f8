// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace pushbench::ui {

/// A line to be taken elsewhere, with the button that copies it. What is shown may be shorter than
/// what is copied: a token shows its fingerprint.
class CopyField final : public QWidget
{
    Q_OBJECT

public:
    /// `what` completes "Copy …" for the button's name.
    explicit CopyField(const QString &what, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(CopyField)

    void setContent(const QString &shown, const QString &copied);
    void setContent(const QString &text) { setContent(text, text); }
    [[nodiscard]] QString shown() const;

    void copy();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    QLineEdit *m_line;
    QToolButton *m_button;
    QString m_copied;
    int m_timer = 0; ///< While the button says that it has copied.
};

} // namespace pushbench::ui
