// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: casts away qualifiers \[-Werror=cast-qual\]
using Bytes = char *;

char *writable(const char *text)
{
#ifdef STRICT_MENDED
    return const_cast<Bytes>(text);
#else
    return Bytes(text);
#endif
}
