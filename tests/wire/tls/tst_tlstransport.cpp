// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/tls/tlsmeeting.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

qsizetype openDescriptors()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries).size();
}

/// Looks until the value stays the same for a while, which then needs no exact length: a value that
/// still moves afterwards only makes the test milder.
bool settles(const std::function<qint64()> &value)
{
    constexpr int kLooks = 15;
    qint64 last = -1;
    int same = 0;
    return QTest::qWaitFor(
        [&] {
            const qint64 now = value();
            same = now == last ? same + 1 : 0;
            last = now;
            return same == kLooks;
        },
        30'000);
}

} // namespace

/// The server's side of TLS beneath a connection: traffic both ways, back-pressure, and nothing
/// left over.
class TestTlsTransport final : public TlsMeeting
{
    Q_OBJECT

private Q_SLOTS:
    void bothDirections();
    void silentPeersCostNoTls();
    void plainHttpIsRecognisedAndAnswered();
    void largeAnswerToASlowReader();
    void largeRequestToASlowServer();
    void deletedInItsOwnNotification_data();
    void deletedInItsOwnNotification();
    void noDescriptorsLeak();
};

void TestTlsTransport::bothDirections()
{
    QVERIFY(meet());
    m_client->write("question");
    QTRY_COMPARE(m_host->received, "question"_ba);
    m_host->send("answer"_ba);
    QTRY_COMPARE(m_client->bytesAvailable(), 6);
    QCOMPARE(m_client->readAll(), "answer"_ba);
    QVERIFY(m_host->allMoved());
    QCOMPARE(m_host->ready, 1);
    QVERIFY(!m_host->end.ended && !m_host->end.broken);
    QCOMPARE(m_host->transport->failure(), QString());
}

void TestTlsTransport::silentPeersCostNoTls()
{
    QTcpSocket silent;
    silent.connectToHost(u"127.0.0.1"_s, m_host->serverPort());
    QTRY_COMPARE(m_host->accepted, 1);
    QVERIFY(!m_host->isTls());
    QCOMPARE(m_host->readable, 0);
    silent.write("\x16", 1);
    QTRY_VERIFY(m_host->isTls());
    QCOMPARE(m_host->opening, Opening::Tls);
}

void TestTlsTransport::plainHttpIsRecognisedAndAnswered()
{
    m_host->answer = "HTTP/1.1 400 Bad Request\r\n\r\n"_ba;
    QTcpSocket plain;
    plain.connectToHost(u"127.0.0.1"_s, m_host->serverPort());
    plain.write("POST / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_COMPARE(plain.bytesAvailable(), 28);
    QCOMPARE(plain.readAll(), "HTTP/1.1 400 Bad Request\r\n\r\n"_ba);
    QCOMPARE(m_host->opening, Opening::Other);
    QVERIFY(!m_host->isTls());
    QVERIFY(m_host->received.startsWith("POST / "));
}

/// Back-pressure: what the client does not take stays with the owner, not in the socket.
void TestTlsTransport::largeAnswerToASlowReader()
{
    const QByteArray data = pattern(kLarge);
    m_client->setReadBufferSize(64 * 1024);
    QVERIFY(meet());
    m_host->send(data);
    QVERIFY(settles([this] { return qint64(m_host->moved()); }));
    QVERIFY(m_host->moved() > 0);
    QVERIFY2(!m_host->allMoved(), "the transport has taken more than the kernel can hold");
    QByteArray got;
    const auto readMore = [this, &got] { got.append(m_client->read(256 * 1024)); };
    connect(m_client.get(), &QSslSocket::readyRead, m_client.get(), readMore);
    readMore();
    QTRY_COMPARE_WITH_TIMEOUT(got.size(), data.size(), 30'000);
    QVERIFY(got == data);
    QTRY_VERIFY(m_host->allMoved());
}

void TestTlsTransport::largeRequestToASlowServer()
{
    const QByteArray data = pattern(kLarge);
    QVERIFY(meet());
    m_host->transport->setReading(false);
    m_client->write(data);
    QVERIFY(settles([this] { return m_client->encryptedBytesToWrite(); }));
    QCOMPARE(m_client->bytesToWrite(), 0);
    QVERIFY2(m_client->encryptedBytesToWrite() > kLarge / 2,
             "the server has taken more than the kernel can hold");
    QVERIFY(m_host->received.isEmpty());
    m_host->transport->setReading(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_host->received.size(), data.size(), 30'000);
    QVERIFY(m_host->received == data);
}

void TestTlsTransport::deletedInItsOwnNotification_data()
{
    QTest::addColumn<QByteArray>("says");

    QTest::newRow("ready") << QByteArray();
    QTest::newRow("failed") << QByteArray(100, '\x16');
}

void TestTlsTransport::deletedInItsOwnNotification()
{
    QFETCH(const QByteArray, says);
    m_host->leaves = true;
    if (says.isEmpty()) {
        connectClient();
    } else {
        m_client->connectToHost(u"127.0.0.1"_s, m_host->serverPort());
        m_client->write(says);
    }
    QTRY_COMPARE(m_host->ready + m_host->readable, 2); // The first byte, and what came of it.
    QVERIFY(!m_host->isTls());
    QTRY_COMPARE(m_client->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(m_host->ready + m_host->readable, 2);
}

void TestTlsTransport::noDescriptorsLeak()
{
    QVERIFY(meet());
    cleanup();
    const qsizetype before = openDescriptors();
    for (const bool byReset : {false, true, false, true}) {
        init();
        QVERIFY(meet());
        if (byReset)
            m_host->transport->reset();
        else
            m_host->transport->shutdownSending();
        cleanup();
        init();
        QTcpSocket peer;
        peer.connectToHost(u"127.0.0.1"_s, m_host->serverPort());
        peer.write(QByteArray(100, '\x16'));
        QTRY_VERIFY(m_host->end.broken);
        cleanup();
    }
    QTRY_COMPARE(openDescriptors(), before);
}

QTEST_GUILESS_MAIN(TestTlsTransport)
#include "tst_tlstransport.moc"
