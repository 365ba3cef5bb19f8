// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/feedname.h"

#include "core/wire/message.h"

namespace pushbench::journal {

FeedName feedOf(const Exchange &exchange)
{
    if (exchange.source && !exchange.source->isEmpty())
        return {.label = *exchange.source};
    return {.path = wire::pathOf(exchange.target).toByteArray()};
}

} // namespace pushbench::journal
