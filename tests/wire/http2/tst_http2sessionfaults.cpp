// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/http2/http2client.h"

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

const QByteArray kBody = "0123456789";
const Response kAnswer{.status = 200, .fields = {}, .body = kBody};

} // namespace

/// Answers that go wrong on purpose: what the client sees, and what is left of the connection.
class TestHttp2SessionFaults final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void streamReset();
    void goAway();
    void goAwayOnTheFirstStream();
    void truncate_data();
    void truncate();
    void wrongLength_data();
    void wrongLength();
    void wrongLengthThatStandsAlready();
    void drip();
    void dripWhileOthersAnswer();
    void dripOfNothing();
    void never();
    void neverUntilTheIdleTimeIsOver();
    void neverUntilThePeerEnds();
    void neverUntilShutdown();
    void endInsteadOfAnAnswer_data();
    void endInsteadOfAnAnswer();
    void resetDuring();
    void resetDuringBehindAClosedWindow();
    void resetAfter();
    void peerResetsFirst();

private:
    [[nodiscard]] StreamId post()
    {
        const StreamId id = m_client->request(postFields());
        m_client->pump();
        return id;
    }

    void answer(StreamId id, AnswerFault fault, const Response &response = kAnswer,
                DripPace pace = {})
    {
        QVERIFY(m_client->answer(id, response, fault, pace));
        m_client->pump();
    }

    /// The connection serves others as if nothing had been.
    void serves()
    {
        const StreamId id = post();
        answer(id, AnswerFault::None);
        QCOMPARE(m_client->answerOn(id).body, kBody);
        QVERIFY(!m_client->goAway());
        QVERIFY(!m_client->session().connectionEnd());
    }

    [[nodiscard]] std::optional<bool> settled(StreamId id) const
    {
        const auto found = m_client->settled().find(id);
        return found == m_client->settled().end() ? std::nullopt
                                                  : std::optional<bool>(found->second);
    }

    std::unique_ptr<Http2Client> m_client;
};

void TestHttp2SessionFaults::init()
{
    TestCase::init();
    m_client = std::make_unique<Http2Client>();
}

void TestHttp2SessionFaults::streamReset()
{
    const StreamId id = post();
    answer(id, AnswerFault::StreamReset);
    QCOMPARE(m_client->answerOn(id).status, 0);
    QCOMPARE(m_client->answerOn(id).closed, quint32(NGHTTP2_INTERNAL_ERROR));
    QCOMPARE(settled(id), true);
    serves();
}

void TestHttp2SessionFaults::goAway()
{
    const StreamId before = post();
    const StreamId id = post();
    const StreamId behind = post();
    const StreamId unfinished = m_client->request(postFields(), "he", false);
    m_client->pump();
    answer(id, AnswerFault::GoAway);
    QCOMPARE(m_client->goAway(), quint32(NGHTTP2_NO_ERROR));
    QCOMPARE(settled(id), true);
    // The client may send these again elsewhere: it knows that they were not looked at.
    QCOMPARE(m_client->answerOn(id).closed, quint32(NGHTTP2_REFUSED_STREAM));
    QCOMPARE(m_client->answerOn(behind).closed, quint32(NGHTTP2_REFUSED_STREAM));
    QVERIFY(!m_client->answer(behind, kAnswer));
    QVERIFY(m_client->failures().contains(unfinished));

    QVERIFY(!m_client->session().isOver());
    answer(before, AnswerFault::None);
    QCOMPARE(m_client->answerOn(before).body, kBody);
    QVERIFY(m_client->session().isOver());
}

void TestHttp2SessionFaults::goAwayOnTheFirstStream()
{
    const StreamId id = post();
    answer(id, AnswerFault::GoAway);
    QCOMPARE(m_client->answerOn(id).closed, quint32(NGHTTP2_REFUSED_STREAM));
    QVERIFY(m_client->session().isOver());
}

void TestHttp2SessionFaults::truncate_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("ten bytes") << QByteArray("0123456789") << QByteArray("01234");
    QTest::newRow("one byte") << QByteArray("0") << QByteArray();
    QTest::newRow("no body") << QByteArray() << QByteArray();
    QTest::newRow("many frames") << QByteArray(100'000, 'x') << QByteArray(50'000, 'x');
}

