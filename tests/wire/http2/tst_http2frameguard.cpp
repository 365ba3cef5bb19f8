// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/http2/http2frameguard.h"
#include "tests/support/testcase.h"

#include <nghttp2/nghttp2.h>

using namespace pushbench;
using namespace pushbench::wire;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr Http2Limits kSmall{
    .continuations = 3, .idleFrames = {.burst = 4, .perSecond = 2}, .unsentFrames = 10};

} // namespace

class TestHttp2FrameGuard final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aBlockHasOnlySoManyContinuations();
    void framesThatCarrySomethingCostNothing();
    void idleFramesHaveARate_data();
    void idleFramesHaveARate();
    void answersHaveToBeFetched();

private:
    const SteadyTime m_start{};
};

void TestHttp2FrameGuard::aBlockHasOnlySoManyContinuations()
{
    Http2FrameGuard guard(kSmall);
    for (int block = 0; block < 3; ++block) { // Each has its own count.
        QCOMPARE(guard.begin(NGHTTP2_HEADERS, 0, m_start), QString());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(guard.begin(NGHTTP2_CONTINUATION, 0, m_start), QString());
    }
    QCOMPARE(guard.begin(NGHTTP2_CONTINUATION, 0, m_start),
             u"a header block has too many CONTINUATION frames"_s);
}

void TestHttp2FrameGuard::framesThatCarrySomethingCostNothing()
{
    Http2FrameGuard guard(kSmall);
    for (int i = 0; i < 100; ++i) {
        for (const quint8 type : {NGHTTP2_HEADERS, NGHTTP2_DATA, NGHTTP2_RST_STREAM, NGHTTP2_GOAWAY,
                                  NGHTTP2_WINDOW_UPDATE})
            QCOMPARE(guard.begin(type, 0, m_start), QString());
    }
    QVERIFY(guard.passIdle(m_start));
}

void TestHttp2FrameGuard::idleFramesHaveARate_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("PING") << int(NGHTTP2_PING);
    QTest::newRow("SETTINGS") << int(NGHTTP2_SETTINGS);
    QTest::newRow("PRIORITY") << int(NGHTTP2_PRIORITY);
    QTest::newRow("a type that nobody knows") << 0xfa;
}

void TestHttp2FrameGuard::idleFramesHaveARate()
{
    QFETCH(const int, type);
    const QString flood = u"too many frames come that carry nothing"_s;
    Http2FrameGuard guard(kSmall);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(guard.begin(quint8(type), 0, m_start), QString());
    QCOMPARE(guard.begin(quint8(type), 0, m_start), flood);
    QVERIFY2(!guard.passIdle(m_start), "empty DATA counts with them");
    // Two were too many, and two come back in a second.
    QCOMPARE(guard.begin(quint8(type), 0, m_start + 1'500ms), QString());
    QCOMPARE(guard.begin(quint8(type), 0, m_start + 1'500ms), flood);
}

void TestHttp2FrameGuard::answersHaveToBeFetched()
{
    Http2FrameGuard guard(kSmall);
    QCOMPARE(guard.begin(NGHTTP2_DATA, 10, m_start), QString());
    QCOMPARE(guard.begin(NGHTTP2_DATA, 11, m_start),
             u"frames come faster than their answers are fetched"_s);
}

QTEST_GUILESS_MAIN(TestHttp2FrameGuard)
#include "tst_http2frameguard.moc"
