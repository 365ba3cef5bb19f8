// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: 'const class QVariant' has no member named 'type'
// expects: 'String' is not a member of 'QVariant'
#define QT_NO_DEPRECATED_WARNINGS // or the deprecation's warning would speak first
#include <QVariant>

bool isText(const QVariant &value)
{
#ifdef STRICT_MENDED
    return value.typeId() == QMetaType::QString;
#else
    return value.type() == QVariant::String;
#endif
}
