// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong.h"

namespace pushbench::ledger {

/// Feeds are numbered in the order in which they first appear in a session.
using FeedNumber = Strong<struct FeedNumberTag, int>;

} // namespace pushbench::ledger
