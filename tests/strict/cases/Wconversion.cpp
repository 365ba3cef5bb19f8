// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: may change value \[-Werror=conversion\]
short narrowed(int wide)
{
#ifdef STRICT_MENDED
    return static_cast<short>(wide);
#else
    return wide;
#endif
}
