// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: 'class QStringBuilder<.*>' has no member named 'repeated'
#include <QString>

QString twice(const QString &first, const QString &second)
{
#ifdef STRICT_MENDED
    return QString(first + second).repeated(2);
#else
    return (first + second).repeated(2);
#endif
}
