// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace pushbench::ui {

/// A part of a panel that folds away. Folded, its heading still says in a few words what is in it.
class Section final : public QWidget
{
    Q_OBJECT

public:
    Section(const QString &title, QWidget *body, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(Section)

    /// A few words; alarming ones stand out.
    void setSummary(const QString &summary, bool alarming = false);
    [[nodiscard]] QString summary() const { return m_text; }

    [[nodiscard]] bool isOpen() const;
    void setOpen(bool open);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showSummary();

    QString m_title;
    QString m_text;
    QPushButton *m_heading;
    QLabel *m_summary;
    QWidget *m_body;
};

} // namespace pushbench::ui
