// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: use of old-style cast .* \[-Werror=old-style-cast\]
int whole(double ratio)
{
#ifdef STRICT_MENDED
    return static_cast<int>(ratio);
#else
    return (int)ratio;
#endif
}
