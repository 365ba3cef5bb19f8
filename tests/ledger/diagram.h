// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/sequence/sequenceset.h"

#include <QByteArray>

#include <vector>

namespace pushbench::ledger {

/// "1-2 4 7-9" as the ranges it names, in the order in which they stand. A malformed diagram ends
/// the test program: it is a bug of the test.
[[nodiscard]] std::vector<NumberRange> rangesOf(QByteArrayView diagram);

/// The numbers of a diagram one by one: "1-3 2" is 1, 2, 3, 2.
[[nodiscard]] std::vector<qint64> numbersOf(QByteArrayView diagram);

[[nodiscard]] SequenceSet setOf(QByteArrayView diagram);

/// The other way round.
[[nodiscard]] QByteArray diagramOf(const std::vector<NumberRange> &ranges);
[[nodiscard]] QByteArray diagramOf(const SequenceSet &set);

} // namespace pushbench::ledger
