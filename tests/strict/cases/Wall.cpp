// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: unused variable .* \[-Werror=unused-variable\]
int answer()
{
#ifndef STRICT_MENDED
    int forgotten = 1;
#endif
    return 42;
}
