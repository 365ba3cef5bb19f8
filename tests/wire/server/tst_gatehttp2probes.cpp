// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/http2/http2probes.h"
#include "tests/wire/http2/http2transcript.h"
#include "tests/wire/server/probestage.h"

using namespace pushbench;
using namespace pushbench::wire;

namespace {

ServerConfig probed()
{
    // Without a body the answers of the gate are those of the table.
    return {.limits = kProbeLimits, .refusalResponse = [](const Refusal &refusal) {
                return Response{.status = refusal.status};
            }};
}

StreamId streamOf(RequestId id)
{
    return {qint32(id.ordinal)};
}

QByteArray transcriptOf(ProbeStage &stage)
{
    Http2Transcript transcript;
    for (const IncomingRequest &request : stage.gate().waiting())
        transcript.noteRequest(streamOf(request.id), request.request);
    for (const FailedRequest &failed : stage.gate().failed())
        transcript.noteFailure(streamOf(failed.id), failed.refusal);
    transcript.noteReceived(stage.peer().received());
    return transcript.text();
}

} // namespace

/// What breaks RFC 9113 or a limit, sent frame by frame over real sockets, in cleartext and inside
/// TLS: each ends in the right code or status, and never in a request (H-FRAME).
class TestGateHttp2Probes final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addRoads(); }
    void probes_data() { addHttp2Probes(); }
    void probes();
    void probesInSlices_data() { addHttp2Probes(); }
    void probesInSlices();
    void floods_data();
    void floods();

private:
    void verify(ProbeStage &stage, QByteArray expected);
};

/// The transcript is that one, and what the connection is good for afterwards agrees with it.
void TestGateHttp2Probes::verify(ProbeStage &stage, QByteArray expected)
{
    if (expected.contains("goaway")) {
        QVERIFY(stage.peer().waitForEnd());
        QVERIFY2(!stage.peer().wasReset(), "a reset may destroy the GOAWAY before it is read");
        QCOMPARE(transcriptOf(stage), expected);
        return;
    }
    QVERIFY(stage.peer().send(headersFrame(101, postFields(), kEndStream)));
    expected.append("\n101 request POST /hook");
    static_cast<void>(spinUntil([&] { return transcriptOf(stage) == expected; }));
    QCOMPARE(transcriptOf(stage), expected);
    QVERIFY(!stage.peer().ended());
}

void TestGateHttp2Probes::probes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    ProbeStage stage(kAlpnHttp2, Gate::Answers::Later, probed());
    QVERIFY(stage.peer().send(greeting().append(bytes)));
    verify(stage, expected);
}

/// Inside TLS without ALPN: the preface alone tells the protocol.
void TestGateHttp2Probes::probesInSlices()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    if (bytes.size() > 1000)
        return; // The session's own test cuts those.
    ProbeStage stage({}, Gate::Answers::Later, probed());
    stage.peer().sendSliced(greeting().append(bytes)); // As far as it is taken.
    verify(stage, expected);
}

void TestGateHttp2Probes::floods_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, int count, const auto &make,
                        const QByteArray &prologue = {}) {
        QByteArray bytes = greeting().append(prologue);
        for (qint32 i = 0; i < count; ++i)
            bytes.append(make(2 * i + 1));
        QTest::newRow(name) << bytes;
    };
    const auto always = [](const RawFrame &frame) {
        return [bytes = frameBytes(frame)](qint32) { return bytes; };
    };
    row("rapid reset", 2000, [](qint32 id) {
        return QByteArray(headersFrame(id, postFields(), kEndStream)).append(resetFrame(id));
    });
    row("malformed requests", 2000, [](qint32 id) {
        return headersFrame(id, {{":method", "GET"}}, kEndStream);
    });
    row("CONTINUATION", 2000, always({.type = NGHTTP2_CONTINUATION, .stream = 1}),
        frameBytes({.type = NGHTTP2_HEADERS, .stream = 1}));
    row("PING", 5000, always({.type = NGHTTP2_PING, .payload = QByteArray(8, 'x')}));
    row("SETTINGS", 5000, always({.type = NGHTTP2_SETTINGS}));
    row("PRIORITY", 5000,
        always({.type = NGHTTP2_PRIORITY, .stream = 1, .payload = QByteArray("\0\0\0\0\x10", 5)}));
    row("empty DATA", 5000, always({.type = NGHTTP2_DATA, .stream = 1}),
        headersFrame(1, postFields()));
}

void TestGateHttp2Probes::floods()
{
    QFETCH(QByteArray, bytes);
    ProbeStage stage(kAlpnHttp2);
    stage.peer().send(bytes); // As far as it is taken.
    QVERIFY(stage.peer().waitForEnd());
    const QByteArray transcript = transcriptOf(stage);
    QVERIFY2(transcript.contains("ENHANCE_YOUR_CALM"), transcript.right(500).constData());
    QVERIFY(!stage.gate().failed().empty());
    QCOMPARE(stage.gate().failed().back().refusal.status, 0);
    stage.connectAgain();
    QVERIFY(stage.peer().send(greeting().append(headersFrame(1, postFields(), kEndStream))));
    QVERIFY(stage.peer().waitFor("/hook"));
}

QTEST_GUILESS_MAIN(TestGateHttp2Probes)
#include "tst_gatehttp2probes.moc"
