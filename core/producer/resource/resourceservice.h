// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/answer/negotiation.h"
#include "core/odata/answer/writer.h"
#include "core/producer/resource/hostedlog.h"
#include "core/producer/resource/logview.h"
#include "core/producer/resource/resourceconfig.h"
#include "core/protocol/bearer.h"
#include "core/wire/router.h"

namespace pushbench::producer {

/// The answers of the hosted resource: requests in, responses out, over a log that it owns. Knows
/// no socket. Made and used on the resource's thread.
class ResourceService
{
public:
    struct Hooks
    {
        std::function<void()> resume{}; ///< Somebody asked for it, with the token (RCP028-R18).

        /// Something that is tolerated and should not be: one sentence, once for each.
        std::function<void(const QByteArray &)> notice{};
    };

    ResourceService(ResourceConfig config, const Clock &clock, Hooks hooks);

    [[nodiscard]] wire::Response answer(const wire::Request &request);

    /// False for a request that has to wait for prepareSome(), so that others are not kept waiting
    /// by its answer: one for a record, in a long log whose records nobody asked for before.
    [[nodiscard]] bool isReadyFor(const wire::Request &request);

    /// A part of the work that is left to do in quiet moments; true when it is done.
    [[nodiscard]] bool prepareSome();
    [[nodiscard]] bool isPreparing() const noexcept { return m_log.isIndexing(); }

    [[nodiscard]] const HostedLog &log() const noexcept { return m_log; }

    /// Publishes an event as the faults have it.
    void publish(const protocol::EntityEvent &event);

    void setFaults(const ResourceFaults &faults);

    /// Where the service is, for requests that name no host: "http://127.0.0.1:1/".
    void setRoot(const QByteArray &root) { m_root = root; }

    [[nodiscard]] qint64 resumes() const noexcept { return m_resumes; }

private:
    /// What a request is answered with, once its head and query are read.
    struct Asked
    {
        odata::Query query{};
        odata::Format format{};
        odata::Version version{};
        QByteArray root{};
    };

    [[nodiscard]] protocol::BearerVerdict bearerOf(const wire::Request &request) const;
    [[nodiscard]] std::optional<wire::Response> refuse(const wire::Request &request);
    [[nodiscard]] std::optional<wire::Response> refuseByFault();
    [[nodiscard]] odata::Read<Asked> read(const wire::Request &request, odata::QueryPlace place,
                                          std::span<const odata::Format::Kind> kinds);
    void addRoutes();
    [[nodiscard]] wire::Response serviceDocument(const wire::Request &request);
    [[nodiscard]] wire::Response metadata(const wire::Request &request);
    [[nodiscard]] wire::Response collection(const wire::Request &request);
    [[nodiscard]] wire::Response count(const wire::Request &request);
    [[nodiscard]] wire::Response entity(const wire::Request &request);
    [[nodiscard]] wire::Response record(const wire::Request &request);
    [[nodiscard]] wire::Response records(const wire::Request &request);
    [[nodiscard]] wire::Response resume(const wire::Request &request);
    [[nodiscard]] bool falsifyPage(odata::Page &page, const Asked &asked, const LogView &view);
    [[nodiscard]] QByteArray writePage(const odata::Page &page, const Asked &asked,
                                       const LogView &view, std::optional<qint64> count);
    void appendEvent(QByteArray &json, const LogView &view, qsizetype row,
                     const odata::EntityStyle &style) const;
    [[nodiscard]] odata::EntityStyle styleOf(const Asked &asked) const;
    [[nodiscard]] std::vector<QByteArray> resources() const;
    [[nodiscard]] bool knows(const QByteArray &resource) const;
    [[nodiscard]] bool isWithdrawn(QByteArrayView resource, QByteArrayView key) const;
    void notice(const QByteArray &text);

    ResourceConfig m_config;
    const Clock &m_clock;
    Hooks m_hooks;
    HostedLog m_log;
    wire::Router m_router;
    QByteArray m_root;
    odata::Version m_version{}; ///< Of the answer that is being made.
    qint64 m_answers = 0;       ///< That told events.
    qint64 m_served = 0;        ///< Requests with the right token.
    qint64 m_appended = 0;
    qint64 m_resumes = 0;
    std::vector<QByteArray> m_noticed;
};

} // namespace pushbench::producer
