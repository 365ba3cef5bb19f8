// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http2/http2preface.h"
#include "core/wire/message.h"

#include <QByteArray>

#include <nghttp2/nghttp2.h>

#include <initializer_list>
#include <vector>

/// Frames of HTTP/2 by hand, for what no client library would send.
namespace pushbench::wire {

inline constexpr quint8 kEndStream = NGHTTP2_FLAG_END_STREAM;
inline constexpr quint8 kEndHeaders = NGHTTP2_FLAG_END_HEADERS;

struct RawFrame
{
    quint8 type = 0;
    quint8 flags = 0;
    qint32 stream = 0;
    QByteArray payload{};
};

[[nodiscard]] QByteArray frameBytes(const RawFrame &frame);

/// The frames of which all bytes are there are taken out of them.
[[nodiscard]] std::vector<RawFrame> takeFrames(QByteArray &bytes);

[[nodiscard]] QByteArray bigEndian(quint32 number);

/// HPACK literals without any compression.
[[nodiscard]] QByteArray fieldBlock(const Fields &fields);

/// The preface and an empty SETTINGS.
[[nodiscard]] QByteArray greeting();

/// A HEADERS frame with the whole block.
[[nodiscard]] QByteArray headersFrame(qint32 stream, const Fields &fields, quint8 flags = 0);
[[nodiscard]] QByteArray dataFrame(qint32 stream, QByteArrayView body, quint8 flags = 0);
[[nodiscard]] QByteArray resetFrame(qint32 stream, quint32 code = NGHTTP2_CANCEL);

/// The fields of "POST /hook" to the host h, and more.
[[nodiscard]] Fields postFields(const Fields &more = {});

} // namespace pushbench::wire
