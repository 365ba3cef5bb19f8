// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: 'emit' was not declared in this scope
#include <qtmetamacros.h>

class Feed
{
public:
    void changed() { }
    void change()
    {
#ifdef STRICT_MENDED
        Q_EMIT changed();
#else
        emit changed();
#endif
    }
};
