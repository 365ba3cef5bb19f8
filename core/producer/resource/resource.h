// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/redactor.h"
#include "core/producer/misbehave/misbehaviour.h"
#include "core/producer/resource/resourceservice.h"
#include "core/wire/server/server.h"

#include <QObject>
#include <QUrl>

#include <deque>

namespace pushbench::producer {

/// How the hosted resource is doing.
struct ResourceVitals
{
    qint64 events = 0;
    qint64 requests = 0;
    qint64 resumes = 0;
};

/// One request, for those who want to see what a consumer asks.
struct AskedRequest
{
    WallTime at{};
    QByteArray method{};
    QByteArray target{}; ///< Without tokens; at most kMostTargetBytes of it.
    int status = 0;      ///< Of the answer.

    static constexpr qsizetype kMostTargetBytes = 1024;

    friend bool operator==(const AskedRequest &, const AskedRequest &) = default;
};

/// The EntityEvent resource, the records that it speaks of and `POST /resume`, behind the gate.
/// Lives on a thread of its own; call it by queued invocation.
class Resource final : public QObject, private wire::ServerUser
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Resource)

public:
    Resource(ResourceConfig config, const Clock &clock, QObject *parent = nullptr);
    ~Resource() override;

    [[nodiscard]] Result<> start();

    /// The service root, with its closing slash; and where a producer is told to go on.
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QUrl resumeUrl() const;

    // After start() only.
    void publish(const std::vector<protocol::EntityEvent> &events);
    /// What was published under those numbers; ascending, the first `most`.
    [[nodiscard]] std::vector<protocol::EntityEvent> published(const std::vector<Which::Run> &runs,
                                                               size_t most) const;
    /// Forgets what was published: another feed begins, at the same place.
    void startAnew();
    /// Answers nobody any more; what is published still counts.
    void stop();
    void setFaults(const ResourceFaults &faults)
    {
        m_config.faults = faults;
        m_service->setFaults(faults);
        prepare();
    }
    [[nodiscard]] ResourceVitals vitals() const;
    /// The newest requests, oldest first; kMostAsked at the most.
    [[nodiscard]] const std::deque<AskedRequest> &asked() const noexcept { return m_asked; }
    static constexpr size_t kMostAsked = 50;

Q_SIGNALS:
    void resumeRequested();
    void answered(const pushbench::producer::AskedRequest &request);
    /// A client does something that is tolerated and should not be.
    void noticed(const QString &what);

private:
    void makeService();
    void answer(const wire::IncomingRequest &request);
    void prepare();
    void remember(const wire::IncomingRequest &request, int status);
    void requestArrived(wire::IncomingRequest request) override;
    void requestFailed(wire::FailedRequest) override { }
    void answerSettled(wire::RequestId, wire::AnswerFate, const wire::Cookie &) override { }

    ResourceConfig m_config;
    const Clock &m_clock;
    std::unique_ptr<ResourceService> m_service; ///< Made by start(): it belongs to that thread.
    std::unique_ptr<wire::Server> m_server;
    journal::Redactor m_redactor;
    quint16 m_port = 0;                           ///< Once it listens; known behind its end, too.
    std::vector<wire::IncomingRequest> m_waiting; ///< For what prepare() does, a part a time.
    std::deque<AskedRequest> m_asked;
    qint64 m_requests = 0;
    qint64 m_resumes = 0; ///< Of feeds before this one.
};

} // namespace pushbench::producer
