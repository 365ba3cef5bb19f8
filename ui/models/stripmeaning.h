// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/strip.h"
#include "ui/models/meaning.h"

#include <QList>

#include <optional>

namespace pushbench::ui {

/// Everything that occurs among the numbers of a cell, gravest first.
[[nodiscard]] QList<Meaning> meaningsIn(const ledger::StripCell &cell);

/// What the cell is painted as: the gravest of them, but a hole only where nothing was received;
/// nullopt for numbers outside the feed.
[[nodiscard]] std::optional<Meaning> leadingMeaning(const ledger::StripCell &cell);

} // namespace pushbench::ui
