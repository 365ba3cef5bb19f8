// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/finding.h"
#include "core/protocol/json/strictjson.h"
#include "core/protocol/payload/members.h"

namespace pushbench::protocol {

/// What is said about a member that means nothing to the standard. Never a failure (RCP027-R19).
struct StrangerText
{
    const char *id;
    Verdict verdict;
    QString text;
};

/// `value` is the first token of the member's value.
[[nodiscard]] StrangerText describeStranger(const Member &member, JsonToken value);

/// The names of strangers that one body has shown, so that a vendor's member in a thousand events
/// is told once. Remembers the first few dozen names; further ones count as new each time.
class Strangers
{
public:
    [[nodiscard]] bool isNew(QByteArrayView name);

private:
    std::vector<size_t> m_hashes;
};

} // namespace pushbench::protocol
