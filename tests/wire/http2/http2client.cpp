// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/http2/http2client.h"

#include <algorithm>
#include <array>

namespace pushbench::wire {
namespace {

nghttp2_nv fieldOf(const Field &field)
{
    const auto bytes = [](const QByteArray &text) {
        return reinterpret_cast<uint8_t *>(
            const_cast<char *>(text.constData())); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    };
    return {.name = bytes(field.name),
            .value = bytes(field.value),
            .namelen = size_t(field.name.size()),
            .valuelen = size_t(field.value.size()),
            .flags = NGHTTP2_NV_FLAG_NONE};
}

std::vector<nghttp2_nv> fieldsOf(const Fields &fields)
{
    std::vector<nghttp2_nv> out;
    std::transform(fields.begin(), fields.end(), std::back_inserter(out), fieldOf);
    return out;
}

QByteArray bytesOf(const uint8_t *data, size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

} // namespace

struct Http2ClientCallbacks
{
    static Http2Client &self(void *user) { return *static_cast<Http2Client *>(user); }

    static ssize_t read(nghttp2_session *session, int32_t stream, uint8_t *buffer, size_t size,
                        uint32_t *flags, nghttp2_data_source *, void *user)
    {
        Http2Client::Upload &upload = self(user).m_uploads[{stream}];
        const qsizetype count = qMin(upload.bytes.size(), qsizetype(size));
        std::copy_n(upload.bytes.constData(), count, buffer);
        upload.bytes.remove(0, count);
        if (!upload.bytes.isEmpty())
            return count;
        if (!upload.ends)
            return count > 0 ? count : ssize_t(NGHTTP2_ERR_DEFERRED);
        *flags |= NGHTTP2_DATA_FLAG_EOF;
        if (!upload.trailers.empty()) {
            *flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM;
            const std::vector<nghttp2_nv> trailers = fieldsOf(upload.trailers);
            nghttp2_submit_trailer(session, stream, trailers.data(), trailers.size());
        }
        return count;
    }

    static int header(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name,
                      size_t nameSize, const uint8_t *value, size_t valueSize, uint8_t, void *user)
    {
        Http2Client::Answer &answer = self(user).m_answers[{frame->hd.stream_id}];
        const Field field{bytesOf(name, nameSize), bytesOf(value, valueSize)};
        if (field.name != ":status")
            answer.fields.push_back(field);
        else if (field.value.startsWith('1'))
            answer.interim.push_back(field.value.toInt());
        else
            answer.status = field.value.toInt();
        return 0;
    }

    static int data(nghttp2_session *, uint8_t, int32_t stream, const uint8_t *data, size_t size,
                    void *user)
    {
        self(user).m_answers[{stream}].body += bytesOf(data, size);
        return 0;
    }

    static int frame(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        const bool carries = frame->hd.type == NGHTTP2_DATA || frame->hd.type == NGHTTP2_HEADERS;
        if (carries && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0)
            self(user).m_answers[{frame->hd.stream_id}].ended = true;
        if (frame->hd.type == NGHTTP2_GOAWAY)
            self(user).m_goAway = frame->goaway.error_code;
        return 0;
    }

