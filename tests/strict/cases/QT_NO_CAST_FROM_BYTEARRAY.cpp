// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: cannot convert 'const QByteArray' to 'const char\*' in return
#include <QByteArray>

const char *start(const QByteArray &body)
{
#ifdef STRICT_MENDED
    return body.constData();
#else
    return body;
#endif
}
