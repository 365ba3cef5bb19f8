// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// expects: was hidden \[-Werror=overloaded-virtual=?\]
struct Writer
{
    virtual ~Writer() = default;
    virtual void write(int) { }
    virtual void write(double) { }
};

// One overload is overridden, which newer compilers forgive under -Wall, but not under this flag.
struct FileWriter : Writer
{
#ifdef STRICT_MENDED
    using Writer::write;
#endif
    void write(int) override { }
};
