// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: has virtual functions and accessible non-virtual destructor \[-Werror=non-virtual-dtor\]
class Shape
{
public:
#ifdef STRICT_MENDED
    virtual ~Shape() = default;
#endif
    virtual int corners() const = 0;
};
