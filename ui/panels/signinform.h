// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QLineEdit;

namespace pushbench::ui {

class FaultLabel;

/// What replaces the token that was given once it is refused, or where tokens come from instead:
/// OAuth 2.0 client credentials.
class SignInForm final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInForm(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SignInForm)

    [[nodiscard]] SignInSettings settings() const;
    void show(const SignInSettings &settings);

Q_SIGNALS:
    void changed();

private:
    void judge();

    QLineEdit *m_next;
    QLineEdit *m_url;
    QLineEdit *m_client;
    QLineEdit *m_secret;
    QLineEdit *m_scope;
    FaultLabel *m_fault;
};

} // namespace pushbench::ui
