// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/finding.h"

#include <vector>

namespace pushbench::protocol {

/// Remembers the member names of all objects that are open at a moment, to tell names that occur
/// twice (J-2). Costs a hash per name and, for objects of any size, no more than a sort.
class MemberNames
{
public:
    struct Name
    {
        QByteArrayView text; ///< Between its quotes, still escaped; a view into the body.
        ByteRange bytes;
        bool escaped = false;
    };

    /// An object begins.
    void open() { m_starts.push_back(m_names.size()); }

    void add(const Name &name);

    /// The innermost object ends: every name that stood there before, in the order of the body.
    [[nodiscard]] std::vector<Name> close();

private:
    struct Entry
    {
        Name name;
        size_t hash = 0;
    };

    std::vector<Entry> m_names;
    std::vector<size_t> m_starts;
};

} // namespace pushbench::protocol
