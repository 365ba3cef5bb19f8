// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace pushbench {

/// Compares actual with the file at path. Empty when they are equal, else a line diff to fail with.
/// With PUSHBENCH_BLESS=1 in the environment the file is written instead, and the test fails once
/// to say so: nobody blesses by accident.
[[nodiscard]] QString goldenDifference(const QString &path, const QByteArray &actual);

} // namespace pushbench

#define COMPARE_GOLDEN(path, actual) \
    do { \
        const QString pushbenchDifference = ::pushbench::goldenDifference((path), (actual)); \
        QVERIFY2(pushbenchDifference.isEmpty(), qPrintable(pushbenchDifference)); \
    } while (false)
