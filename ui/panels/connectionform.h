// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace pushbench::ui {

class FaultLabel;

/// How the producer gets to its consumer: the protocol, TLS, a proxy, and further header fields.
class ConnectionForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionForm(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionForm)

    [[nodiscard]] ConnectionSettings settings() const;
    void show(const ConnectionSettings &settings);

    /// "HTTP/2, own CA, proxy": all that is not as usual.
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void changed();

private:
    void judge();

    QComboBox *m_http;
    QLineEdit *m_ca;
    QLineEdit *m_certificate;
    QLineEdit *m_key;
    QCheckBox *m_insecure;
    QLineEdit *m_proxy;
    QPlainTextEdit *m_headers;
    FaultLabel *m_fault;
};

} // namespace pushbench::ui
