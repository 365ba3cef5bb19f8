// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace pushbench::ui {

class Card;
class CopyField;

/// The EntityEvent resource that our producer hosts: on or off, where it is, and what it was asked.
class ResourceForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ResourceForm(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ResourceForm)

    [[nodiscard]] ResourceSettings settings() const;
    void show(const ResourceSettings &settings);

    /// "off", "127.0.0.1:8029, 1,000 events".
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void changed();

private:
    void buildLayout();
    void take(const ResourceState &state);
    void updateRows();
    void updateCard();
    void updateAsked();

    Bench &m_bench;
    ResourceState m_state;
    QFormLayout *m_rows;
    QWidget *m_address;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_newToken;
    QComboBox *m_tls;
    QLineEdit *m_certificate;
    QLineEdit *m_key;
    QLayout *m_certificateRow = nullptr;
    QLayout *m_keyRow = nullptr;
    CopyField *m_url;
    CopyField *m_token;
    CopyField *m_resume;
    CopyField *m_trust;
    QPushButton *m_switch;
    Card *m_card;
    QTreeWidget *m_asked;
};

} // namespace pushbench::ui
