// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/auth/tokenkeeper.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;

namespace {

Grant grant(const char *token, std::optional<std::chrono::seconds> lifetime = {})
{
    return {.token = Secret(token), .lifetime = lifetime};
}

} // namespace

/// When a token is fetched, and what a 401 means for it.
class TestTokenKeeper final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void beforeTheFirstPush();
    void renewedInTheLastQuarter_data();
    void renewedInTheLastQuarter();
    void onceAfterA401();
    void lateAnswersForTheOldToken();
    void failures();
    void forGood();
    void resumed();
};

void TestTokenKeeper::beforeTheFirstPush()
{
    TokenKeeper keeper({});
    SteadyTime now{};
    QVERIFY(!keeper.isReady(now) && keeper.wantsFetch(now));
    keeper.fetchBegan(now);
    QVERIFY(!keeper.isReady(now) && !keeper.wantsFetch(now)); // One at a time.
    keeper.granted(grant("abc"));
    QVERIFY(keeper.isReady(now) && !keeper.wantsFetch(now));
    now += 24h * 365; // It did not say when it expires.
    QVERIFY(keeper.isReady(now) && !keeper.wantsFetch(now));
}

void TestTokenKeeper::renewedInTheLastQuarter_data()
{
    QTest::addColumn<int>("lifetime");
    QTest::addColumn<int>("renewed"); ///< Milliseconds after the fetch began.
    QTest::addColumn<int>("expired");
    QTest::newRow("an hour: half a minute before") << 3600 << 3'570'000 << 3'600'000;
    QTest::newRow("a minute: a quarter before") << 60 << 45'000 << 60'000;
    QTest::newRow("a second") << 1 << 750 << 1'000;
    QTest::newRow("nothing: taken for a second") << 0 << 750 << 1'000;
}

void TestTokenKeeper::renewedInTheLastQuarter()
{
    QFETCH(int, lifetime);
    QFETCH(int, renewed);
    QFETCH(int, expired);
    TokenKeeper keeper({});
    const SteadyTime began{};
    keeper.fetchBegan(began);
    keeper.granted(grant("abc", std::chrono::seconds(lifetime)));
    const auto at = [began](int ms) { return began + std::chrono::milliseconds(ms); };
    QVERIFY(!keeper.wantsFetch(at(renewed - 1)));
    QVERIFY(keeper.wantsFetch(at(renewed)) && keeper.isReady(at(renewed))); // Used meanwhile.
    QVERIFY(keeper.isReady(at(expired - 1)));
    QVERIFY(!keeper.isReady(at(expired)));
}

void TestTokenKeeper::onceAfterA401()
{
    TokenKeeper keeper({});
    const SteadyTime now{};
    keeper.fetchBegan(now);
    keeper.granted(grant("first"));
    QVERIFY(keeper.refused(Secret("first")));
    QVERIFY(!keeper.isReady(now) && keeper.wantsFetch(now));
    QVERIFY(keeper.refused(Secret("first"))); // Another one that was under way with it.
    keeper.fetchBegan(now);
    keeper.granted(grant("second"));
    QVERIFY(!keeper.refused(Secret("second"))); // A fresh one does not do either.
    keeper.accepted(Secret("second"));
    QVERIFY(keeper.refused(Secret("second"))); // It did once: then it was revoked.
}

void TestTokenKeeper::lateAnswersForTheOldToken()
{
    TokenKeeper keeper({});
    const SteadyTime now{};
    keeper.fetchBegan(now);
    keeper.granted(grant("first"));
    QVERIFY(keeper.refused(Secret("first")));
    keeper.fetchBegan(now);
    keeper.granted(grant("second"));
    QVERIFY(keeper.refused(Secret("first")));
    QVERIFY(keeper.isReady(now) && !keeper.wantsFetch(now)); // It says nothing about the second.
    keeper.accepted(Secret("first"));
    QVERIFY(!keeper.refused(Secret("second")));
}

void TestTokenKeeper::failures()
{
    TokenKeeper keeper({.backoffBase = 100ms, .backoffMax = 300ms, .maxAttempts = 4});
    SteadyTime now{};
    for (const auto wait : {100ms, 200ms, 300ms}) {
        keeper.fetchBegan(now);
        const auto told = keeper.failed(false, now);
        QVERIFY(told.has_value());
        QVERIFY(*told == wait);
        QVERIFY(!keeper.wantsFetch(now + wait - 1ms));
        now += wait;
        QVERIFY(keeper.wantsFetch(now));
    }
    keeper.fetchBegan(now);
    QVERIFY(!keeper.failed(false, now));
    QVERIFY(keeper.hasGivenUp());
    QVERIFY(!keeper.wantsFetch(now + 24h));
}

void TestTokenKeeper::forGood()
{
    TokenKeeper keeper({});
    const SteadyTime now{};
    keeper.fetchBegan(now);
    QVERIFY(!keeper.failed(true, now));
    QVERIFY(keeper.hasGivenUp() && !keeper.wantsFetch(now + 24h));
    keeper.reset();
    QVERIFY(keeper.wantsFetch(now));
}

/// Somebody has mended what was wrong, and says so: a fresh token is worth a try.
void TestTokenKeeper::resumed()
{
    TokenKeeper keeper({});
    const SteadyTime now{};
    keeper.fetchBegan(now);
    keeper.granted(grant("first"));
    QVERIFY(keeper.refused(Secret("first")));
    keeper.fetchBegan(now);
    keeper.granted(grant("second"));
    QVERIFY(!keeper.refused(Secret("second")));
    keeper.reset();
    QVERIFY(keeper.wantsFetch(now) && !keeper.isReady(now));
    keeper.fetchBegan(now);
    keeper.granted(grant("third"));
    QVERIFY(keeper.isReady(now));
}

QTEST_GUILESS_MAIN(TestTokenKeeper)
#include "tst_tokenkeeper.moc"
