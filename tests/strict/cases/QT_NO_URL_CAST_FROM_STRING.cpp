// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: no match for 'operator=' \(operand types are 'QUrl' and 'const QString'\)
#include <QUrl>

QUrl address(const QString &text)
{
    QUrl url;
#ifdef STRICT_MENDED
    url = QUrl(text, QUrl::StrictMode);
#else
    url = text;
#endif
    return url;
}
