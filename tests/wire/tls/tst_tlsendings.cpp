// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/wire/tls/tlsmeeting.h"

#include <sys/socket.h>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

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

/// How a connection inside TLS comes to its end, and what either side learns of it.
class TestTlsEndings final : public TlsMeeting
{
    Q_OBJECT

private Q_SLOTS:
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
};

void TestTlsEndings::ends_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("truncated");

    QTest::newRow("orderly, by close_notify") << u"close"_s << false;
    QTest::newRow("end of TCP without close_notify") << u"shutdown"_s << true;
    QTest::newRow("reset") << u"reset"_s << true;
}

void TestTlsEndings::ends()
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

void TestTlsEndings::peerLeavesDuringTheHandshake()
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

void TestTlsEndings::rubbishAfterTheFirstByte()
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

void TestTlsEndings::rubbishAmidTheTraffic()
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

void TestTlsEndings::ourEndIsOrderly()
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
void TestTlsEndings::refusalReachesAPeerThatStillSends()
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

void TestTlsEndings::destructionSaysGoodbye()
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

void TestTlsEndings::resetIsSeen_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("amidAnAnswer");

    QTest::newRow("plain") << false << false;
    QTest::newRow("TLS") << true << false;
    QTest::newRow("TLS, in the middle of an answer") << true << true;
}

void TestTlsEndings::resetIsSeen()
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

QTEST_GUILESS_MAIN(TestTlsEndings)
#include "tst_tlsendings.moc"
