// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http2/http2limits.h"
#include "core/wire/ids.h"

#include <QByteArray>

#include <nghttp2/nghttp2.h>

#include <vector>

/// What both halves of HTTP/2 ask of nghttp2. For .cpp files only.
namespace pushbench::wire {

/// Known to nghttp2 since 1.49 only; nobody needs its dependency tree, and without it there is less
/// to attack.
inline constexpr auto kNoRfc7540Priorities = static_cast<nghttp2_settings_id>(0x9);

/// nghttp2 copies both.
[[nodiscard]] nghttp2_nv nghttp2Field(QByteArrayView name, QByteArrayView value);

/// The fields of a head in the notation of HeadBuilder.
[[nodiscard]] std::vector<nghttp2_nv> nghttp2Fields(QByteArrayView head);

/// RFC 9113 section 6.8. nghttp2 cannot send one after an error that it calls fatal.
[[nodiscard]] QByteArray goAwayFrame(StreamId last, quint32 code, const QByteArray &reason);

/// Opens a session of either role, by nghttp2_session_server_new2 or its sibling.
struct Nghttp2Opening
{
    decltype(&nghttp2_session_server_new2) create;
    void (*setCallbacks)(nghttp2_session_callbacks *);
    void *owner;                ///< Handed to the callbacks.
    bool updatesWindows = true; ///< Without being told what was consumed.
};
[[nodiscard]] nghttp2_session *openNghttp2(const Nghttp2Opening &opening,
                                           const Http2Limits &limits);

/// The only thing that a call can fail for that takes no input.
void checkNghttp2Memory(int libraryError);

[[nodiscard]] QByteArrayView viewOfBytes(const uint8_t *data, size_t size);

/// Both begin a message or belong to one, and may end it.
[[nodiscard]] bool endsStream(const nghttp2_frame *frame);

} // namespace pushbench::wire
