// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: zero-size array .* \[-Werror=pedantic\]
#ifdef STRICT_MENDED
int numbers[1];
#else
int numbers[0];
#endif
