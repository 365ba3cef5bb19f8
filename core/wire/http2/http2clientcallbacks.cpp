// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http2/http2clientcallbacks.h"

#include "core/wire/http2/nghttp2helpers.h"

#include <algorithm>

namespace pushbench::wire {
namespace {

constexpr int kGoOn = 0;

} // namespace

/// One function for each callback; `self` is the session's owner.
struct Http2ClientCallbackTable
{
    static Http2ClientSession &self(void *user) { return *static_cast<Http2ClientSession *>(user); }

    static int beginFrame(nghttp2_session *, const nghttp2_frame_hd *head, void *user)
    {
        return self(user).frameBegan(head->type) ? kGoOn : NGHTTP2_ERR_CALLBACK_FAILURE;
    }

    static int beginHeaders(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        self(user).answerBegan({frame->hd.stream_id});
        return kGoOn;
    }

    static int header(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name,
                      size_t nameSize, const uint8_t *value, size_t valueSize, uint8_t, void *user)
    {
        self(user).fieldCame({frame->hd.stream_id}, viewOfBytes(name, nameSize),
                             viewOfBytes(value, valueSize));
        return kGoOn;
    }

    static int dataChunk(nghttp2_session *, uint8_t, int32_t stream, const uint8_t *data,
                         size_t size, void *user)
    {
        self(user).bodyCame({stream}, viewOfBytes(data, size));
        return kGoOn;
    }

    static int frameReceived(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        const StreamId id{frame->hd.stream_id};
        switch (frame->hd.type) {
        case NGHTTP2_HEADERS:
            self(user).fieldsEnded(id, endsStream(frame));
            break;
        case NGHTTP2_DATA:
            self(user).dataEnded(id, endsStream(frame));
            break;
        case NGHTTP2_RST_STREAM:
            self(user).resetCame(id);
            break;
        case NGHTTP2_SETTINGS:
            if ((frame->hd.flags & NGHTTP2_FLAG_ACK) == 0)
                self(user).settingsCame();
            break;
        case NGHTTP2_GOAWAY:
            self(user).goAwayCame(
                {frame->goaway.last_stream_id}, frame->goaway.error_code,
                viewOfBytes(frame->goaway.opaque_data, frame->goaway.opaque_data_len));
            break;
        default:
            break;
        }
        return kGoOn;
    }

    static int invalidFrame(nghttp2_session *, const nghttp2_frame *frame, int libraryError,
                            void *user)
    {
        self(user).invalidFrameCame({frame->hd.stream_id},
                                    QString::fromLatin1(nghttp2_strerror(libraryError)));
        return kGoOn;
    }

    static int frameSent(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        const bool carries = frame->hd.type == NGHTTP2_DATA || frame->hd.type == NGHTTP2_HEADERS;
        if (carries && endsStream(frame))
            self(user).endOfStreamSent({frame->hd.stream_id});
        else if (frame->hd.type == NGHTTP2_GOAWAY)
            self(user).goAwaySent(
                frame->goaway.error_code,
                viewOfBytes(frame->goaway.opaque_data, frame->goaway.opaque_data_len));
        return kGoOn;
    }

    static int streamClosed(nghttp2_session *, int32_t stream, uint32_t code, void *user)
    {
        self(user).streamClosed({stream}, code);
        return kGoOn;
    }

    static ssize_t readBody(nghttp2_session *, int32_t stream, uint8_t *buffer, size_t size,
                            uint32_t *flags, nghttp2_data_source *, void *user)
    {
        using Piece = Http2ClientSession::Piece;
        auto piece = Piece::Gone;
        const QByteArrayView data = self(user).bodyPiece({stream}, qsizetype(size), piece);
        if (piece == Piece::Gone)
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        if (piece == Piece::Later)
            return NGHTTP2_ERR_DEFERRED;
        std::copy(data.begin(), data.end(), buffer);
        if (piece == Piece::Last)
            *flags |= NGHTTP2_DATA_FLAG_EOF;
        return data.size();
    }
};

namespace {

void setCallbacks(nghttp2_session_callbacks *callbacks)
{
    using Table = Http2ClientCallbackTable;
    nghttp2_session_callbacks_set_on_begin_frame_callback(callbacks, Table::beginFrame);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, Table::beginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, Table::header);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, Table::dataChunk);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, Table::frameReceived);
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(callbacks, Table::invalidFrame);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, Table::frameSent);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, Table::streamClosed);
}

} // namespace

nghttp2_session *Http2ClientSessionCallbacks::open(Http2ClientSession *owner,
                                                   const Http2Limits &limits)
{
    return openNghttp2(
        {.create = nghttp2_session_client_new2, .setCallbacks = setCallbacks, .owner = owner},
        limits);
}

nghttp2_data_provider Http2ClientSessionCallbacks::bodies()
{
    return {.source = {.ptr = nullptr}, .read_callback = Http2ClientCallbackTable::readBody};
}

} // namespace pushbench::wire
