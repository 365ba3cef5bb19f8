// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http2/http2callbacks.h"

#include "core/wire/http2/nghttp2helpers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr int kGoOn = 0;

/// nghttp2 names the field that it objects to only in a sentence, which also holds its value: and
/// that may be a secret.
QByteArrayView fieldNameIn(QByteArrayView sentence)
{
    constexpr QByteArrayView kBefore = "name: [";
    const qsizetype before = sentence.indexOf(kBefore);
    if (before < 0)
        return {};
    const qsizetype from = before + kBefore.size();
    const qsizetype to = sentence.indexOf(']', from);
    return to < 0 ? QByteArrayView() : sentence.sliced(from, qMin(to - from, qsizetype(100)));
}

/// What is wrong, as far as the code tells; empty when the stream itself tells more.
QString reasonFor(int libraryError)
{
    switch (libraryError) {
    case NGHTTP2_ERR_HTTP_MESSAGING:
        return {};
    case NGHTTP2_ERR_HTTP_HEADER:
        return u"a field is malformed, or not allowed where it stands"_s;
    case NGHTTP2_ERR_REFUSED_STREAM:
        return u"more streams are open than SETTINGS_MAX_CONCURRENT_STREAMS allows"_s;
    case NGHTTP2_ERR_STREAM_CLOSED:
        return u"a frame came on a stream that the peer had ended"_s;
    case NGHTTP2_ERR_FLOW_CONTROL:
        return u"a flow-control window was overrun"_s;
    default:
        return QString::fromLatin1(nghttp2_strerror(libraryError));
    }
}

} // namespace

/// One function for each callback; `self` is the session's owner.
struct Http2CallbackTable
{
    static Http2ServerSession &self(void *user) { return *static_cast<Http2ServerSession *>(user); }

    static int result(bool goOn) { return goOn ? kGoOn : NGHTTP2_ERR_CALLBACK_FAILURE; }

    static int beginFrame(nghttp2_session *, const nghttp2_frame_hd *head, void *user)
    {
        return result(self(user).frameBegan(head->type));
    }

    static int beginHeaders(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        self(user).headBegan({frame->hd.stream_id}, frame->headers.cat != NGHTTP2_HCAT_REQUEST);
        return kGoOn;
    }

    static int header(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name,
                      size_t nameSize, const uint8_t *value, size_t valueSize, uint8_t, void *user)
    {
        self(user).fieldCame({frame->hd.stream_id}, viewOfBytes(name, nameSize),
                             viewOfBytes(value, valueSize));
        return kGoOn;
    }

    static int invalidHeader(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name,
                             size_t nameSize, const uint8_t *, size_t, uint8_t, void *user)
    {
        self(user).badFieldCame({frame->hd.stream_id}, viewOfBytes(name, nameSize));
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
            self(user).headEnded(id, endsStream(frame));
            return kGoOn;
        case NGHTTP2_DATA:
            return result(self(user).dataEnded(id, endsStream(frame)));
        case NGHTTP2_RST_STREAM:
            return result(self(user).resetCame(id, frame->rst_stream.error_code));
        default:
            return kGoOn;
        }
    }

    static int invalidFrame(nghttp2_session *, const nghttp2_frame *frame, int libraryError,
                            void *user)
    {
        return result(self(user).invalidFrameCame({frame->hd.stream_id}, reasonFor(libraryError),
                                                  libraryError == NGHTTP2_ERR_REFUSED_STREAM));
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

    static int complained(nghttp2_session *, int, const char *sentence, size_t size, void *user)
    {
        self(user).fieldBlamed(fieldNameIn({sentence, qsizetype(size)}));
        return kGoOn;
    }

    static ssize_t readBody(nghttp2_session *, int32_t stream, uint8_t *buffer, size_t size,
                            uint32_t *flags, nghttp2_data_source *, void *user)
    {
        const Http2Piece piece = self(user).bodyPiece({stream}, qsizetype(size));
        std::copy(piece.bytes.begin(), piece.bytes.end(), buffer);
        switch (piece.then) {
        case Http2Piece::Then::More:
            break;
        case Http2Piece::Then::Wait:
            return NGHTTP2_ERR_DEFERRED;
        case Http2Piece::Then::End:
            *flags |= NGHTTP2_DATA_FLAG_EOF;
            break;
        case Http2Piece::Then::Break:
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        }
        return piece.bytes.size();
    }
};

namespace {

void setCallbacks(nghttp2_session_callbacks *callbacks)
{
    using Table = Http2CallbackTable;
    nghttp2_session_callbacks_set_on_begin_frame_callback(callbacks, Table::beginFrame);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, Table::beginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, Table::header);
    nghttp2_session_callbacks_set_on_invalid_header_callback(callbacks, Table::invalidHeader);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, Table::dataChunk);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, Table::frameReceived);
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(callbacks, Table::invalidFrame);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, Table::frameSent);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, Table::streamClosed);
    nghttp2_session_callbacks_set_error_callback2(callbacks, Table::complained);
}

} // namespace

nghttp2_session *Http2Callbacks::open(Http2ServerSession *owner, const Http2Limits &limits)
{
    return openNghttp2({.create = nghttp2_session_server_new2,
                        .setCallbacks = setCallbacks,
                        .owner = owner,
                        .updatesWindows = false},
                       limits);
}

nghttp2_data_provider Http2Callbacks::bodies()
{
    return {.source = {.ptr = nullptr}, .read_callback = Http2CallbackTable::readBody};
}

} // namespace pushbench::wire
