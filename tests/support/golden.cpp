// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/golden.h"

#include <QFile>

namespace pushbench {
namespace {

QString lineDifference(const QByteArray &expected, const QByteArray &actual)
{
    const QList<QByteArray> before = expected.split('\n');
    const QList<QByteArray> after = actual.split('\n');
    QString text;
    for (qsizetype i = 0; i < qMax(before.size(), after.size()); ++i) {
        const bool inBefore = i < before.size();
        const bool inAfter = i < after.size();
        if (inBefore && inAfter && before.at(i) == after.at(i))
            continue;
        if (inBefore)
            text += QStringLiteral("\n%1 - ").arg(i + 1) + QString::fromUtf8(before.at(i));
        if (inAfter)
            text += QStringLiteral("\n%1 + ").arg(i + 1) + QString::fromUtf8(after.at(i));
    }
    return text;
}

} // namespace

QString goldenDifference(const QString &path, const QByteArray &actual)
{
    QFile file(path);
    if (qEnvironmentVariableIntValue("PUSHBENCH_BLESS") == 1) {
        if (!file.open(QIODevice::WriteOnly) || file.write(actual) != actual.size())
            return path + QStringLiteral(": cannot be written");
        return path + QStringLiteral(": blessed; run again without PUSHBENCH_BLESS");
    }
    if (!file.open(QIODevice::ReadOnly))
        return path + QStringLiteral(": missing; PUSHBENCH_BLESS=1 writes it");
    const QByteArray expected = file.readAll();
    return expected == actual ? QString() : path + lineDifference(expected, actual);
}

} // namespace pushbench
