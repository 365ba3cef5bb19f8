// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

namespace pushbench::wire {

/// What a client of HTTP/2 sends before its first frame (RFC 9113 section 3.4).
inline constexpr QByteArrayView kHttp2Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

enum class Sniffed : quint8 {
    NeedMore, ///< A part of the preface, up to now.
    Http1,
    Http2,
};

/// Tells the protocol of a connection by its first bytes. Waits for the whole preface: a request
/// whose method merely begins like it ("PRINT", "PROPFIND") is one of HTTP/1.1.
[[nodiscard]] inline Sniffed sniff(QByteArrayView first) noexcept
{
    if (first.startsWith(kHttp2Preface))
        return Sniffed::Http2;
    return kHttp2Preface.startsWith(first) ? Sniffed::NeedMore : Sniffed::Http1;
}

} // namespace pushbench::wire
