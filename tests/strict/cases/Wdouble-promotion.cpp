// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: implicit conversion from 'float' to 'double' .* \[-Werror=double-promotion\]
double scaled(float part, double scale)
{
#ifdef STRICT_MENDED
    return static_cast<double>(part) * scale;
#else
    return part * scale;
#endif
}
