// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/enginethread.h"
#include "core/producer/producer.h"
#include "core/producer/resource/resource.h"

namespace pushbench::app {

/// A hosted resource on a thread of its own, and the way of a producer's events into it.
class ResourceHost
{
public:
    /// Listens when it returns.
    [[nodiscard]] static Result<std::unique_ptr<ResourceHost>>
    start(const producer::ResourceConfig &config, const Clock &clock);

    /// The way of a producer's events into the resource, before they are pushed (RCP028-R6). The
    /// host must outlive it.
    [[nodiscard]] producer::Producer::Publish publisher();

    /// What it shows, or hides behind later events, of those numbers; ascending, the first `most`.
    [[nodiscard]] std::vector<protocol::EntityEvent>
    published(const std::vector<producer::Which::Run> &runs, size_t most);

    /// Forgets what it showed: another feed begins.
    void startAnew();
    /// Answers nobody any more.
    void close();

    /// Runs on its thread some time later.
    template <typename Function>
    void post(Function function)
    {
        m_thread.post(function);
    }

    /// For its signals.
    [[nodiscard]] producer::Resource *engine() const noexcept { return m_thread.engine(); }

    [[nodiscard]] const QUrl &url() const noexcept { return m_url; }
    [[nodiscard]] const QUrl &resumeUrl() const noexcept { return m_resumeUrl; }

private:
    ResourceHost(const producer::ResourceConfig &config, const Clock &clock);

    EngineThread<producer::Resource> m_thread;
    QUrl m_url;
    QUrl m_resumeUrl;
};

} // namespace pushbench::app
