// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/galleryscene.h"
#include "tests/gui/testtraffic.h"
#include "ui/mainwindow.h"
#include "ui/panels/attemptspage.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/producerpanel.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/tailtable.h"

namespace pushbench::ui {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kBody =
    R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","EntityEventSequence":1101,)"
    R"("ResourceName":"Property","ResourceRecordKey":"235021"})";

/// Batches that go well, and one that needs four tries.
ledger::Records attempts()
{
    ledger::Records records;
    constexpr int kLast = 14;
    for (int i = 0; i < kLast; ++i) {
        const bool troubled = i >= 10;
        const auto made = TestTraffic::exchange({.number = 200 + i,
                                                 .body = kBody.toByteArray(),
                                                 .status = troubled && i < kLast - 1 ? 429 : 200,
                                                 .side = Side::Producer});
        made->delivery = troubled ? 11 : i + 1;
        made->attempt = troubled ? i - 9 : 1;
        made->began += troubled ? (i - 9) * 2s : 0s;
        if (i == 11) {
            made->status = 0;
            made->outcome = journal::Outcome::Unknown;
            made->timings.firstByte.reset();
            made->timings.done = 30ms;
        }
        records.exchanges.push_back({.exchange = made,
                                     .findings = {},
                                     .events = 15,
                                     .first = protocol::Sequence{2721 + std::min(i, 10) * 15},
                                     .last = protocol::Sequence{2735 + std::min(i, 10) * 15}});
    }
    records.totals.exchanges = kLast;
    return records;
}

} // namespace

void playProducerScene(FakeBench &bench, MainWindow &window, WallTime now)
{
    ResourceState resource{.listening = true,
                           .url = QUrl(u"http://127.0.0.1:8029/"_s),
                           .resumeUrl = QUrl(u"http://127.0.0.1:8029/resume"_s),
                           .token = Secret("another-made-up-token"),
                           .published = true,
                           .events = 1620,
                           .requests = 3};
    resource.asked = {
        {now - 9s, "GET", "/$metadata", 200},
        {now - 8s, "GET", "/EntityEvent?$filter=EntityEventSequence%20gt%201100", 200},
        {now - 2s, "GET", "/Property('3yd-RESO-4262020162')", 404}};
    Q_EMIT bench.resourceChanged(resource);
    ProducerSettings settings = window.producerPanel().settings();
    settings.target = QUrl(u"https://consumer.example.com/webhooks"_s);
    settings.connection = {.http2 = true, .insecure = true, .headers = {u"X-Trace: 7"_s}};
    settings.misbehaviours = {u"drop:1107,1110-1119"_s, u"duplicate:1%"_s};
    window.producerPanel().show(settings);
    Q_EMIT bench.recordsArrived(attempts());
    DataTabs &tabs = window.sessionPage().tabs();
    tabs.setCurrentWidget(&tabs.attempts());
}

void playReadingScene(FakeBench &bench, MainWindow &window)
{
    ProducerSettings settings = window.producerPanel().settings();
    settings.target = QUrl(u"https://consumer.example.com/webhooks"_s);
    settings.origin = EventOrigin::Resource;
    settings.reading = {.root = u"https://api.example.com/odata"_s, .token = u"made-up"_s};
    settings.advanced = {.ramp = u"2000:60"_s, .checkpoint = u"vow.checkpoint"_s};
    window.producerPanel().show(settings);
    Q_EMIT bench.producerChanged(
        {.phase = ProducerPhase::Pushing,
         .target = settings.target,
         .reason =
             u"Reads https://api.example.com/odata, behind 48,211, and looks for more every 2 s"_s,
         .follows = true,
         .delivered = 48'211});
    Q_EMIT bench.resourceChanged({.listening = true,
                                  .url = QUrl(u"https://127.0.0.1:8029/"_s),
                                  .resumeUrl = QUrl(u"https://127.0.0.1:8029/resume"_s),
                                  .token = Secret("another-made-up-token"),
                                  .caFile = u"/tmp/pushbench-authority.pem"_s,
                                  .published = true,
                                  .events = 48'211});
}

} // namespace pushbench::ui
