// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http2/http2clientsession.h"

#include <nghttp2/nghttp2.h>

namespace pushbench::wire {

/// Between nghttp2's C callbacks and Http2ClientSession's members: translates, and decides nothing.
/// Private to the session.
struct Http2ClientSessionCallbacks
{
    /// A client session that calls back into owner.
    [[nodiscard]] static nghttp2_session *open(Http2ClientSession *owner,
                                               const Http2Limits &limits);

    /// Where nghttp2 gets the bodies of requests from.
    [[nodiscard]] static nghttp2_data_provider bodies();
};

} // namespace pushbench::wire
