// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/testtraffic.h"
#include "tests/gui/windowfixture.h"
#include "tests/support/testcase.h"
#include "ui/panels/datatabs.h"
#include "ui/panels/sessionpage.h"
#include "ui/views/tailtable.h"

#include <QSignalSpy>

using namespace pushbench;
using namespace pushbench::ui;
using namespace std::chrono_literals;

namespace {

constexpr int kExchanges = 100'000;
constexpr int kFrames = 200;
constexpr int kEventsEach = 4;
constexpr std::chrono::milliseconds kBeat{10};

} // namespace

/// The window while a hundred thousand exchanges arrive, a frame's worth at a time.
class TestAliveness final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theLoopTurnsWhileExchangesArrive();
};

void TestAliveness::theLoopTurnsWhileExchangesArrive()
{
    WindowFixture fixture;
    TestTraffic traffic;
    QSignalSpy inserted(&fixture.window->models().events, &QAbstractItemModel::rowsInserted);

    // What beats every 10 ms when nothing is in its way.
    QTimer heart;
    QElapsedTimer sinceBeat;
    qint64 longest = 0;
    int beats = 0;
    connect(&heart, &QTimer::timeout, this, [&] {
        longest = std::max(longest, sinceBeat.restart());
        ++beats;
    });

    int sent = 0;
    QTimer frames;
    connect(&frames, &QTimer::timeout, this, [&] {
        ledger::Records records;
        for (int i = 0; i < kExchanges / kFrames; ++i, ++sent)
            traffic.add(records, 1 + sent, 1 + qint64(sent) * kEventsEach, kEventsEach);
        traffic.summarise(records);
        Q_EMIT fixture.bench.recordsArrived(records);
        if (sent >= kExchanges)
            frames.stop();
    });
    QElapsedTimer whole;
    whole.start();
    sinceBeat.start();
    heart.start(kBeat);
    frames.start(0ms);
    QTRY_COMPARE_WITH_TIMEOUT(sent, kExchanges, 50'000);

    QCOMPARE(inserted.size(), kFrames);
    QCOMPARE(fixture.window->models().exchanges.rowCount(), kExchanges);
    QCOMPARE(fixture.window->models().events.rowCount(), kExchanges * kEventsEach);
    QVERIFY(fixture.window->sessionPage().tabs().events().isFollowing());
    // One beat a frame could be had, and fewer where the machine is done with them sooner.
    const qint64 due = std::min<qint64>(kFrames, whole.elapsed() / kBeat.count());
    QVERIFY2(beats >= due / 4, qPrintable(QString::number(beats)));
    // Each turn makes the traffic as well as showing it, on a machine that may be busy: a bound
    // that only a window that has stopped breaks.
    QVERIFY2(longest < 3000, qPrintable(QString::number(longest)));
}

QTEST_MAIN(TestAliveness)
#include "tst_aliveness.moc"
