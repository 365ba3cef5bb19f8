// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/server/serverconnection.h"

namespace pushbench::wire {

class Http1Connection;

/// A connection whose protocol is not known yet: waits for the first byte, agrees on TLS where the
/// port speaks it, and looks for HTTP/2's preface unless ALPN has told. Then another one takes its
/// place. Costs little, because most silent peers never come further.
class OpeningConnection final : public ServerConnection
{
public:
    OpeningConnection(Server &server, ConnectionId id, qintptr descriptor);
    ~OpeningConnection() override;

    // Nobody has asked anything yet, so nothing can be answered.
    [[nodiscard]] bool answer(quint64, Answer) override { return false; }
    [[nodiscard]] bool awaits(quint64) const override { return false; }
    void flush() override { }

    void resumeReading() override;
    void stopReading() override;
    void checkDeadline(SteadyTime now) override;
    void die() override;

    void transportReadable() override;
    void transportWritable() override { }
    void transportReady() override;

private:
    enum class Stage : quint8 {
        Silent,      ///< The first byte has not come.
        Handshaking, ///< TLS.
        Sniffing,    ///< What came may be the beginning of HTTP/2's preface.
        Leaving,
    };

    void openTls();
    void handshakeFailed(const QString &why);
    void refusePlainHttp();
    void sniffMore();
    void drain();
    Http1Connection &becomeHttp1();
    void becomeHttp2();

    PlainTransport *m_plain; ///< Until TLS takes its place.
    Stage m_stage = Stage::Silent;
    Moment m_began;    ///< The first byte came, or the handshake ended.
    QByteArray m_seen; ///< Read, and the next one's to handle.
};

} // namespace pushbench::wire
