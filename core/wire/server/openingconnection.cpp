// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/server/openingconnection.h"

#include "core/wire/http2/http2preface.h"
#include "core/wire/server/http1connection.h"
#include "core/wire/server/http2connection.h"
#include "core/wire/tls/tlstransport.h"

#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr size_t kEvidenceBytes = 4 * 1024; ///< Read of what should have been TLS.

} // namespace

OpeningConnection::OpeningConnection(Server &server, ConnectionId id, qintptr descriptor)
    : ServerConnection(server, {.id = id, .peer = peerAddress(descriptor)})
{
    auto plain = std::make_unique<PlainTransport>(descriptor, this);
    m_plain = plain.get();
    link().transport = std::move(plain);
}

OpeningConnection::~OpeningConnection() = default;

void OpeningConnection::transportReadable()
{
    switch (m_stage) {
    case Stage::Silent:
        m_began = moment();
        if (server().m_tls)
            return openTls();
        m_stage = Stage::Sniffing;
        return sniffMore();
    case Stage::Handshaking:
        // Good news come by transportReady().
        if (transport().read(scratch()).broken)
            handshakeFailed(transport().failure());
        return;
    case Stage::Sniffing:
        return sniffMore();
    case Stage::Leaving:
        return drain();
    }
}

void OpeningConnection::openTls()
{
    switch (m_plain->opening()) {
    case Opening::Silent:
        return;
    case Opening::Tls:
        m_stage = Stage::Handshaking;
        link().transport =
            std::make_unique<TlsTransport>(m_plain->release(), *server().m_tls, this);
        m_plain = nullptr;
        return;
    case Opening::Other:
        return refusePlainHttp();
    case Opening::Ended:
    case Opening::Broken:
        return die(); // Without a word: nothing to tell.
    }
}

void OpeningConnection::transportReady()
{
    auto *tls = static_cast<TlsTransport *>(&transport());
    link().tls = std::make_shared<const TlsFacts>(tls->facts());
    m_began = moment();
    m_phase.enter(Phase::Idle, m_began.steady);
    m_stage = Stage::Sniffing;
    if (link().tls->protocol == kAlpnHttp2)
        becomeHttp2();
    else if (link().tls->protocol == kAlpnHttp11)
        becomeHttp1();
}

void OpeningConnection::handshakeFailed(const QString &why)
{
    user().requestFailed({.id = {id(), 0},
                          .peer = link().peer,
                          .began = m_began,
                          .ended = moment(),
                          .refusal = {0, why}});
    m_stage = Stage::Leaving;
    beginDraining(); // The alert that tells the peer why is on its way.
}

void OpeningConnection::refusePlainHttp()
{
    std::array<char, kEvidenceBytes> first;
    const Transport::Moved moved = transport().read(first);
    m_seen = QByteArray(first.data(), qsizetype(moved.bytes));
    auto successor = std::make_unique<Http1Connection>(server(), std::move(link()), m_began);
    Http1Connection &http1 = *successor;
    giveWayTo(std::move(successor));
    http1.refuseOpening(
        {400, u"this port speaks TLS only; use https:// and the same port in the URL"_s}, m_seen);
}

/// Reads no more than the preface is long: how much may be read beyond it, whoever comes next must
/// judge.
void OpeningConnection::sniffMore()
{
    if (!hasRoom(false)) {
        m_phase.pause(PhaseClock::Pause::NoRoom, now());
        transport().setReading(false);
        return;
    }
    std::array<char, kHttp2Preface.size()> buffer;
    const std::span<char> rest =
        std::span(buffer).first(size_t(kHttp2Preface.size() - m_seen.size()));
    const Transport::Moved moved = transport().read(rest);
    if (moved.bytes > 0 && m_seen.isEmpty())
        m_began = moment();
    m_seen.append(rest.data(), qsizetype(moved.bytes));
    if ((moved.ended || moved.broken) && m_seen.isEmpty())
        return die();
    if (m_seen.isEmpty())
        return;
    const Sniffed sniffed = sniff(m_seen);
    if (sniffed == Sniffed::Http2)
        becomeHttp2();
    else if (sniffed == Sniffed::Http1 || moved.ended || moved.broken)
        becomeHttp1(); // Which also knows what to say of a head that breaks off.
}

Http1Connection &OpeningConnection::becomeHttp1()
{
    auto successor = std::make_unique<Http1Connection>(server(), std::move(link()), m_began);
    Http1Connection &http1 = *successor;
    giveWayTo(std::move(successor));
    http1.begin(m_seen);
    return http1;
}

void OpeningConnection::becomeHttp2()
{
    auto successor = std::make_unique<Http2Connection>(server(), std::move(link()), m_began);
    Http2Connection &http2 = *successor;
    giveWayTo(std::move(successor));
    http2.begin(m_seen);
}

void OpeningConnection::resumeReading()
{
    stopWaitingForRoom();
    m_phase.resume(now());
    transport().setReading(true);
}

void OpeningConnection::stopReading()
{
    if (!isDead() && m_stage == Stage::Sniffing && !m_seen.isEmpty())
        becomeHttp1().stopReading(); // A request had begun, and that is worth a record.
    else
        die();
}

void OpeningConnection::checkDeadline(SteadyTime now)
{
    if (isDead())
        return;
    const Limits &limits = config().limits;
    if (m_stage == Stage::Handshaking && now - m_began.steady > limits.handshakeTime) {
        handshakeFailed(u"the TLS handshake did not end within %1 s"_s.arg(
            double(limits.handshakeTime.count()) / 1000));
        die();
    } else if (m_stage == Stage::Sniffing && !m_seen.isEmpty()) {
        if (now - m_began.steady > limits.headTime)
            becomeHttp1(); // Whose deadline it is.
    } else if (m_stage != Stage::Handshaking
               && m_phase.judge(now, 0, limits) != PhaseClock::Overdue::Nothing) {
        die();
    }
}

void OpeningConnection::drain()
{
    const Transport::Moved moved = transport().read(scratch());
    if (moved.ended || moved.broken)
        die();
}

void OpeningConnection::die()
{
    if (!isDead())
        leave();
}

} // namespace pushbench::wire
