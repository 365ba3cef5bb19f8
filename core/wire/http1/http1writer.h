// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/wire/message.h"

namespace pushbench::wire {

/// What an answer has to know of the request that it answers.
struct AnswerTraits
{
    Version version = kHttp11;
    bool keepAlive = true;
    bool toHead = false; ///< The request was a HEAD: the answer's body stays away.

    friend bool operator==(const AnswerTraits &, const AnswerTraits &) = default;
};

/// An answer in the very bytes that go out.
struct RenderedResponse
{
    int status = 0;
    QByteArray head;
    QByteArray body;
    bool close = false; ///< The connection ends after it.
};

/// Completes and serialises an answer: adds Date (unless a field says it), Content-Length (RFC 9110
/// section 8.6) and Connection: close. For HTTP/2 the head is a list of lower-case fields from
/// ":status" on, without those that are about the connection; Http2ServerSession sends just these.
[[nodiscard]] RenderedResponse renderResponse(const Response &, const AnswerTraits &, WallTime now);

/// The head with a Content-Length above that of the body, of either protocol; as it is when it
/// tells no length, or one that is wrong already. AnswerFault::WrongLength sends it.
[[nodiscard]] QByteArray withRaisedLength(const RenderedResponse &response);

/// RFC 9113 section 8.2.2: of no meaning where streams share a connection, and forbidden there.
[[nodiscard]] bool isConnectionSpecific(QByteArrayView name) noexcept;

/// A request's head; Host and Content-Length are the caller's fields, so that it may also lie.
[[nodiscard]] QByteArray renderRequestHead(QByteArrayView method, QByteArrayView target,
                                           const Fields &fields);

/// The pseudo fields of an HTTP/2 request.
struct Http2RequestLine
{
    QByteArrayView method;
    QByteArrayView scheme;
    QByteArrayView authority;
    QByteArrayView path;
};

/// A request's head as a list of lower-case fields from ":method" on; Http2ClientSession sends just
/// these. Fields about the connection are left out.
[[nodiscard]] QByteArray renderHttp2RequestHead(const Http2RequestLine &line, const Fields &fields);

} // namespace pushbench::wire
