// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/tls/tlstransport.h"

#include <QTcpServer>

#include <memory>

/// Listens on a TLS port and serves one connection at a time as a real owner does: silent peers on
/// a PlainTransport, TLS from the first byte on, and everything else left where it can be answered.
class TlsHost final : public QTcpServer, public pushbench::wire::TransportUser
{
    Q_OBJECT

public:
    explicit TlsHost(QSslConfiguration configuration);
    ~TlsHost() override;

    /// What is to be sent, from now on and as the transport takes it.
    void send(const QByteArray &data);
    void hangUp();
    void startReading();

    /// Ends TCP without a word by TLS, as anybody on the way could.
    void endTcp() const;

    void transportReadable() override;
    void transportWritable() override;
    void transportReady() override;

    [[nodiscard]] QString url() const;
    [[nodiscard]] pushbench::wire::TlsTransport &tls() const { return *m_tls; }
    [[nodiscard]] bool isTls() const { return m_tls != nullptr; }
    [[nodiscard]] bool allMoved() const { return m_outAt == m_out.size(); }
    [[nodiscard]] qsizetype moved() const { return m_outAt; }

    std::unique_ptr<pushbench::wire::Transport> transport;
    QByteArray answer; ///< Sent when a request's head is whole.
    bool closesAfter =
        false; ///< Ends its side after the answer, and hangs up after the peer's end.
    bool closesOnFailure = false; ///< Ends its side when the handshake has failed.
    bool leaves = false; ///< Deletes the TLS transport in the first notification of its own.
    bool reads = true;   ///< Else what comes after the handshake waits for startReading().
    QByteArray received;
    int accepted = 0;
    int ready = 0;
    int readable = 0;
    pushbench::wire::Opening opening = pushbench::wire::Opening::Silent;
    pushbench::wire::Transport::Moved end; ///< The read or the write that brought bad news.
    QString failure;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void open();
    void mustBeOutside() const;
    void writeOut();
    void note(const pushbench::wire::Transport::Moved &moved);

    QSslConfiguration m_configuration;
    pushbench::wire::PlainTransport *m_plain = nullptr;
    pushbench::wire::TlsTransport *m_tls = nullptr;
    qintptr m_descriptor = -1;
    QByteArray m_out;
    qsizetype m_outAt = 0;
    bool m_inside = false; ///< A call of ours into the transport is under way.
};
