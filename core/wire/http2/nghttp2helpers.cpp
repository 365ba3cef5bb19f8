// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http2/nghttp2helpers.h"

#include <QtEndian>

#include <limits>

namespace pushbench::wire {

nghttp2_nv nghttp2Field(QByteArrayView name, QByteArrayView value)
{
    // The structure only lacks the const.
    const auto bytes = [](QByteArrayView view) {
        return reinterpret_cast<uint8_t *>(
            const_cast<char *>(view.data())); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    };
    return {.name = bytes(name),
            .value = bytes(value),
            .namelen = size_t(name.size()),
            .valuelen = size_t(value.size()),
            .flags = NGHTTP2_NV_FLAG_NONE};
}

std::vector<nghttp2_nv> nghttp2Fields(QByteArrayView head)
{
    std::vector<nghttp2_nv> fields;
    fields.reserve(16);
    for (qsizetype at = 0; at < head.size();) {
        const qsizetype end = head.indexOf("\r\n", at);
        const qsizetype colon = head.indexOf(": ", at + 1);
        if (end <= at || colon < 0 || colon > end)
            break;
        fields.push_back(
            nghttp2Field(head.sliced(at, colon - at), head.sliced(colon + 2, end - colon - 2)));
        at = end + 2;
    }
    return fields;
}

nghttp2_session *openNghttp2(const Nghttp2Opening &opening, const Http2Limits &limits)
{
    nghttp2_session_callbacks *callbacks = nullptr;
    checkNghttp2Memory(nghttp2_session_callbacks_new(&callbacks));
    opening.setCallbacks(callbacks);

    nghttp2_option *options = nullptr;
    checkNghttp2Memory(nghttp2_option_new(&options));
    nghttp2_option_set_no_auto_window_update(options, opening.updatesWindows ? 0 : 1);
    nghttp2_option_set_no_closed_streams(options, 1);
    nghttp2_option_set_max_outbound_ack(options, limits.unsentAcks);
#ifdef PUSHBENCH_NGHTTP2_COUNTS_CONTINUATIONS
    nghttp2_option_set_max_continuations(options, std::numeric_limits<size_t>::max());
#endif

    nghttp2_session *session = nullptr;
    checkNghttp2Memory(opening.create(&session, callbacks, opening.owner, options));
    nghttp2_option_del(options);
    nghttp2_session_callbacks_del(callbacks);
    return session;
}

QByteArray goAwayFrame(StreamId last, quint32 code, const QByteArray &reason)
{
    const auto appendNumber = [](QByteArray &out, quint32 number) {
        const quint32 big = qToBigEndian(number);
        out.append(reinterpret_cast<const char *>(&big), sizeof big);
    };
    QByteArray frame;
    appendNumber(frame, quint32(8 + reason.size()) << 8 | NGHTTP2_GOAWAY);
    frame.append('\0');
    appendNumber(frame, 0);
    appendNumber(frame, quint32(last.value));
    appendNumber(frame, code);
    return frame.append(reason);
}

void checkNghttp2Memory(int libraryError)
{
    if (libraryError != 0)
        qBadAlloc();
}

QByteArrayView viewOfBytes(const uint8_t *data, size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

bool endsStream(const nghttp2_frame *frame)
{
    return (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
}

} // namespace pushbench::wire
