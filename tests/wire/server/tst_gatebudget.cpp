// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/server/gate.h"

#include <thread>

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

constexpr qsizetype kBody = 400'000;
constexpr Limits kLimits{.bodyBytes = kBody, .heldBytes = 1'000'000};

/// The most that a single read can bring beyond the budget.
constexpr qint64 kOneRead = 256 * 1024;

using Peers = std::vector<std::unique_ptr<RawPeer>>;

Peers connectPeers(const Gate &gate, int count)
{
    Peers peers;
    for (int i = 0; i < count; ++i)
        peers.push_back(std::make_unique<RawPeer>(gate.port()));
    return peers;
}

/// Sends to all of them in turn until nobody takes anything more.
void sendInTurns(const Peers &peers, std::vector<QByteArray> &rest)
{
    for (int still = 0; still < 200;) {
        qsizetype sent = 0;
        for (size_t i = 0; i < peers.size(); ++i) {
            const qsizetype taken =
                peers[i]->sendSome(QByteArrayView(rest[i]).first(qMin(rest[i].size(), 20'000)));
            rest[i].remove(0, taken);
            sent += taken;
        }
        spinOnce();
        still = sent > 0 ? 0 : still + 1;
    }
}

} // namespace

/// What all peers together may make the gate hold.
class TestGateBudget final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theUserLetsGo_data();
    void theUserLetsGo();
    void bodiesThatShareASpentBudgetAllEnd();
    void aBrokenBodyMakesRoom();
    void whatIsCutOffABodyIsFreed();
    void unfinishedHeadsAreCounted();
    void smallRequestsAreNotHeldUpByIdlePeers();
};

void TestGateBudget::theUserLetsGo_data()
{
    QTest::addColumn<bool>("onAnotherThread");
    QTest::newRow("on the server's thread") << false;
    QTest::newRow("on another thread") << true;
}

void TestGateBudget::theUserLetsGo()
{
    QFETCH(bool, onAnotherThread);
    Gate gate(Gate::Answers::Later, kLimits);
    const Peers peers = connectPeers(gate, 6);
    std::vector<QByteArray> rest(6, post("/a", QByteArray(kBody, 'x')));
    sendInTurns(peers, rest);
    QVERIFY(gate.arrived() >= 1);
    QVERIFY(gate.arrived() < 6);
    QVERIFY(gate.server().heldBytes() <= kLimits.heldBytes + kBody + kOneRead);

    for (int i = 0; i < 6; ++i) {
        QVERIFY(gate.waitForRequests(1));
        IncomingRequest request = gate.takeWaiting();
        if (onAnotherThread)
            std::thread([request = std::move(request)]() mutable { request = {}; }).join();
        else
            request = {};
        sendInTurns(peers, rest);
    }
    QVERIFY(spinUntil([&] { return gate.arrived() == 6; }));
    QCOMPARE(gate.server().heldBytes(), 0);
    QVERIFY(gate.failed().empty());
}

/// When only unfinished bodies hold the budget, waiting for each other would last for ever.
void TestGateBudget::bodiesThatShareASpentBudgetAllEnd()
{
    Gate gate(Gate::Answers::AtOnce, kLimits);
    const Peers peers = connectPeers(gate, 12);
    const QByteArray whole = post("/a", QByteArray(kBody, 'x'));
    std::vector<QByteArray> rest(12, whole.chopped(1));
    sendInTurns(peers, rest);
    QVERIFY(gate.server().heldBytes() <= kLimits.heldBytes + kBody + kOneRead);
    for (QByteArray &bytes : rest)
        bytes.append('x');
    QVERIFY(spinUntil([&] {
        sendInTurns(peers, rest);
        return gate.arrived() == 12;
    }));
    for (const auto &peer : peers)
        QVERIFY(peer->waitFor("/a"));
    QCOMPARE(gate.server().heldBytes(), 0);
}

void TestGateBudget::aBrokenBodyMakesRoom()
{
    Gate gate(Gate::Answers::AtOnce, kLimits);
    Peers peers = connectPeers(gate, 4);
    std::vector<QByteArray> rest(4, post("/a", QByteArray(kBody, 'x')).chopped(1));
    sendInTurns(peers, rest);
    RawPeer other(gate.port());
    other.send(get("/other"));
    spinOnce();
    QCOMPARE(gate.arrived(), 0);
    for (const auto &peer : peers)
        peer->reset();
    QVERIFY(other.waitFor("/other"));
    QVERIFY(spinUntil([&] { return gate.server().connectionCount() == 1; }));
    QCOMPARE(gate.server().heldBytes(), 0);
}

/// Only the beginning of a body that was not taken is kept, and only that is on the account.
void TestGateBudget::whatIsCutOffABodyIsFreed()
{
    constexpr qsizetype kKept = 64 * 1024;
    Gate gate(Gate::Answers::AtOnce, kLimits);
    RawPeer peer(gate.port());
    peer.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    const QByteArray chunk = QByteArray("10000\r\n").append(0x10000, 'x').append("\r\n");
    std::vector<QByteArray> rest{chunk.repeated(kBody / 0x10000 + 1)};
    QVERIFY(spinUntil([&] {
        rest[0].remove(0, qMax(qsizetype(0), peer.sendSome(rest[0])));
        return gate.failed().size() == 1;
    }));
    const FailedRequest &failed = gate.failed().front();
    QCOMPARE(failed.refusal.status, 413);
    QCOMPARE(failed.request.body.size(), kKept);
    QVERIFY2(failed.request.body.capacity() < 2 * kKept,
             QByteArray::number(failed.request.body.capacity()).constData());
}

/// Heads that never end hold memory like bodies, and their time runs even while there is no room.
void TestGateBudget::unfinishedHeadsAreCounted()
{
    Gate gate(Gate::Answers::AtOnce, kLimits);
    const Peers peers = connectPeers(gate, 40);
    const QByteArray head =
        QByteArray("GET / HTTP/1.1\r\nHost: h\r\nA: ").append(60'000, 'x').append("\r\n");
    std::vector<QByteArray> rest(40, head);
    sendInTurns(peers, rest);
    QVERIFY(gate.server().heldBytes() > kLimits.heldBytes / 2);
    QVERIFY(gate.server().heldBytes() <= kLimits.heldBytes + kOneRead);
    QCOMPARE(gate.server().connectionCount(), 40);

    RawPeer other(gate.port());
    other.send(get("/other"));
    QVERIFY(spinUntil([&] {
        sendInTurns(peers, rest);
        gate.clock().advance(11s);
        return gate.failed().size() == 40 && gate.arrived() == 1;
    }));
    QVERIFY(other.waitFor("/other"));
    for (const FailedRequest &failed : gate.failed())
        QCOMPARE(failed.refusal.status, 408);
    QCOMPARE(gate.server().heldBytes(), 0);
}

void TestGateBudget::smallRequestsAreNotHeldUpByIdlePeers()
{
    Gate gate(Gate::Answers::AtOnce, {.bodyBytes = 1, .heldBytes = 50'000});
    const Peers peers = connectPeers(gate, 100);
    for (const auto &peer : peers)
        peer->send("GET / HTTP/1.1\r\nHo");
    RawPeer other(gate.port());
    other.send(get("/other"));
    QVERIFY(other.waitFor("/other"));
    QCOMPARE(gate.server().heldBytes(), 0);
}

QTEST_GUILESS_MAIN(TestGateBudget)
#include "tst_gatebudget.moc"
