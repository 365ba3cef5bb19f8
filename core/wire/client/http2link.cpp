// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/client/http2link.h"

#include "core/wire/client/http2lanes.h"

#include <QScopedValueRollback>

#include <array>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

constexpr int kReadSize = 64 * 1024;
constexpr int kReadsPerTurn = 16; ///< Then the other connections have their turn.

/// Output taken from the session at a time: what it has beyond that, it can still take back.
constexpr qsizetype kSlice = 64 * 1024;

std::span<char> scratch()
{
    thread_local const auto buffer = std::make_unique<std::array<char, kReadSize>>();
    return *buffer;
}

} // namespace

Http2Link::Http2Link(const ClientConfig &config, ConnectionId id, const Clock &clock,
                     QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_id(id)
    , m_clock(clock)
    , m_connector(config, *this)
    , m_session(config.limits, {})
{
}

Http2Link::~Http2Link() = default;

qint64 Http2Link::room() const
{
    if (m_state == State::Down)
        return 0;
    return m_waiting ? 0 : m_session.room();
}

bool Http2Link::isEnding() const
{
    return m_state == State::Down || m_session.isEnding();
}

bool Http2Link::isIdle() const
{
    return !m_waiting && m_lanes.empty();
}

void Http2Link::lookForNews()
{
    if (m_state == State::Up)
        transportReadable();
}

bool Http2Link::begin(Http2Lane &lane, QByteArray message)
{
    lane.log().connection = m_id;
    lane.log().reused = m_used;
    if (m_state == State::Up) {
        start(lane, std::move(message));
        return lane.stream().has_value();
    }
    m_waiting = &lane;
    m_waitingMessage = std::move(message);
    if (m_state == State::Fresh) {
        m_state = State::Connecting;
        // Not at once: it may fail at once, and nothing is told from inside a call.
        QMetaObject::invokeMethod(this, &Http2Link::open, Qt::QueuedConnection);
    }
    return true;
}

void Http2Link::open()
{
    if (m_state == State::Connecting)
        m_connector.start();
}

void Http2Link::start(Http2Lane &lane, QByteArray message)
{
    lane.log().peer = m_peer;
    lane.log().tls = m_tls;
    const qsizetype mayLeave = lane.leavesAtFirst(message);
    lane.setStream(m_session.send(std::move(message), mayLeave));
    if (!lane.stream())
        return;
    m_lanes.emplace(*lane.stream(), &lane);
    m_toldRoom = room();
    flushSoon();
}

void Http2Link::connected(ClientLink link)
{
    if (link.tls && link.tls->protocol != kAlpnHttp2)
        return notConnected(
            u"the server does not speak HTTP/2: by ALPN it agreed on %1; push by --http 1.1"_s.arg(
                link.tls->protocol.isEmpty() ? u"nothing"_s
                                             : QString::fromLatin1(link.tls->protocol)));
    m_state = State::Up;
    m_peer = link.peer;
    m_tls = link.tls ? describe(*link.tls).toUtf8() : QByteArray();
    m_transport = std::move(link.transport);
    m_transport->setUser(this);
    m_transport->setReading(true);
    if (Http2Lane *lane = std::exchange(m_waiting, nullptr)) {
        lane->log().connected = lane->sinceBegan();
        start(*lane, std::exchange(m_waitingMessage, {}));
    }
    flush();
}

void Http2Link::notConnected(const QString &why)
{
    m_state = State::Down;
    Http2Lane *lane = std::exchange(m_waiting, nullptr);
    m_waitingMessage.clear();
    Q_EMIT ended();
    if (lane)
        lane->finish(Evidence::NotDelivered, why);
}

void Http2Link::transportReadable()
{
    const QScopedValueRollback<bool> busy(m_busy, true);
    readAvailable();
    flush();
}

void Http2Link::transportWritable()
{
    flush();
}

void Http2Link::readAvailable()
{
    for (int turn = 0; turn < kReadsPerTurn && m_state == State::Up; ++turn) {
        const std::span<char> buffer = scratch();
        const Transport::Moved moved = m_transport->read(buffer);
        if (moved.bytes > 0) {
            m_heard = m_clock.now().steady;
            m_session.receive({buffer.data(), qsizetype(moved.bytes)}, m_heard);
            tellEvents();
        }
        if (moved.ended)
            return lose(u"the peer closed the connection"_s);
        if (moved.broken) {
            const QString words = m_tls.isEmpty() ? QString() : m_transport->failure();
            return lose(words.isEmpty() ? u"the peer reset the connection"_s : words);
        }
        if (moved.bytes < qint64(buffer.size()))
            return;
    }
}

/// Requests that set out in one turn of the event loop leave in one write.
void Http2Link::flushSoon()
{
    m_again = true;
    if (m_busy || std::exchange(m_flushDue, true))
        return;
    QMetaObject::invokeMethod(this, &Http2Link::flush, Qt::QueuedConnection);
}

void Http2Link::flush()
{
    m_flushDue = false;
    const QScopedValueRollback<bool> busy(m_busy, true);
    bool blocked = false;
    do {
        m_again = false;
        if (m_state != State::Up)
            return;
        blocked = !writeOut();
        tellEvents();
    } while (m_again && !blocked);
    if (m_state != State::Up)
        return;
    m_transport->setWriting(blocked);
    if (!blocked && m_session.isOver())
        return lose(u"the connection was ended"_s);
    checkRoom();
}

/// False when the kernel takes no more for now.
bool Http2Link::writeOut()
{
    while (m_state == State::Up) {
        if (m_outAt == m_out.size()) {
            m_out = m_session.takeOutput(kSlice);
            m_outAt = 0;
            if (m_out.isEmpty())
                return true;
        }
        const Transport::Moved moved = m_transport->write(QByteArrayView(m_out).sliced(m_outAt));
        if (moved.broken) {
            readAvailable(); // What came before it broke may be answers.
            if (m_state == State::Up)
                lose(u"the peer reset the connection"_s);
            return true;
        }
        if (moved.bytes == 0)
            return false;
        m_outAt += moved.bytes;
        m_session.outputWritten(moved.bytes);
    }
    return true;
}

void Http2Link::tellEvents()
{
    for (Http2ClientEvent &event : m_session.takeEvents())
        std::visit([this](auto &&told) { tell(std::move(told)); }, std::move(event));
}

void Http2Link::tell(const Http2HandedOver &event)
{
    const auto found = m_lanes.find(event.stream);
    if (found != m_lanes.end())
        found->second->noteHandedOver();
}

void Http2Link::tell(const Http2PartLeft &event)
{
    const auto found = m_lanes.find(event.stream);
    if (found != m_lanes.end())
        found->second->goWrong();
}

void Http2Link::letLeave(const Http2Lane &lane, qsizetype bytes)
{
    if (!lane.stream())
        return;
    m_session.letLeave(*lane.stream(), bytes);
    flushSoon();
}

void Http2Link::tell(const Http2AnswerBegan &event)
{
    const auto found = m_lanes.find(event.stream);
    if (found != m_lanes.end())
        found->second->log().firstByte = found->second->sinceBegan();
}

void Http2Link::tell(Http2Answered &&event)
{
    m_used = true;
    Http2Lane *lane = take(event.stream);
    if (!lane)
        return;
    lane->log().response = std::move(event.response);
    lane->finish(Evidence::Answered, {});
}

void Http2Link::tell(Http2Unanswered &&event)
{
    Http2Lane *lane = take(event.stream);
    if (!lane)
        return;
    lane->noteTaken(event.bytesHandedOver);
    lane->finish(event.evidence, event.reason);
}

Http2Lane *Http2Link::take(StreamId stream)
{
    auto node = m_lanes.extract(stream);
    return node.empty() ? nullptr : node.mapped();
}

/// Whoever is told of it may send again, on another connection.
void Http2Link::lose(const QString &reason)
{
    if (m_state == State::Down)
        return;
    m_state = State::Down;
    Q_EMIT ended();
    m_session.connectionLost(reason, m_transport->refusedUnread());
    tellEvents();
    m_transport.reset();
}

void Http2Link::checkRoom()
{
    const qint64 now = room();
    const bool ending = isEnding();
    const bool news = std::exchange(m_toldEnding, ending) != ending || (m_toldRoom == 0 && now > 0);
    m_toldRoom = now;
    if (news)
        Q_EMIT roomChanged();
}

void Http2Link::giveUp(Http2Lane &lane, const QString &why, bool timeOut)
{
    if (m_waiting == &lane) {
        const QString pending = m_connector.pending();
        m_connector.cancel();
        return notConnected(timeOut ? timeOutText(m_config, pending) : why);
    }
    if (timeOut && m_heard <= lane.log().began.steady)
        return lose(u"after %1 s of silence the connection is given up"_s.arg(
            double(m_config.timeout.count()) / 1000));
    if (!take(lane.stream().value_or(StreamId{})))
        return;
    const Http2Unanswered end = m_session.cancel(*lane.stream());
    flushSoon();
    lane.noteTaken(end.bytesHandedOver);
    lane.finish(end.evidence, why);
}

void Http2Link::forget(Http2Lane &lane)
{
    if (m_waiting == &lane)
        m_waiting = nullptr;
    if (lane.stream())
        static_cast<void>(take(*lane.stream()));
}

} // namespace pushbench::wire