void TestHttp2SessionFaults::truncate()
{
    QFETCH(QByteArray, body);
    const StreamId id = post();
    answer(id, AnswerFault::Truncate, {.body = body});
    const Http2Client::Answer &answer = m_client->answerOn(id);
    QCOMPARE(answer.status, 200);
    QTEST(answer.body, "expected");
    QCOMPARE(answer.field("content-length"), QByteArray::number(body.size()));
    QVERIFY(!answer.ended);
    QCOMPARE(answer.closed, quint32(NGHTTP2_INTERNAL_ERROR));
    QCOMPARE(settled(id), true);
    serves();
}

void TestHttp2SessionFaults::wrongLength_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("body") << kBody;
    QTest::newRow("no body") << QByteArray();
}

void TestHttp2SessionFaults::wrongLength()
{
    QFETCH(QByteArray, body);
    const StreamId id = post();
    answer(id, AnswerFault::WrongLength, {.body = body});
    const Http2Client::Answer &answer = m_client->answerOn(id);
    QCOMPARE(answer.body, body);
    QCOMPARE(answer.field("content-length"), QByteArray::number(body.size() + 16));
    // The client takes it for malformed.
    QCOMPARE(answer.closed, quint32(NGHTTP2_PROTOCOL_ERROR));
    QCOMPARE(settled(id), true);
    serves();
}

/// Whoever records the answer may have put the lie into the head already.
void TestHttp2SessionFaults::wrongLengthThatStandsAlready()
{
    const StreamId id = post();
    const RenderedResponse lying{
        .status = 200, .head = ":status: 200\r\ncontent-length: 99\r\n\r\n", .body = kBody};
    QVERIFY(m_client->session().answer(id, lying, AnswerFault::WrongLength, {}, m_client->now()));
    m_client->pump();
    QCOMPARE(m_client->answerOn(id).field("content-length"), "99");
}

void TestHttp2SessionFaults::drip()
{
    const StreamId id = post();
    const SteadyTime start = m_client->now().steady;
    answer(id, AnswerFault::Drip, kAnswer, {.bytes = 4, .every = 100ms});
    QCOMPARE(m_client->answerOn(id).status, 200);
    QCOMPARE(m_client->answerOn(id).body, "0123");
    QCOMPARE(m_client->session().wakeAt(), std::optional(start + 100ms));
    m_client->pass(99ms);
    QCOMPARE(m_client->answerOn(id).body, "0123");
    m_client->pass(1ms);
    QCOMPARE(m_client->answerOn(id).body, "01234567");
    QCOMPARE(m_client->session().wakeAt(), std::optional(start + 200ms));
    QVERIFY(!settled(id));
    m_client->pass(100ms);
    QCOMPARE(m_client->answerOn(id).body, kBody);
    QVERIFY(m_client->answerOn(id).ended);
    QCOMPARE(m_client->session().wakeAt(), std::nullopt);
    QCOMPARE(settled(id), true);
    serves();
}

void TestHttp2SessionFaults::dripWhileOthersAnswer()
{
    const StreamId slow = post();
    answer(slow, AnswerFault::Drip, kAnswer, {.bytes = 1, .every = 60s});
    serves();
    // A drip slower than the write time-out is no peer that stalls.
    for (int i = 0; i < 9; ++i)
        m_client->pass(60s);
    QCOMPARE(m_client->answerOn(slow).body, kBody);
    QCOMPARE(settled(slow), true);
}

void TestHttp2SessionFaults::dripOfNothing()
{
    const StreamId id = post();
    answer(id, AnswerFault::Drip, {.status = 204});
    QVERIFY(m_client->answerOn(id).ended);
}

void TestHttp2SessionFaults::never()
{
    const StreamId id = post();
    answer(id, AnswerFault::Never);
    QVERIFY(!m_client->session().awaits(id));
    m_client->pass(59s);
    QCOMPARE(m_client->answerOn(id).status, 0);
    QVERIFY(!m_client->answerOn(id).closed);
    QVERIFY(!settled(id));
    serves();
    m_client->reset(id);
    m_client->pump();
    QCOMPARE(settled(id), false);
}

void TestHttp2SessionFaults::neverUntilTheIdleTimeIsOver()
{
    const StreamId id = post();
    answer(id, AnswerFault::Never);
    m_client->pass(61s);
    QCOMPARE(m_client->answerOn(id).closed, quint32(NGHTTP2_CANCEL));
    QCOMPARE(settled(id), false);
    serves();
}

