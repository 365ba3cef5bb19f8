// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/feedrange.h"

#include <vector>

namespace pushbench::ui {

/// Why something cannot be done about numbers that are missing.
enum class Hindrance : quint8 {
    None,
    NothingMissing, ///< None of them is.
    ReadOnly,       ///< The session was opened for reading.
    NoProducer,     ///< Nothing is pushed from this window.
    NotOurs,        ///< Our producer never had them.
    Ours,           ///< Our producer has them, and can push them.
    NobodyAsked,    ///< No EntityEvent resource is asked.
};

/// What can be done about numbers that are missing.
struct Remedies
{
    std::vector<ledger::FeedRange> numbers{};         ///< Which were looked at.
    Hindrance pushing = Hindrance::NothingMissing;    ///< By our own producer, again.
    Hindrance recovering = Hindrance::NothingMissing; ///< From the resource.
};

} // namespace pushbench::ui
