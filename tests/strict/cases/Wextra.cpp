// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: unused parameter .* \[-Werror=unused-parameter\]
#ifdef STRICT_MENDED
int answer(int)
#else
int answer(int forgotten)
#endif
{
    return 42;
}
