// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/tls/testcertificates.h"
#include "tests/wire/tls/tlshost.h"

#include <QDir>
#include <QSignalSpy>

#include <sys/socket.h>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

constexpr qsizetype kLarge = 24 * 1024 * 1024; ///< More than the kernel buffers on both sides.

/// Different at every place, so that a lost, doubled or swapped piece shows.
QByteArray pattern(qsizetype size)
{
    QByteArray data(size, Qt::Uninitialized);
    quint32 state = 1;
    for (char &byte : data) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<char>(state >> 24);
    }
    return data;
}

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

/// Ends or resets the TCP connection beneath TLS, which then cannot say goodbye.
void cut(QSslSocket &socket, bool byReset)
{
    const int fd = int(socket.socketDescriptor());
    if (byReset) {
        resetOnClose(fd);
        const int nothing = ::socket(AF_INET, SOCK_STREAM, 0);
        ::dup2(nothing, fd); // Closes it behind the socket's back.
        ::close(nothing);
    } else {
        ::shutdown(fd, SHUT_WR);
    }
}

} // namespace

class TestTlsTransport final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void bothDirections();
    void silentPeersCostNoTls();
    void plainHttpIsRecognisedAndAnswered();
    void largeAnswerToASlowReader();
    void largeRequestToASlowServer();
    void ends_data();
    void ends();
    void peerLeavesDuringTheHandshake();
    void rubbishAfterTheFirstByte();
    void rubbishAmidTheTraffic();
    void ourEndIsOrderly();
    void refusalReachesAPeerThatStillSends();
    void destructionSaysGoodbye();
    void resetIsSeen_data();
    void resetIsSeen();
    void deletedInItsOwnNotification_data();
    void deletedInItsOwnNotification();
    void noDescriptorsLeak();

private:
    void connectClient();
    [[nodiscard]] bool meet();

    TlsSettings m_settings;
    std::unique_ptr<TlsHost> m_host;
    std::unique_ptr<QSslSocket> m_client;
};

void TestTlsTransport::initTestCase()
{
    m_settings = selfSignedSettings();
}

void TestTlsTransport::init()
{
    TestCase::init();
    m_host = std::make_unique<TlsHost>(serverConfiguration(m_settings));
    m_client = std::make_unique<QSslSocket>();
    m_client->setSslConfiguration(clientConfiguration({.authorities = m_settings.chain}));
}

void TestTlsTransport::cleanup()
{
    m_client.reset();
    m_host.reset();
}

void TestTlsTransport::connectClient()
{
    m_client->connectToHostEncrypted(u"127.0.0.1"_s, m_host->serverPort());
}

bool TestTlsTransport::meet()
{
    connectClient();
    return QTest::qWaitFor([this] { return m_client->isEncrypted() && m_host->ready == 1; },
                           30'000);
}

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

void TestTlsTransport::ends_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("truncated");

    QTest::newRow("orderly, by close_notify") << u"close"_s << false;
    QTest::newRow("end of TCP without close_notify") << u"shutdown"_s << true;
    QTest::newRow("reset") << u"reset"_s << true;
}

void TestTlsTransport::ends()
{
    QFETCH(const QString, how);
    QFETCH(const bool, truncated);
    QVERIFY(meet());
    m_client->write("last words");
    QTRY_COMPARE(m_host->received, "last words"_ba);
    if (how == u"close")
        m_client->disconnectFromHost();
    else
        cut(*m_client, how == u"reset");
    QTRY_VERIFY(m_host->end.ended);
    QCOMPARE(m_host->end.truncated, truncated);
    QCOMPARE(m_host->transport->write("too late").broken, true);
}

void TestTlsTransport::peerLeavesDuringTheHandshake()
{
    QTcpSocket peer;
    peer.connectToHost(u"127.0.0.1"_s, m_host->serverPort());
    peer.write("\x16\x03\x01\x02\x00\x01", 6);
    QTRY_VERIFY(m_host->isTls());
    peer.disconnectFromHost();
    QTRY_VERIFY(m_host->end.broken);
    QCOMPARE(m_host->failure, u"the peer closed the connection during the TLS handshake"_s);
    QCOMPARE(m_host->ready, 0);
}

