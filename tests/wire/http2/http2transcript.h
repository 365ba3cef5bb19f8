// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/http1/headreader.h"
#include "core/wire/ids.h"
#include "tests/wire/http2/http2frames.h"

#include <map>
#include <memory>

namespace pushbench::wire {

/// What a server made of a connection and what it sent back, a line for each event and each frame
/// that counts, by stream, first the events and then the frames:
///
///   0 goaway 3 PROTOCOL_ERROR
///   1 request POST /hook "hello"
///   1 answer 200
///   1 data "ok" end
///   3 refused 413
///   3 answer 413 end
///   3 rst NO_ERROR
class Http2Transcript
{
public:
    Http2Transcript();

    void noteEvent(StreamId id, const QByteArray &what);
    void noteRequest(StreamId id, const Request &request);
    void noteFailure(StreamId id, const Refusal &refusal);

    /// Bytes that the server sent, in any slices.
    void noteReceived(QByteArrayView bytes);

    [[nodiscard]] QByteArray text() const;

private:
    void noteFrame(StreamId id, const QByteArray &what);
    void noteFrame(const RawFrame &frame);
    void noteAnswer(const RawFrame &frame);

    struct InflaterDeleter
    {
        void operator()(nghttp2_hd_inflater *inflater) const { nghttp2_hd_inflate_del(inflater); }
    };
    struct Lines
    {
        QByteArray events;
        QByteArray frames;
    };

    std::unique_ptr<nghttp2_hd_inflater, InflaterDeleter> m_inflater;
    std::map<StreamId, Lines> m_lines;
    QByteArray m_unread;
};

/// "PROTOCOL_ERROR" and so on.
[[nodiscard]] QByteArray errorName(quint32 code);

} // namespace pushbench::wire
