// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: format not a string literal.* \[-Werror=format-nonliteral\]
extern "C" int printf(const char *, ...) __attribute__((format(printf, 1, 2)));

void report(const char *text, int number)
{
#ifdef STRICT_MENDED
    printf("%s %d", text, number);
#else
    printf(text, number);
#endif
}
