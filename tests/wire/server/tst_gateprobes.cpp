// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/server/gate.h"
#include "tests/wire/server/probes.h"
#include "tests/wire/server/probestage.h"

using namespace pushbench;
using namespace pushbench::wire;

/// What the gate must not pass on (H-FRAME): each probe goes over a real socket, plain and inside
/// TLS, with a well-formed request right behind it, and that must never be read as a request.
class TestGateProbes final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addRoads(); }
    void refused_data() { addProbes(); }
    void refused();
    void refusedInSlices_data() { addProbes(); }
    void refusedInSlices();
    void refusedBehindAGoodOne_data() { addProbes(); }
    void refusedBehindAGoodOne();
};

namespace {

const QByteArray kGood = "POST /good HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}";
const QByteArray kSmuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

/// One answer of that status that says it is the last one, then an orderly end, and nothing passed
/// on.
#define VERIFY_REFUSED(peer, gate, status, before) \
    do { \
        QVERIFY((peer).waitForEnd()); \
        QVERIFY2(!(peer).wasReset(), "a reset may destroy the answer before it is read"); \
        QCOMPARE((gate).failed().size(), size_t(1)); \
        const Refusal refusal = (gate).failed().front().refusal; \
        QCOMPARE(refusal.status, (status)); \
        QVERIFY(!refusal.reason.isEmpty()); \
        QCOMPARE(answersIn((peer).received()), \
                 QByteArray(before) + QByteArray::number(status) + ' ' + refusal.reason.toUtf8() \
                     + "\n close"); \
        QVERIFY(!(gate).log().contains("smuggled")); \
    } while (false)

} // namespace

void TestGateProbes::refused()
{
    QFETCH(int, status);
    QFETCH(QByteArray, bytes);
    ProbeStage stage(kAlpnHttp11);
    Gate &gate = stage.gate();
    Peer &peer = stage.peer();
    peer.send(QByteArray(bytes).append(kSmuggled));
    VERIFY_REFUSED(peer, gate, status, "");
    QCOMPARE(gate.arrived(), 0);
}

void TestGateProbes::refusedInSlices()
{
    QFETCH(int, status);
    QFETCH(QByteArray, bytes);
    if (bytes.size() > 1000)
        return;           // The codec's own tests cut those.
    ProbeStage stage({}); // Without ALPN the first bytes tell the protocol, as on plain TCP.
    Gate &gate = stage.gate();
    Peer &peer = stage.peer();
    peer.sendSliced(bytes);
    peer.send(kSmuggled);
    VERIFY_REFUSED(peer, gate, status, "");
    QCOMPARE(gate.arrived(), 0);
}

void TestGateProbes::refusedBehindAGoodOne()
{
    QFETCH(int, status);
    QFETCH(QByteArray, bytes);
    if (bytes.startsWith("\r\n"))
        return; // Two empty lines behind a request are two lines first.
    ProbeStage stage(kAlpnHttp11);
    Gate &gate = stage.gate();
    Peer &peer = stage.peer();
    peer.send(kGood);
    peer.send(QByteArray(bytes).append(kSmuggled));
    VERIFY_REFUSED(peer, gate, status, "200 /good, ");
    QCOMPARE(gate.arrived(), 1);
}

QTEST_GUILESS_MAIN(TestGateProbes)
#include "tst_gateprobes.moc"
