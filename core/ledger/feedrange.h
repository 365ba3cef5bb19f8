// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/feednumber.h"
#include "core/ledger/sequence/sequenceset.h"

namespace pushbench::ledger {

/// Numbers of one feed.
struct FeedRange
{
    FeedNumber feed{};
    NumberRange range{};

    friend bool operator==(const FeedRange &, const FeedRange &) = default;
};

} // namespace pushbench::ledger
