// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: 'QString::QString\(const char\*\)' is private within this context
#include <QString>

QString name()
{
#ifdef STRICT_MENDED
    return QStringLiteral("feed");
#else
    return "feed";
#endif
}
