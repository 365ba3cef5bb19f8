// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/server/sessionconnection.h"

using namespace std::chrono_literals;

namespace pushbench::wire {
namespace {

/// Heads up to that size are not counted while they are read: whoever reads one is soon done with
/// it, and those who are not are bounded by the number of connections.
constexpr qint64 kUncounted = 4 * 1024;

} // namespace

SessionConnection::SessionConnection(Server &server, Link link)
    : ServerConnection(server, std::move(link))
{
}

SessionConnection::~SessionConnection() = default;

void SessionConnection::markDirty()
{
    m_server.markDirty(this);
}

bool SessionConnection::beginFlush()
{
    m_dirty = false;
    return !m_dead;
}

void SessionConnection::writeOut()
{
    QByteArrayView bytes = unsent();
    bool stalled = m_outputWaits; // Since when is known.
    while (!bytes.isEmpty()) {
        const Transport::Moved moved = transport().write(bytes);
        if (moved.broken)
            return die();
        if (moved.bytes == 0)
            break;
        sent(qsizetype(moved.bytes));
        stalled = false;
        bytes = unsent();
    }
    m_outputWaits = !bytes.isEmpty();
    if (m_outputWaits && !stalled)
        m_writeStalled = now();
    transport().setWriting(m_outputWaits);
    written();
}

bool SessionConnection::isWriteOverdue(SteadyTime now) const
{
    return m_outputWaits && now - m_writeStalled > config().limits.writeTime;
}

bool SessionConnection::budgetHasRoom() const
{
    return m_server.m_budget->hasRoom(1);
}

void SessionConnection::endOverdraft()
{
    m_server.endOverdraft(id());
}

void SessionConnection::growHold(qint64 bytes)
{
    if (isDead() || bytes <= qMax(kUncounted, m_hold.bytes()))
        return;
    if (m_hold.bytes() == 0)
        m_hold = newHold(0);
    m_server.m_readingBytes += bytes - m_hold.bytes();
    m_hold.growTo(bytes);
}

void SessionConnection::setHold(qint64 bytes)
{
    if (bytes < m_hold.bytes()) {
        m_server.m_readingBytes += bytes - m_hold.bytes();
        m_hold = newHold(bytes); // First the new one, or there would seem to be room for a moment.
    } else {
        growHold(bytes);
    }
}

ByteHold SessionConnection::takeHold()
{
    m_server.m_readingBytes -= m_hold.bytes();
    return std::exchange(m_hold, {});
}

ByteHold SessionConnection::newHold(qint64 bytes) const
{
    return {m_server.m_budget, bytes};
}

qint64 SessionConnection::heldSize(const Request &request)
{
    return request.head.raw().size() + request.body.size() + 1024;
}

FailedRequest SessionConnection::failedRequest(quint64 ordinal, Request request, Moment began,
                                               const Refusal &refusal) const
{
    FailedRequest failed{.id = {id(), ordinal},
                         .peer = link().peer,
                         .request = std::move(request),
                         .began = began,
                         .ended = moment(),
                         .refusal = refusal,
                         .tls = link().tls};
    if (refusal.status != 0)
        failed.response =
            renderResponse(config().refusalResponse(refusal),
                           {.version = failed.request.version >= kHttp2 ? kHttp2 : kHttp11,
                            .keepAlive = false,
                            .toHead = failed.request.method == QByteArrayView("HEAD")},
                           failed.ended.wall);
    return failed;
}

void SessionConnection::setWake(std::optional<SteadyTime> at)
{
    if (!at) {
        if (m_wake)
            m_wake->stop();
        return;
    }
    if (!m_wake) {
        m_wake = std::make_unique<QTimer>();
        m_wake->setSingleShot(true);
        m_wake->setTimerType(Qt::PreciseTimer);
        QObject::connect(m_wake.get(), &QTimer::timeout, m_wake.get(), [this] {
            if (!isDead())
                wake();
        });
    }
    // Rounded up, or the timer would come a little before its time, and again at once.
    m_wake->start(qMax(1ms, std::chrono::ceil<std::chrono::milliseconds>(*at - now())));
}

} // namespace pushbench::wire
