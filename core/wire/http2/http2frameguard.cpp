// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http2/http2frameguard.h"

#include <nghttp2/nghttp2.h>

using namespace Qt::StringLiterals;

namespace pushbench::wire {

QString Http2FrameGuard::begin(quint8 type, size_t unsent, SteadyTime now)
{
    if (unsent > m_limits.unsentFrames)
        return u"frames come faster than their answers are fetched"_s;
    switch (type) {
    case NGHTTP2_CONTINUATION:
        return ++m_continuations > m_limits.continuations
            ? u"a header block has too many CONTINUATION frames"_s
            : QString();
    case NGHTTP2_HEADERS:
        m_continuations = 0;
        return {};
    case NGHTTP2_DATA:
    case NGHTTP2_RST_STREAM:
    case NGHTTP2_PUSH_PROMISE:
    case NGHTTP2_GOAWAY:
    case NGHTTP2_WINDOW_UPDATE:
        return {};
    default:
        return passIdle(now) ? QString() : u"too many frames come that carry nothing"_s;
    }
}

} // namespace pushbench::wire
