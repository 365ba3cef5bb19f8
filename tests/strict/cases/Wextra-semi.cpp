// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: extra .;. after in-class function definition \[-Werror=extra-semi\]
struct Number
{
#ifdef STRICT_MENDED
    int value() const
    {
        return 1;
    }
#else
    int value() const
    {
        return 1;
    };
#endif
};
