// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: expected primary-expression before 'int'
// expects: 'Q_FOREACH' was not declared in this scope
#include <QList>

int sum(const QList<int> &numbers)
{
    int total = 0;
#ifdef STRICT_MENDED
    for (const int number : numbers)
#else
    Q_FOREACH (int number, numbers)
#endif
        total += number;
    return total;
}