    static int closed(nghttp2_session *, int32_t stream, uint32_t code, void *user)
    {
        self(user).m_answers[{stream}].closed = code;
        return 0;
    }
};

QByteArray Http2Client::Answer::field(const char *name) const
{
    for (const Field &field : fields) {
        if (field.name == name)
            return field.value;
    }
    return {};
}

Http2Client::Http2Client(const Limits &limits, const Http2Limits &http2Limits, quint32 window)
    : m_session(limits, http2Limits, m_clock.now())
{
    nghttp2_session_callbacks *callbacks = nullptr;
    nghttp2_option *options = nullptr;
    nghttp2_session *client = nullptr;
    if (nghttp2_session_callbacks_new(&callbacks) != 0 || nghttp2_option_new(&options) != 0)
        qBadAlloc();
    nghttp2_session_callbacks_set_on_header_callback(callbacks, Http2ClientCallbacks::header);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks,
                                                              Http2ClientCallbacks::data);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, Http2ClientCallbacks::frame);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, Http2ClientCallbacks::closed);
    nghttp2_option_set_no_auto_window_update(options, window == 65'535 ? 0 : 1);
    if (nghttp2_session_client_new2(&client, callbacks, this, options) != 0)
        qBadAlloc();
    nghttp2_option_del(options);
    nghttp2_session_callbacks_del(callbacks);
    m_client.reset(client);
    const std::array<nghttp2_settings_entry, 1> settings{
        {{NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, window}}};
    nghttp2_submit_settings(client, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
    pump();
}

Http2Client::~Http2Client() = default;

StreamId Http2Client::request(const Fields &fields, const QByteArray &body, bool ends)
{
    const std::vector<nghttp2_nv> list = fieldsOf(fields);
    nghttp2_data_provider provider{};
    provider.read_callback = Http2ClientCallbacks::read;
    const StreamId id{nghttp2_submit_request(m_client.get(), nullptr, list.data(), list.size(),
                                             body.isEmpty() && ends ? nullptr : &provider,
                                             nullptr)};
    m_uploads[id] = {.bytes = body, .ends = ends};
    return id;
}

void Http2Client::append(StreamId id, const QByteArray &body)
{
    m_uploads[id].bytes += body;
    nghttp2_session_resume_data(m_client.get(), id.value);
}

void Http2Client::finish(StreamId id, const Fields &trailers)
{
    m_uploads[id].ends = true;
    m_uploads[id].trailers = trailers;
    nghttp2_session_resume_data(m_client.get(), id.value);
}

void Http2Client::reset(StreamId id, quint32 code)
{
    nghttp2_submit_rst_stream(m_client.get(), NGHTTP2_FLAG_NONE, id.value, code);
}

void Http2Client::openWindow(StreamId id, qint32 by)
{
    nghttp2_submit_window_update(m_client.get(), NGHTTP2_FLAG_NONE, id.value, by);
    nghttp2_submit_window_update(m_client.get(), NGHTTP2_FLAG_NONE, 0, by);
}

void Http2Client::pump()
{
    bool moved = true;
    while (moved) {
        moved = clientToServer();
        moved = serverToClient() || moved;
    }
}

bool Http2Client::clientToServer()
{
    bool moved = false;
    const uint8_t *data = nullptr;
    while (const ssize_t size = nghttp2_session_mem_send(m_client.get(), &data)) {
        if (size < 0)
            break;
        m_session.receive(bytesOf(data, size_t(size)), now());
        mostHeld = qMax(mostHeld, m_session.heldBytes());
        takeEvents();
        moved = true;
    }
    return moved;
}

bool Http2Client::serverToClient()
{
    const QByteArray out = m_session.takeOutput(most, now());
    largestTake = qMax(largestTake, out.size());
    m_session.outputWritten(out.size());
    takeEvents();
    if (!out.isEmpty())
        nghttp2_session_mem_recv(m_client.get(), reinterpret_cast<const uint8_t *>(out.constData()),
                                 size_t(out.size()));
    return !out.isEmpty();
}

void Http2Client::takeEvents()
{
    for (Http2Event &event : m_session.takeEvents()) {
        if (auto *request = std::get_if<Http2Request>(&event)) {
            m_order.push_back(request->stream);
            m_requests.emplace(request->stream, std::move(*request));
        } else if (auto *failure = std::get_if<Http2Failure>(&event)) {
            m_failures.emplace(failure->stream, std::move(*failure));
        } else if (const auto *settled = std::get_if<Http2Settled>(&event)) {
            m_settled.emplace(settled->stream, settled->handedOver);
        }
    }
}

bool Http2Client::answer(StreamId id, const Response &response, AnswerFault fault, DripPace pace)
{
    const bool toHead = hasRequest(id) && requestOf(id).request.method == QByteArrayView("HEAD");
    const RenderedResponse rendered =
        renderResponse(response, {.version = kHttp2, .toHead = toHead}, now().wall);
    return m_session.answer(id, rendered, fault, pace, now());
}

} // namespace pushbench::wire
