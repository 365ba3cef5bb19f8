// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: expected primary-expression before 'char'
// expects: 'Q_FOREACH' was not declared in this scope
#include <QByteArray>

int commas(const QByteArray &text)
{
    int count = 0;
#ifdef STRICT_MENDED
    for (const char c : text)
#else
    Q_FOREACH (char c, text)
#endif
        count += c == ',' ? 1 : 0;
    return count;
}
