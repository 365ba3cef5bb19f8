// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QHBoxLayout;
class QLineEdit;
class QSpinBox;

namespace pushbench::ui {

/// Where the consumer listens, and how it speaks there.
class ListenForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ListenForm(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ListenForm)

    /// Fills in what it knows.
    void write(ConsumerSettings &settings) const;
    void show(const ConsumerSettings &settings);

private:
    void updateRows();

    QFormLayout *m_rows;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QComboBox *m_tls;
    QLineEdit *m_certificate;
    QLineEdit *m_key;
    QLineEdit *m_clientCa;
    QHBoxLayout *m_certificateRow;
    QHBoxLayout *m_keyRow;
    QHBoxLayout *m_clientCaRow;
};

} // namespace pushbench::ui