void TestHttp2SessionFaults::neverUntilThePeerEnds()
{
    const StreamId id = post();
    answer(id, AnswerFault::Never);
    m_client->session().inputEnded(m_client->now());
    m_client->pump();
    QCOMPARE(settled(id), false);
    QVERIFY(m_client->session().isOver());
}

void TestHttp2SessionFaults::neverUntilShutdown()
{
    const StreamId id = post();
    answer(id, AnswerFault::Never);
    m_client->session().shutdown(m_client->now());
    m_client->pump();
    QCOMPARE(m_client->answerOn(id).closed, quint32(NGHTTP2_CANCEL));
    QVERIFY(m_client->session().isOver());
    QCOMPARE(settled(id), false);
}

void TestHttp2SessionFaults::endInsteadOfAnAnswer_data()
{
    QTest::addColumn<AnswerFault>("fault");
    QTest::addColumn<ConnectionEnd>("expected");
    QTest::newRow("reset") << AnswerFault::Reset << ConnectionEnd::Reset;
    QTest::newRow("close") << AnswerFault::Close << ConnectionEnd::Close;
}

void TestHttp2SessionFaults::endInsteadOfAnAnswer()
{
    QFETCH(AnswerFault, fault);
    QFETCH(ConnectionEnd, expected);
    const StreamId before = post();
    const StreamId id = post();
    const StreamId behind = post();
    QVERIFY(m_client->answer(before, kAnswer));
    const QByteArray out = m_client->session().takeOutput(100'000, m_client->now());
    QVERIFY(m_client->answer(id, kAnswer, fault));
    QVERIFY(m_client->answer(behind, kAnswer));
    QVERIFY(!m_client->session().connectionEnd()); // What was taken before shall leave first.
    m_client->session().outputWritten(out.size());
    QCOMPARE(m_client->session().connectionEnd(), std::optional(expected));
    QVERIFY(m_client->session().takeOutput(100'000, m_client->now()).isEmpty());
    m_client->session().connectionLost(m_client->now());
    m_client->pump();
    QCOMPARE(m_client->settled(),
             (std::map<StreamId, bool>{{before, true}, {id, false}, {behind, false}}));
}

void TestHttp2SessionFaults::resetDuring()
{
    const StreamId id = post();
    answer(id, AnswerFault::ResetDuring);
    QCOMPARE(m_client->answerOn(id).status, 200);
    QCOMPARE(m_client->answerOn(id).body, "01234");
    QVERIFY(!m_client->answerOn(id).closed);
    QCOMPARE(m_client->session().connectionEnd(), std::optional(ConnectionEnd::Reset));
}

/// The half has to be out first; a peer that does not take it is given up like any other.
void TestHttp2SessionFaults::resetDuringBehindAClosedWindow()
{
    m_client = std::make_unique<Http2Client>(Limits{}, Http2Limits{}, 3);
    const StreamId id = post();
    answer(id, AnswerFault::ResetDuring);
    QCOMPARE(m_client->answerOn(id).body, "012");
    QVERIFY(!m_client->session().connectionEnd());
    m_client->openWindow(id, 2);
    m_client->pump();
    QCOMPARE(m_client->answerOn(id).body, "01234");
    QCOMPARE(m_client->session().connectionEnd(), std::optional(ConnectionEnd::Reset));
}

void TestHttp2SessionFaults::resetAfter()
{
    const StreamId id = post();
    answer(id, AnswerFault::ResetAfter);
    QCOMPARE(m_client->answerOn(id).body, kBody);
    QVERIFY(m_client->answerOn(id).ended);
    QCOMPARE(settled(id), true);
    QCOMPARE(m_client->session().connectionEnd(), std::optional(ConnectionEnd::Reset));
}

void TestHttp2SessionFaults::peerResetsFirst()
{
    const StreamId id = post();
    answer(id, AnswerFault::Drip, kAnswer, {.bytes = 1, .every = 1s});
    m_client->reset(id);
    m_client->pump();
    QCOMPARE(settled(id), false);
    QCOMPARE(m_client->session().wakeAt(), std::nullopt);
    serves();
}

QTEST_GUILESS_MAIN(TestHttp2SessionFaults)
#include "tst_http2sessionfaults.moc"
