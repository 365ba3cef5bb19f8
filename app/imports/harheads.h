// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/imports/jsonnode.h"
#include "core/wire/message.h"

namespace pushbench::app {

/// What an archive keeps of a URL.
struct HarUrl
{
    bool tls = false;
    QByteArray host{};   ///< With a port, if one is written.
    QByteArray target{}; ///< Path and query, as they are written.

    /// "127.0.0.1:80": with the port that goes without saying.
    [[nodiscard]] QByteArray peer() const;
};

/// What stands in front of the first such character; all of it without one.
[[nodiscard]] QByteArray upTo(const QByteArray &text, char end);

[[nodiscard]] HarUrl takeApart(QByteArrayView url);

/// "HTTP/2" of "h2", "HTTP/1.1" of "http/1.1" or of nothing.
[[nodiscard]] QByteArray protocolName(QByteArrayView harVersion);

/// A "headers" array, in its order and case. Cookies are left out: they are keys of other houses.
/// Values that stand for several fields, one a line, become several.
[[nodiscard]] wire::Fields headerFields(MemberReader &message);

/// The value of the first field of that name, compared case-blind.
[[nodiscard]] std::optional<QByteArray> valueOf(const wire::Fields &fields, QByteArrayView name);

/// Heads as a session keeps them: with a request line, or as HTTP/2's list of fields. An archive
/// leaves out what its tool takes for granted, such as Host.
[[nodiscard]] QByteArray requestHead(QByteArrayView protocol, QByteArrayView method,
                                     const HarUrl &url, const wire::Fields &fields);
[[nodiscard]] QByteArray responseHead(QByteArrayView protocol, int status, QByteArrayView reason,
                                      const wire::Fields &fields);

} // namespace pushbench::app
