// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: no matching function for call to 'appendToByteArray
#include <QString>

void append(QByteArray &bytes, const QString &name, const QString &value)
{
#ifdef STRICT_MENDED
    bytes += (name + value).toUtf8();
#else
    bytes += name + value;
#endif
}
