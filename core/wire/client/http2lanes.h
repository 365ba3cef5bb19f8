// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/client/clientlane.h"
#include "core/wire/client/http2link.h"
#include "core/wire/client/lazydeadline.h"

#include <QPointer>
#include <QTimer>

namespace pushbench::wire {

class Http2Lanes;

/// One request at a time, as a stream of the connection that its client's lanes share. A message is
/// a head in the notation of HeadBuilder with its body behind it.
class Http2Lane final : public ClientLane
{
    Q_OBJECT

public:
    /// The client must outlive it.
    explicit Http2Lane(Http2Lanes &lanes);
    ~Http2Lane() override;

    void send(QByteArray request, bool isHead = false) override;
    void sendWrong(QByteArray request, RequestFault fault) override;
    [[nodiscard]] bool isIdle() const noexcept override { return !m_busy; }
    [[nodiscard]] bool isOpen() const noexcept override;
    void abort(const QString &why) override;

private:
    friend class Http2Link;

    [[nodiscard]] AttemptLog &log() noexcept { return m_log; }
    [[nodiscard]] std::optional<StreamId> stream() const noexcept { return m_stream; }
    void setStream(std::optional<StreamId> stream) { m_stream = stream; }
    [[nodiscard]] qsizetype leavesAtFirst(QByteArrayView message);
    void goWrong();
    [[nodiscard]] std::chrono::microseconds sinceBegan() const;
    void noteHandedOver();
    void noteTaken(qint64 bytes);
    void finish(Evidence evidence, const QString &fault);

    Http2Lanes &m_lanes;
    QPointer<Http2Link> m_link;
    std::optional<StreamId> m_stream;
    AttemptLog m_log;
    LazyDeadline m_deadline;
    QTimer m_pause; ///< Between the pieces of a slow body.
    RequestFault m_fault = RequestFault::None;
    qsizetype m_bodySize = 0; ///< Of the request under way.
    bool m_busy = false;
};

/// The connections that lanes of HTTP/2 share: one, and beside it those that still finish what they
/// carry after the peer's GOAWAY. Lives on the thread of its engine.
class Http2Lanes final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Http2Lanes)

public:
    Http2Lanes(ClientConfig config, const Clock &clock, QObject *parent = nullptr);
    ~Http2Lanes() override;

    [[nodiscard]] const ClientConfig &config() const noexcept { return m_config; }
    [[nodiscard]] const Clock &clock() const noexcept { return m_clock; }

    /// May another request be sent now? When not, opened() follows some time.
    [[nodiscard]] bool hasRoom() const;

    /// The connection that carries the lane's request from now on.
    [[nodiscard]] Http2Link *begin(Http2Lane &lane, const QByteArray &message);

Q_SIGNALS:
    /// There is room again.
    void opened();

private:
    void renew();
    void dismiss(Http2Link *link);

    ClientConfig m_config;
    const Clock &m_clock;
    ConnectionId m_lastId;
    Http2Link *m_current = nullptr; ///< Takes requests; a child, as those are that take none.
};

} // namespace pushbench::wire
