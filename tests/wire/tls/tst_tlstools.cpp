// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/tls/testcertificates.h"
#include "tests/wire/tls/tlshost.h"
#include "tests/wire/tool.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

/// Foreign TLS clients against the transport: what they agree on, and what they are told when not.
class TestTlsTools final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void curl_data();
    void curl();
    void curlUploadsAndDownloads();
    void versions_data();
    void versions();
    void halfClose_data();
    void halfClose();

private:
    TestCertificates m_files;
    TlsSettings m_server; ///< Asks for client certificates.
    TlsSettings m_open;   ///< Self-signed, and open to everybody.
};

void TestTlsTools::initTestCase()
{
    for (const QString &authority : {u"ca"_s, u"other-ca"_s})
        m_files.makeAuthority(authority);
    m_files.makeSigned(u"server"_s, u"ca"_s);
    m_files.makeSigned(u"client"_s, u"ca"_s);
    m_files.makeSigned(u"stranger"_s, u"other-ca"_s);
    QVERIFY2(m_files.isValid(), qPrintable(m_files.trouble()));
    const Identity identity = m_files.identity(u"server"_s);
    m_server = {
        .chain = identity.chain, .key = identity.key, .authorities = m_files.authorities(u"ca"_s)};
    m_open = selfSignedSettings();
    m_open.protocols = {kAlpnHttp2.toByteArray(), kAlpnHttp11.toByteArray()};
    QVERIFY(writeCertificate(m_files.path(u"self.pem"_s), m_open.chain.first().toPem()));
}

void TestTlsTools::curl_data()
{
    QTest::addColumn<bool>("demands");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<QByteArray>("prints");
    QTest::addColumn<QString>("recorded");

    const QString self = m_files.path(u"self.pem"_s);
    const QString ca = m_files.path(u"ca.pem"_s);
    const auto with = [this](const QString &name) {
        return QStringList{u"--cert"_s, m_files.path(name + u".pem"_s), u"--key"_s,
                           m_files.path(name + u".key"_s)};
    };
    QTest::newRow("trusts the self-signed certificate")
        << false << QStringList{u"--cacert"_s, self} << true << "hello"_ba << u"http/1.1"_s;
    QTest::newRow("trusts anything")
        << false << QStringList{u"--insecure"_s} << true << "hello"_ba << u"TLS 1.3"_s;
    QTest::newRow("trusts only the system's")
        << false << QStringList() << false << "self-signed certificate"_ba
        << u"does not trust the server's certificate"_s;
    QTest::newRow("TLS 1.2 at most")
        << false << QStringList{u"--cacert"_s, self, u"--tls-max"_s, u"1.2"_s} << true << "hello"_ba
        << u"TLS 1.2"_s;
    QTest::newRow("TLS 1.1 at most")
        << false << QStringList{u"--cacert"_s, self, u"--tls-max"_s, u"1.1"_s} << false
        << "protocol version"_ba << u"older than TLS 1.2"_s;
    QTest::newRow("a client certificate")
        << true << QStringList{u"--cacert"_s, ca} + with(u"client"_s) << true << "hello"_ba
        << u"peer CN=client"_s;
    QTest::newRow("no client certificate")
        << true << QStringList{u"--cacert"_s, ca} << false << "certificate required"_ba
        << u"showed no certificate"_s;
    QTest::newRow("no client certificate, TLS 1.2")
        << true << QStringList{u"--cacert"_s, ca, u"--tls-max"_s, u"1.2"_s} << false
        << "handshake failure"_ba << u"showed no certificate"_s;
    QTest::newRow("a stranger's certificate")
        << true << QStringList{u"--cacert"_s, ca} + with(u"stranger"_s) << false << "alert"_ba
        << u"the client's certificate does not do"_s;
}

void TestTlsTools::curl()
{
    QFETCH(const bool, demands);
    QFETCH(const QStringList, options);
    QFETCH(const bool, accepted);
    QFETCH(const QByteArray, prints);
    QFETCH(const QString, recorded);
    TlsHost host(serverConfiguration(demands ? m_server : m_open));
    host.answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"_ba;
    host.closesOnFailure = true;
    Tool curl(u"curl"_s,
              QStringList{u"-sS"_s, u"--http1.1"_s, u"--max-time"_s, u"20"_s, host.url()}
                  + options);
    QVERIFY(curl.ends());
    QVERIFY2((curl.exitCode() == 0) == accepted, curl.output().constData());
    QVERIFY2(curl.output().contains(prints), curl.output().constData());
    QTRY_VERIFY(host.end.ended || host.end.broken);
    const QString record = host.ready > 0 ? describe(host.tls().facts()) : host.failure;
    QVERIFY2(record.contains(recorded), qPrintable(record));
}

