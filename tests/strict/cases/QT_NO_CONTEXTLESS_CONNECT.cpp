// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: no matching function for call to '(QObject::)?connect
// since: Qt 6.7
#include <QObject>

void wire(QObject *sender)
{
#ifdef STRICT_MENDED
    QObject::connect(sender, &QObject::destroyed, sender, [] {});
#else
    QObject::connect(sender, &QObject::destroyed, [] {});
#endif
}
