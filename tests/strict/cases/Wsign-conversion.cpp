// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: may change the sign of the result \[-Werror=sign-conversion\]
unsigned count(int difference)
{
#ifdef STRICT_MENDED
    return static_cast<unsigned>(difference);
#else
    return difference;
#endif
}
