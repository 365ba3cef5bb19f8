// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: "PUSHBENCH_MISSPELT" is not defined.* \[-Werror=undef\]
#ifdef STRICT_MENDED
#define PUSHBENCH_MISSPELT 0
#endif
#if PUSHBENCH_MISSPELT
int number;
#endif
