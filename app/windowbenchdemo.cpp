// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window's demo: our producer, whose resource is asked, against our consumer.

#include "app/verbs/demosource.h"
#include "app/windowbench.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::app {
namespace {

constexpr auto kDemoScene = 6s;
constexpr auto kDemoPatience = 5s; ///< What is lost or hidden shows while somebody looks on.
constexpr qint64 kDemoLoss = 1741; ///< Published, and never pushed.

} // namespace

void WindowBench::startDemo()
{
    newSession();
    journal::Journal *journal = this->journal();
    if (!journal)
        return;
    m_consumer.start({.port = 0, .endpoints = {{.sources = {u"IDX Feed 123"_s}}}}, *journal);
    if (!m_consumer.isRunning())
        return;
    if (!m_resource.state().listening)
        m_resource.start({});
    m_producer.startFrom(
        {.target = m_consumer.state().endpoints.front().url,
         .token = QString::fromLatin1(m_consumer.state().endpoints.front().token.reveal()),
         .source = u"IDX Feed 123"_s,
         .file = {},
         .batch = 20,
         .rate = 400,
         .misbehaviours = {u"drop:%1"_s.arg(kDemoLoss)}},
        std::make_unique<DemoSource>(), *journal, [this] { return m_resource.publisher(); });
    m_triage.setForNow({.ask = true,
                        .url = m_resource.state().url.toString(),
                        .token = QString::fromLatin1(m_resource.state().token.reveal()),
                        .grace = kDemoPatience,
                        .settle = kDemoPatience,
                        .deadline = 2 * kDemoPatience});
    m_demoScene = 0;
    m_demo.start(kDemoScene);
}

/// The consumer says "slow down" now and then, in one notation after the other.
void WindowBench::nextDemoScene()
{
    const auto choice =
        m_demoScene++ % 2 == 0 ? ui::RetryAfterChoice::Seconds : ui::RetryAfterChoice::Date;
    m_consumer.force({.retryAfter = choice, .retrySeconds = 3s});
}

} // namespace pushbench::app
