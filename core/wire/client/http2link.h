// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/connector.h"
#include "core/wire/http2/http2clientsession.h"

#include <QObject>

namespace pushbench::wire {

class Http2Lane;

/// One HTTP/2 connection of a client: moves bytes between its transport and the session, and the
/// session's events to the lanes whose requests it carries. Belongs to its Http2Lanes, and tells
/// it when it takes no more requests or is at its end.
class Http2Link final : public QObject, private TransportUser, private ConnectorUser
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Http2Link)

public:
    Http2Link(const ClientConfig &config, ConnectionId id, const Clock &clock, QObject *parent);
    ~Http2Link() override;

    /// How many requests it takes now.
    [[nodiscard]] qint64 room() const;

    /// It takes none any more.
    [[nodiscard]] bool isEnding() const;

    /// Carries nothing.
    [[nodiscard]] bool isIdle() const;

    /// Looks at what the kernel has already, because the event loop may not have told yet.
    void lookForNews();

    /// Sends the lane's request, connecting first where needed. Only with room. False when it
    /// cannot, because the connection ran out of stream numbers; it takes no more then.
    [[nodiscard]] bool begin(Http2Lane &lane, QByteArray message);

    /// Nobody waits for the lane's answer any more; finishes it. When the peer has been silent
    /// since, the connection goes down with it.
    void giveUp(Http2Lane &lane, const QString &why, bool timeOut);

    /// So many bytes more of the body of a lane's request may leave.
    void letLeave(const Http2Lane &lane, qsizetype bytes);

    /// The lane goes away.
    void forget(Http2Lane &lane);

Q_SIGNALS:
    /// There is room again, or it is ending.
    void roomChanged();
    void ended();

private:
    enum class State : quint8 {
        Fresh,
        Connecting,
        Up,
        Down,
    };

    void transportReadable() override;
    void transportWritable() override;
    void connected(ClientLink link) override;
    void notConnected(const QString &why) override;

    void open();
    void start(Http2Lane &lane, QByteArray message);
    void readAvailable();
    void flushSoon();
    void flush();
    [[nodiscard]] bool writeOut();
    void tellEvents();
    void tell(const Http2HandedOver &event);
    void tell(const Http2PartLeft &event);
    void tell(const Http2AnswerBegan &event);
    void tell(Http2Answered &&event);
    void tell(Http2Unanswered &&event);
    [[nodiscard]] Http2Lane *take(StreamId stream);
    void lose(const QString &reason);
    void checkRoom();

    const ClientConfig &m_config;
    ConnectionId m_id;
    const Clock &m_clock;
    Connector m_connector;
    Http2ClientSession m_session;
    std::unique_ptr<Transport> m_transport;
    QByteArray m_peer;
    QByteArray m_tls;
    Http2Lane *m_waiting = nullptr; ///< For the connection to come about.
    QByteArray m_waitingMessage;
    std::map<StreamId, Http2Lane *> m_lanes;
    QByteArray m_out; ///< The slice of the session's output that is on its way.
    qsizetype m_outAt = 0;
    SteadyTime m_heard{}; ///< When the peer last sent anything.
    qint64 m_toldRoom = 1;
    State m_state = State::Fresh;
    bool m_toldEnding = false;
    bool m_used = false; ///< It has carried a request to its answer.
    bool m_flushDue = false;
    bool m_busy = false;  ///< A call is running that flushes at its end.
    bool m_again = false; ///< … and once more, because more was sent meanwhile.
};

} // namespace pushbench::wire