void TestTlsTransport::rubbishAfterTheFirstByte()
{
    QTcpSocket peer;
    peer.connectToHost(u"127.0.0.1"_s, m_host->serverPort());
    peer.write(QByteArray(2000, '\x16'));
    QTRY_VERIFY(m_host->end.broken);
    QVERIFY2(m_host->failure.contains(u"TLS handshake"), qPrintable(m_host->failure));
    QCOMPARE(m_host->ready, 0);
    // The connection outlives the handshake, so that an alert gets through, and we see the end.
    m_host->end = {};
    m_host->transport->shutdownSending();
    m_host->transport->setReading(true);
    QTRY_VERIFY(m_host->end.ended || m_host->end.broken);
    QVERIFY(m_host->end.ended);
}

void TestTlsTransport::rubbishAmidTheTraffic()
{
    QVERIFY(meet());
    const QByteArray record = "\x17\x03\x03"_ba + '\0' + QByteArray(1 + 64, '\x40');
    QCOMPARE(
        ::send(int(m_client->socketDescriptor()), record.constData(), size_t(record.size()), 0),
        record.size());
    QTRY_VERIFY(m_host->end.broken);
    QVERIFY2(m_host->failure.contains(u"bad record mac"), qPrintable(m_host->failure));
    QCOMPARE(m_host->received, QByteArray());
}

void TestTlsTransport::ourEndIsOrderly()
{
    QVERIFY(meet());
    bool closeNotify = false;
    connect(m_client.get(), &QSslSocket::alertReceived, m_client.get(),
            [&closeNotify](QSsl::AlertLevel, QSsl::AlertType type) {
                closeNotify = type == QSsl::AlertType::CloseNotify;
            });
    m_host->send("the end"_ba);
    m_host->transport->shutdownSending();
    QTRY_COMPARE(m_client->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(closeNotify);
    QCOMPARE(m_client->readAll(), "the end"_ba);
    QTRY_VERIFY(m_host->end.ended);
}

/// A reset would destroy the refusal before the peer has read it.
void TestTlsTransport::refusalReachesAPeerThatStillSends()
{
    QVERIFY(meet());
    m_host->transport->setReading(false);
    const QByteArray body = pattern(kLarge);
    m_client->write(body);
    m_host->closesAfter = true;
    m_host->send("413"_ba);
    m_host->transport->setReading(true);
    QTRY_COMPARE(m_client->bytesAvailable(), 3);
    QCOMPARE(m_client->readAll(), "413"_ba);
    QTRY_VERIFY_WITH_TIMEOUT(m_host->end.ended || m_host->end.broken, 30'000);
    QVERIFY(m_host->received.isEmpty());
}

void TestTlsTransport::destructionSaysGoodbye()
{
    QVERIFY(meet());
    bool closeNotify = false;
    connect(m_client.get(), &QSslSocket::alertReceived, m_client.get(),
            [&closeNotify](QSsl::AlertLevel, QSsl::AlertType type) {
                closeNotify = type == QSsl::AlertType::CloseNotify;
            });
    m_host->hangUp();
    QTRY_COMPARE(m_client->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(closeNotify);
}

void TestTlsTransport::resetIsSeen_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("amidAnAnswer");

    QTest::newRow("plain") << false << false;
    QTest::newRow("TLS") << true << false;
    QTest::newRow("TLS, in the middle of an answer") << true << true;
}

void TestTlsTransport::resetIsSeen()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, amidAnAnswer);
    QTcpSocket plain;
    QTcpSocket &client = tls ? *m_client : plain;
    if (tls) {
        QVERIFY(meet());
    } else {
        plain.connectToHost(u"127.0.0.1"_s, m_host->serverPort());
        QTRY_COMPARE(m_host->accepted, 1);
        QTRY_COMPARE(plain.state(), QAbstractSocket::ConnectedState);
    }
    // A second descriptor to ask: the client closes its own when it has noticed.
    const int copy = ::dup(int(client.socketDescriptor()));
    client.disconnect();
    client.blockSignals(true);
    if (amidAnAnswer)
        m_host->send(pattern(kLarge));
    m_host->transport->reset();
    m_host->transport->setReading(true);
    m_host->transport->setWriting(true);
    const int readable = m_host->readable;
    QVERIFY(m_host->transport->write("x").broken);
    int error = 0;
    const auto receivesReset = [copy, &error] {
        char sink[4096];
        while (::recv(copy, sink, sizeof sink, MSG_DONTWAIT) > 0) { }
        error = errno;
        return error == ECONNRESET;
    };
    QVERIFY2(receivesReset(), strerror(error));
    QCOMPARE(m_host->readable, readable);
    QVERIFY(!m_host->transport->failure().isEmpty());
    ::close(copy);
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
