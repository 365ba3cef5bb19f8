// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QRegularExpression>
#include <QTest>

namespace pushbench {

/// Base of every test class: a warning that the test did not announce with QTest::ignoreMessage()
/// fails it. A class with its own init() calls this one first.
class TestCase : public QObject
{
    Q_OBJECT

protected Q_SLOTS:
    void init()
    {
        // What the offscreen platform says about itself, of what it cannot do.
        static const QRegularExpression anything(
            QStringLiteral("^(?!This plugin does not support ).*"));
        QTest::failOnWarning(anything);
    }
};

} // namespace pushbench
