// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/payload/payload.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace pushbench::ui {

class Card;

/// One request body, written by hand. Says while it is being typed what a consumer will make of it;
/// never keeps anybody from sending it.
class ComposeEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit ComposeEditor(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ComposeEditor)

    [[nodiscard]] QByteArray body() const;
    void setBody(const QByteArray &body);

Q_SIGNALS:
    void sendWanted(const QByteArray &body);
    /// An example was chosen that goes with this EntityEventSource (or with none).
    void sourceSuggested(const QString &source);

private:
    void choose(int example);
    void judge();

    QComboBox *m_examples;
    QPlainTextEdit *m_editor;
    Card *m_verdict;
    QPushButton *m_send;
};

} // namespace pushbench::ui
