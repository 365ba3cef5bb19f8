// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/resourcehost.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {

ResourceHost::ResourceHost(const producer::ResourceConfig &config, const Clock &clock)
    : m_thread(u"resource"_s, std::make_unique<producer::Resource>(config, clock))
{
}

Result<std::unique_ptr<ResourceHost>> ResourceHost::start(const producer::ResourceConfig &config,
                                                          const Clock &clock)
{
    std::unique_ptr<ResourceHost> host(new ResourceHost(config, clock));
    producer::Resource *engine = host->engine();
    const Result<> started = host->m_thread.call([engine] { return engine->start(); });
    if (!started)
        return started.fault();
    host->m_url = host->m_thread.call([engine] { return engine->url(); });
    host->m_resumeUrl = host->m_thread.call([engine] { return engine->resumeUrl(); });
    return host;
}

producer::Producer::Publish ResourceHost::publisher()
{
    // The producer waits until they are published, so that nothing is pushed before, and so that no
    // queue grows between the two.
    return [this](const std::vector<protocol::EntityEvent> &events) {
        m_thread.call([this, &events] { engine()->publish(events); });
    };
}

std::vector<protocol::EntityEvent>
ResourceHost::published(const std::vector<producer::Which::Run> &runs, size_t most)
{
    return m_thread.call([this, &runs, most] { return engine()->published(runs, most); });
}

void ResourceHost::startAnew()
{
    m_thread.call([this] { engine()->startAnew(); });
}

void ResourceHost::close()
{
    m_thread.call([this] { engine()->stop(); });
}

} // namespace pushbench::app
