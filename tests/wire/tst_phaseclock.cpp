// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/phaseclock.h"
#include "tests/support/testcase.h"

#include <QByteArrayList>

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

/// A script of words, each a step: "idle", "head", "body", "drain" enter that phase; a number lets
/// so many seconds go by; "busy" and "full" stop the reading, "on" resumes it; "grew" brings some
/// of the body.
class TestPhaseClock final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
};

void TestPhaseClock::judges_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<qint64>("bodySize");
    QTest::addColumn<QByteArray>("verdict");
    const auto row = [](const char *name, const char *script, const char *verdict,
                        qint64 bodySize = 0) {
        QTest::newRow(name) << QByteArray(script) << bodySize << QByteArray(verdict);
    };
    row("silence within its time", "60", "nothing");
    row("silence", "61", "silence");
    row("silence while we do not read", "full 100", "nothing");
    row("silence before and behind a pause", "40 busy 100 on 21", "silence");
    row("silence, not counting a pause", "40 busy 100 on 19", "nothing");
    row("a new phase counts anew", "50 idle 50", "nothing");
    row("head within its time", "head 10", "nothing");
    row("head", "head 11", "head");
    row("head while answers are due", "head busy 100", "nothing");
    row("head behind answers that were due", "head 5 busy 100 on 5", "nothing");
    row("head, not counting answers that were due", "head 5 busy 100 on 6", "head");
    row("head while there is no room", "head full 11", "head");
    row("head that waited for room again and again", "head full 4 on full 4 on full 4 on", "head");
    row("body within its time", "body 30", "nothing");
    row("body", "body 31", "slow body");
    row("body that earned ten seconds", "body 20 grew 20", "nothing", 160 * 1024);
    row("body that earned ten seconds, and used them up", "body 20 grew 21", "slow body",
        160 * 1024);
    row("large body that stands still", "body 1 grew 31", "stalled", 16 * 1024 * 1024);
    row("large body that goes on", "body 29 grew 29 grew 29", "nothing", 16 * 1024 * 1024);
    row("body while there is no room", "body full 1000", "nothing");
    row("body, not counting a wait for room", "body 20 full 1000 on 10", "nothing");
    row("body behind a wait for room", "body 20 full 1000 on 11", "slow body");
    row("body that waited again and again", "body 10 full 9 on 10 full 9 on 11", "slow body");
    row("large body, not counting a wait for room", "body 20 grew full 1000 on 20", "nothing",
        16 * 1024 * 1024);
    row("drain within its time", "drain 1", "nothing");
    row("drain", "drain 2", "drain");
}

void TestPhaseClock::judges()
{
    QFETCH(QByteArray, script);
    QFETCH(qint64, bodySize);
    SteadyTime now(1h);
    PhaseClock clock(now);
    for (const QByteArray &word : script.split(' ')) {
        if (const int seconds = word.toInt(); seconds > 0)
            now += std::chrono::seconds(seconds);
        else if (word == "idle")
            clock.enter(Phase::Idle, now);
        else if (word == "head")
            clock.enter(Phase::Head, now);
        else if (word == "body")
            clock.enter(Phase::Body, now);
        else if (word == "drain")
            clock.enter(Phase::Draining, now);
        else if (word == "busy")
            clock.pause(PhaseClock::Pause::Busy, now);
        else if (word == "full")
            clock.pause(PhaseClock::Pause::NoRoom, now);
        else if (word == "on")
            clock.resume(now);
        else if (word == "grew")
            clock.bodyGrew(now);
        else
            QFAIL(word.constData());
    }
    const QByteArrayList names{"nothing", "silence", "head", "slow body", "stalled", "drain"};
    QTEST(names.at(qsizetype(clock.judge(now, bodySize, Limits()))), "verdict");
}

QTEST_GUILESS_MAIN(TestPhaseClock)
#include "tst_phaseclock.moc"
