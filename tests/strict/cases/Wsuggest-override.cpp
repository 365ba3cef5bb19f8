// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: can be marked override \[-Werror=suggest-override\]
struct Shape
{
    virtual ~Shape() = default;
    virtual int corners() const { return 0; }
};

struct Square : Shape
{
#ifdef STRICT_MENDED
    int corners() const override
    {
        return 4;
    }
#else
    virtual int corners() const
    {
        return 4;
    }
#endif
};
