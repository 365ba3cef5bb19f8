// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/client/http2lanes.h"

using namespace Qt::StringLiterals;

namespace pushbench::wire {

Http2Lane::Http2Lane(Http2Lanes &lanes)
    : m_lanes(lanes)
    , m_deadline(lanes.clock(), lanes.config().timeout, [this] {
        if (m_link)
            m_link->giveUp(*this, timeOutText(m_lanes.config(), {}), true);
    })
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kSlowPause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_link)
            m_link->letLeave(*this, (m_bodySize + kSlowPieces - 1) / kSlowPieces);
    });
}

Http2Lane::~Http2Lane()
{
    if (m_link)
        m_link->forget(*this);
}

bool Http2Lane::isOpen() const noexcept
{
    return m_lanes.hasRoom();
}

void Http2Lane::send(QByteArray request, bool)
{
    Q_ASSERT(isIdle() && isOpen());
    m_busy = true;
    m_log = {};
    m_stream.reset();
    m_log.began = m_lanes.clock().now();
    m_log.requestBytes = request.size();
    m_deadline.begin(m_log.began.steady);
    m_link = m_lanes.begin(*this, request);
}

void Http2Lane::sendWrong(QByteArray request, RequestFault fault)
{
    Q_ASSERT(fault == RequestFault::None || isForAStream(fault));
    m_fault = fault;
    send(std::move(request));
}

/// Of the body.
qsizetype Http2Lane::leavesAtFirst(QByteArrayView message)
{
    const qsizetype head = message.indexOf("\r\n\r\n");
    m_bodySize = head < 0 ? 0 : message.size() - head - 4;
    switch (m_fault) {
    case RequestFault::AbortBody:
        return m_bodySize / 2;
    case RequestFault::SlowBody:
        return 0;
    case RequestFault::None:
    case RequestFault::AbortHead:
    case RequestFault::AbortAnswer:
    case RequestFault::WrongLength:
        return Http2ClientSession::kWhole;
    }
    Q_UNREACHABLE();
}

/// All that may leave for now has left.
void Http2Lane::goWrong()
{
    switch (m_fault) {
    case RequestFault::AbortBody:
        return m_link->giveUp(*this, u"cut off in the middle of its body, on purpose"_s, false);
    case RequestFault::AbortAnswer:
        return m_link->giveUp(*this, u"left without waiting for the answer, on purpose"_s, false);
    case RequestFault::SlowBody:
        return m_pause.start();
    case RequestFault::None:
    case RequestFault::AbortHead:
    case RequestFault::WrongLength:
        return;
    }
}

void Http2Lane::abort(const QString &why)
{
    if (m_busy && m_link)
        m_link->giveUp(*this, why, false);
}

void Http2Lane::noteHandedOver()
{
    m_log.handedOver = sinceBegan();
    m_log.bytesHandedOver = m_log.requestBytes;
    if (m_fault == RequestFault::AbortAnswer)
        goWrong();
}

void Http2Lane::noteTaken(qint64 bytes)
{
    if (!m_log.handedOver)
        m_log.bytesHandedOver = qMin(bytes, m_log.requestBytes);
}

void Http2Lane::finish(Evidence evidence, const QString &fault)
{
    m_deadline.end();
    m_pause.stop();
    m_link = nullptr;
    m_stream.reset();
    m_busy = false;
    // Of a request that announces more than it has, no peer can have the whole.
    const bool tooShort = std::exchange(m_fault, RequestFault::None) == RequestFault::WrongLength;
    m_log.done = sinceBegan();
    m_log.evidence = tooShort && evidence == Evidence::Unknown ? Evidence::NotDelivered : evidence;
    m_log.fault = fault;
    const AttemptLog log = std::exchange(m_log, {});
    Q_EMIT finished(log); // Whoever hears it may send the next one.
}

std::chrono::microseconds Http2Lane::sinceBegan() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(m_lanes.clock().now().steady
                                                                 - m_log.began.steady);
}

Http2Lanes::Http2Lanes(ClientConfig config, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_clock(clock)
{
}

Http2Lanes::~Http2Lanes()
{
    // Before the config that they look at.
    qDeleteAll(findChildren<Http2Link *>());
}

bool Http2Lanes::hasRoom() const
{
    return !m_current || m_current->room() > 0;
}

Http2Link *Http2Lanes::begin(Http2Lane &lane, const QByteArray &message)
{
    if (m_current && m_current->isIdle())
        m_current->lookForNews(); // It may turn out to be at its end.
    if (!m_current)
        renew();
    if (!m_current->begin(lane, message)) {
        renew();
        static_cast<void>(m_current->begin(lane, message)); // A fresh one always takes it.
    }
    return m_current;
}

void Http2Lanes::renew()
{
    m_lastId = next(m_lastId);
    m_current = new Http2Link(m_config, m_lastId, m_clock, this);
    Http2Link *link = m_current;
    connect(link, &Http2Link::roomChanged, this, [this, link] {
        if (link->isEnding())
            dismiss(link);
        else if (link == m_current)
            Q_EMIT opened();
    });
    connect(link, &Http2Link::ended, this, [this, link] {
        link->deleteLater();
        dismiss(link);
    });
}

/// It finishes what it carries; the next request makes a new one.
void Http2Lanes::dismiss(Http2Link *link)
{
    if (m_current != link)
        return;
    m_current = nullptr;
    Q_EMIT opened();
}

} // namespace pushbench::wire