void TestTlsTools::curlUploadsAndDownloads()
{
    constexpr qsizetype kSize = 8 * 1024 * 1024;
    const QByteArray body(kSize, 'b');
    m_files.write(u"body"_s, body);
    TlsHost host(serverConfiguration(m_open));
    Tool curl(u"curl"_s,
              {u"-sS"_s, u"--http1.1"_s, u"--cacert"_s, m_files.path(u"self.pem"_s), u"-o"_s,
               m_files.path(u"got"_s), u"--max-time"_s, u"25"_s, u"-H"_s, u"Expect:"_s,
               u"--data-binary"_s, u'@' + m_files.path(u"body"_s), host.url()});
    QTRY_VERIFY_WITH_TIMEOUT(host.received.endsWith(body), Tool::kPatience);
    host.send("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(kSize) + "\r\n\r\n"
              + body);
    QVERIFY(curl.ends());
    QVERIFY2(curl.exitCode() == 0, curl.output().constData());
    QVERIFY(m_files.read(u"got"_s) == body);
}

void TestTlsTools::versions_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("prints");
    QTest::addColumn<bool>("accepted");

    QTest::newRow("TLS 1.0") << u"-tls1"_s << "alert protocol version"_ba << false;
    QTest::newRow("TLS 1.1") << u"-tls1_1"_s << "alert protocol version"_ba << false;
    QTest::newRow("TLS 1.2") << u"-tls1_2"_s << "ALPN protocol: h2"_ba << true;
    QTest::newRow("TLS 1.3") << u"-tls1_3"_s << "ALPN protocol: h2"_ba << true;
}

/// With a security level that lets openssl itself speak the old versions: it is the server that
/// refuses them.
void TestTlsTools::versions()
{
    QFETCH(const QString, option);
    QFETCH(const QByteArray, prints);
    QFETCH(const bool, accepted);
    TlsHost host(serverConfiguration(m_open));
    host.closesOnFailure = true;
    Tool client(u"openssl"_s,
                {u"s_client"_s, option, u"-cipher"_s, u"ALL:@SECLEVEL=0"_s, u"-CAfile"_s,
                 m_files.path(u"self.pem"_s), u"-verify_return_error"_s, u"-alpn"_s,
                 u"h2,http/1.1"_s, u"-connect"_s, u"127.0.0.1:%1"_s.arg(host.serverPort())});
    client.closeWriteChannel();
    QVERIFY(client.ends());
    QVERIFY2(client.output().contains(prints), client.output().constData());
    QTRY_VERIFY(host.end.ended || host.end.broken);
    QCOMPARE(host.ready, accepted ? 1 : 0);
    QCOMPARE(host.end.broken, !accepted);
}

void TestTlsTools::halfClose_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<bool>("arrives");

    QTest::newRow("close_notify only") << QStringList() << true;
    QTest::newRow("the end of TCP too") << QStringList{u"fin"_s} << false;
}

/// A client that is done sending and waits for its answer. The last row is what QSslSocket cannot
/// do; there the transport must at least not claim that the answer has left.
void TestTlsTools::halfClose()
{
    QFETCH(const QStringList, more);
    QFETCH(const bool, arrives);
    TlsHost host(serverConfiguration(m_open));
    Tool client(u"python3"_s,
                QStringList{QStringLiteral(PUSHBENCH_TEST_DIR "/tls/halfclose.py"),
                            QString::number(host.serverPort()), m_files.path(u"self.pem"_s)}
                    + more);
    QTRY_VERIFY_WITH_TIMEOUT(host.end.ended, Tool::kPatience);
    QVERIFY(!host.end.truncated);
    if (!arrives)
        QTRY_VERIFY(!host.tls().canSend());
    host.send("the answer"_ba);
    QVERIFY(client.ends());
    QVERIFY2(client.output().contains("the answer") == arrives, client.output().constData());
    QCOMPARE(host.allMoved(), arrives);
    QCOMPARE(host.end.broken, !arrives);
}

QTEST_GUILESS_MAIN(TestTlsTools)
#include "tst_tlstools.moc"
