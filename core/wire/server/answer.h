// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http1/http1writer.h"
#include "core/wire/server/answerfate.h"
#include "core/wire/server/answerfault.h"

namespace pushbench::wire {

/// An answer as its request's connection takes it: rendered, because who answers records the very
/// bytes before they leave, and with the way in which it is to go wrong.
struct Answer
{
    RenderedResponse response{};
    Cookie cookie{};
    AnswerFault fault = AnswerFault::None;
    DripPace pace{}; ///< Of AnswerFault::Drip.
};

} // namespace pushbench::wire
