// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"

namespace pushbench::checks {

/// Another check that complains of a mutant, too, and why that cannot be otherwise.
struct Consequence
{
    QByteArrayView check;
    QByteArrayView why;
};

/// A mock that is right but for one thing: what the check of that id looks at.
struct Mutant
{
    QByteArrayView check;
    QByteArrayView fault; ///< What it does, in words: "takes any token".
    std::vector<Consequence> also{};
};

/// One for each check of the suite, in the order of its catalogue.
[[nodiscard]] std::span<const Mutant> mutantsOf(Suite);

// By suite.
[[nodiscard]] std::span<const Mutant> consumerMutants();
[[nodiscard]] std::span<const Mutant> producerMutants();
[[nodiscard]] std::span<const Mutant> resourceMutants();

} // namespace pushbench::checks
