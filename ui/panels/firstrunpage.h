// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace pushbench::ui {

class CopyField;

/// What an empty session shows: three doors, each ready in one click.
class FirstRunPage final : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(Bench &bench, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(FirstRunPage)

    /// What the doors start with.
    void show(const ConsumerSettings &consumer, const ProducerSettings &producer);

Q_SIGNALS:
    void demoWanted();
    void pushWanted(const PushAim &aim);
    void listenWanted();

private:
    [[nodiscard]] QWidget *buildDemoDoor();
    [[nodiscard]] QWidget *buildConsumerDoor();
    [[nodiscard]] QWidget *buildProducerDoor();
    void take(const ConsumerState &state);

    QLineEdit *m_target;
    QLineEdit *m_targetToken;
    QPushButton *m_push;
    QPushButton *m_listen;
    QLabel *m_waiting;
    CopyField *m_url;
    CopyField *m_token;
    CopyField *m_curl;
    QString m_plannedUrl;
};

} // namespace pushbench::ui
