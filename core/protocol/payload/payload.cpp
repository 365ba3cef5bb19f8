// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/payload.h"

#include "core/protocol/payload/fastpayload.h"
#include "core/protocol/payload/strictpayload.h"

namespace pushbench::protocol {

Payload parsePayload(QByteArray body, const PayloadLimits &limits)
{
    PayloadBuilder builder(std::move(body), limits);
    if (!readPlainly(builder))
        readStrictly(builder);
    return builder.take();
}

} // namespace pushbench::protocol
