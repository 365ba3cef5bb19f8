// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: 'class QScopedPointer<int>' has no member named 'take'
#define QT_NO_DEPRECATED_WARNINGS // or the deprecation's warning would speak first
#include <QScopedPointer>

#include <memory>

#ifdef STRICT_MENDED
int *released(std::unique_ptr<int> &owner)
{
    return owner.release();
}
#else
int *released(QScopedPointer<int> &owner)
{
    return owner.take();
}
#endif
