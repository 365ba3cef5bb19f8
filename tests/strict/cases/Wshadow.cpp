// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: shadows a parameter \[-Werror=shadow\]
int sum(int total)
{
    for (int i = 0; i < 3; ++i) {
#ifdef STRICT_MENDED
        const int part = i;
        total += part;
#else
        const int total = i;
        static_cast<void>(total);
#endif
    }
    return total;
}
