// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/wire/ids.h"
#include "core/wire/message.h"

#include <QString>

#include <optional>

namespace pushbench::wire {

/// What is known of a request after the attempt to send it. This, and nothing else, decides whether
/// it may be sent again without risk (H-POST).
enum class Evidence : quint8 {
    NotDelivered, ///< Certain: its last byte never reached the kernel, so no peer can have the
                  ///< whole of it; or the peer itself said that it looked at none of it.
    Unknown,      ///< All of it left and no answer came: the peer may have taken it.
    Answered,     ///< A whole answer came.
};

/// The log of one attempt. Offsets count from began; absent ones were not reached.
struct AttemptLog
{
    using Offset = std::optional<std::chrono::microseconds>;

    Moment began;
    Offset connected;  ///< With proxy and TLS. Absent on a reused connection.
    Offset handedOver; ///< The kernel took the request's last byte.
    Offset firstByte;  ///< Of the answer.
    Offset done;       ///< The answer was read to its end, or the attempt failed.
    qint64 requestBytes = 0;
    qint64 bytesHandedOver = 0;
    bool reused = false; ///< The connection had carried a request before.
    ConnectionId connection;
    QByteArray peer; ///< "127.0.0.1:8028"; empty when no connection came about.
    QByteArray tls;  ///< What was agreed on, as describe(TlsFacts) puts it; empty in the clear.
    Evidence evidence = Evidence::NotDelivered;
    QString fault; ///< What broke, in words; empty when an answer came.
    std::optional<ReceivedResponse> response;
};

} // namespace pushbench::wire
