// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/consumer/consumerpanelcase.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace pushbench::ui {

void ConsumerPanelCase::init()
{
    TestCase::init();
    m_fixture = std::make_unique<WindowFixture>();
}

void ConsumerPanelCase::cleanup()
{
    m_fixture.reset();
}

ConsumerState ConsumerPanelCase::listening()
{
    ConsumerState state;
    state.listening = true;
    state.endpoints = {
        {.url = QUrl(u"http://127.0.0.1:8028/webhooks"_s), .token = Secret("a-token-for-tests")}};
    return state;
}

QString ConsumerPanelCase::copied(const QString &button) const
{
    QGuiApplication::clipboard()->clear();
    for (QAbstractButton *each : panel().findChildren<QAbstractButton *>()) {
        if (each->accessibleName() == button && each->isVisible())
            each->click();
    }
    return QGuiApplication::clipboard()->text();
}

} // namespace pushbench::ui
