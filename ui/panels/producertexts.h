// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/bench.h"
#include "ui/views/card.h"

/// What the producer does and why, in words.
namespace pushbench::ui {

[[nodiscard]] Tone toneOf(ProducerPhase phase);

/// What is left of a wait. The window's clock is a tick older than what the bench says, so a fresh
/// wait would seem longer than it is.
[[nodiscard]] std::chrono::microseconds waitLeft(const ProducerState &state, WallTime now);

/// "Holding 00:42 of 01:00": the bold line of the state card, and the sentence below it.
[[nodiscard]] QString producerHeadline(const ProducerState &state, WallTime now);
[[nodiscard]] QString producerSentence(const ProducerState &state);

} // namespace pushbench::ui
