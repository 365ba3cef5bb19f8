// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http1/http1writer.h"
#include "core/wire/server/answerfault.h"

namespace pushbench::consumer {

/// What of an answer will leave, as the record tells it before it does.
struct Departure
{
    int status = 0; ///< 0: nothing leaves.
    QByteArray head{};
    QByteArray body{};
};

/// Under that fault on purpose. Must tell what the wire does (core/wire/server/answerfault.h).
[[nodiscard]] Departure whatLeaves(const wire::RenderedResponse &response, wire::AnswerFault fault);

} // namespace pushbench::consumer
