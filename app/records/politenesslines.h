// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/politeness.h"

namespace pushbench::app {

/// The contract's `politeness` record, with its end of line. Its time is that of the return, or of
/// the answer while nobody is back; what is absent is null.
[[nodiscard]] QByteArray politenessJson(const consumer::PolitenessRecord &record);

/// The same for people: "pass RCP028-R15 429 in exchange 3: back 12 ms after …".
[[nodiscard]] QString politenessText(const consumer::PolitenessRecord &record);

/// The array in the `summary` record.
[[nodiscard]] QByteArray figuresJson(const std::vector<consumer::PolitenessFigure> &figures);

[[nodiscard]] QString figureText(const consumer::PolitenessFigure &figure);

} // namespace pushbench::app
