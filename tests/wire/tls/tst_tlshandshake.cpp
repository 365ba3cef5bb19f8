// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/tls/testcertificates.h"
#include "tests/wire/tls/tlshost.h"

#include <QSslCipher>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;

class TestTlsHandshake final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void versions_data();
    void versions();
    void protocols_data();
    void protocols();
    void noProtocolInCommon();
    void clientCertificates_data();
    void clientCertificates();
    void untrustedServers_data();
    void untrustedServers();
    void authoritiesReplaceTheSystems();
    void faultyFilesDisturbNoConnection();
    void troubleInWords();

private:
    [[nodiscard]] TlsSettings clientSettings(const QString &name) const;

    TestCertificates m_files;
    TlsSettings m_server;
};

void TestTlsHandshake::initTestCase()
{
    for (const QString &authority : {u"ca"_s, u"other-ca"_s})
        m_files.makeAuthority(authority);
    m_files.makeSigned(u"server"_s, u"ca"_s);
    m_files.makeSigned(u"client"_s, u"ca"_s);
    m_files.makeSigned(u"stranger"_s, u"other-ca"_s);
    QVERIFY2(m_files.isValid(), qPrintable(m_files.trouble()));
    const Identity identity = m_files.identity(u"server"_s);
    m_server = {.chain = identity.chain, .key = identity.key};
}

/// Trusts the server's authority, and shows the named certificate.
TlsSettings TestTlsHandshake::clientSettings(const QString &name) const
{
    TlsSettings settings{.authorities = m_files.authorities(u"ca"_s)};
    if (!name.isEmpty()) {
        const Identity identity = m_files.identity(name);
        settings.chain = identity.chain;
        settings.key = identity.key;
    }
    return settings;
}

void TestTlsHandshake::versions_data()
{
    QTest::addColumn<QSsl::SslProtocol>("asked");
    QTest::addColumn<QByteArray>("got");

    QTest::newRow("1.2") << QSsl::TlsV1_2 << "TLS 1.2"_ba;
    QTest::newRow("1.3") << QSsl::TlsV1_3 << "TLS 1.3"_ba;
    QTest::newRow("any, which is the newest") << QSsl::AnyProtocol << "TLS 1.3"_ba;
}

void TestTlsHandshake::versions()
{
    QFETCH(const QSsl::SslProtocol, asked);
    QFETCH(const QByteArray, got);
    TlsHost host(serverConfiguration(m_server));
    QSslSocket client;
    QSslConfiguration configuration = clientConfiguration(clientSettings({}));
    configuration.setProtocol(asked);
    client.setSslConfiguration(configuration);
    client.connectToHostEncrypted(u"127.0.0.1"_s, host.serverPort());
    QTRY_COMPARE(host.ready, 1);
    QTRY_VERIFY(client.isEncrypted());
    const TlsFacts &facts = host.tls().facts();
    QCOMPARE(facts.version, got);
    QCOMPARE(facts.cipher, client.sessionCipher().name().toLatin1());
    QCOMPARE(facts.peerSubject, QString());
    QCOMPARE(describe(facts), QString::fromLatin1(got + ", " + facts.cipher));
}

void TestTlsHandshake::protocols_data()
{
    QTest::addColumn<QByteArrayList>("offered");
    QTest::addColumn<QByteArrayList>("asked");
    QTest::addColumn<QByteArray>("agreed");

    const QByteArrayList both{kAlpnHttp2.toByteArray(), kAlpnHttp11.toByteArray()};
    const QByteArrayList reverse{kAlpnHttp11.toByteArray(), kAlpnHttp2.toByteArray()};
    QTest::newRow("both want both") << both << both << "h2"_ba;
    QTest::newRow("the client asks for 1.1") << both << both.mid(1) << "http/1.1"_ba;
    QTest::newRow("the server offers only 1.1") << both.mid(1) << both << "http/1.1"_ba;
    QTest::newRow("the client's order counts") << both << reverse << "http/1.1"_ba;
    QTest::newRow("the client asks for nothing") << both << QByteArrayList() << QByteArray();
    QTest::newRow("the server offers nothing") << QByteArrayList() << both << QByteArray();
}

void TestTlsHandshake::protocols()
{
    QFETCH(const QByteArrayList, offered);
    QFETCH(const QByteArrayList, asked);
    QFETCH(const QByteArray, agreed);
    TlsSettings settings = m_server;
    settings.protocols = offered;
    TlsHost host(serverConfiguration(settings));
    QSslSocket client;
    TlsSettings clients = clientSettings({});
    clients.protocols = asked;
    client.setSslConfiguration(clientConfiguration(clients));
    client.connectToHostEncrypted(u"127.0.0.1"_s, host.serverPort());
    QTRY_COMPARE(host.ready, 1);
    QTRY_VERIFY(client.isEncrypted());
    QCOMPARE(host.tls().facts().protocol, agreed);
    QCOMPARE(factsOf(client).protocol, agreed);
}

void TestTlsHandshake::noProtocolInCommon()
{
    TlsSettings settings = m_server;
    settings.protocols = {kAlpnHttp2.toByteArray()};
    TlsHost host(serverConfiguration(settings));
    QSslSocket client;
    TlsSettings clients = clientSettings({});
    clients.protocols = {"spdy/3"_ba};
    client.setSslConfiguration(clientConfiguration(clients));
    client.connectToHostEncrypted(u"127.0.0.1"_s, host.serverPort());
    QTRY_VERIFY(host.end.broken);
    QVERIFY2(host.failure.contains(u"by ALPN"), qPrintable(host.failure));
}

void TestTlsHandshake::clientCertificates_data()
{
    QTest::addColumn<QSsl::SslProtocol>("version");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("refusal");

    for (const auto version : {QSsl::TlsV1_2, QSsl::TlsV1_3}) {
        const char *name = version == QSsl::TlsV1_2 ? "TLS 1.2" : "TLS 1.3";
        QTest::addRow("%s, the right one", name) << version << u"client"_s << QString();
        QTest::addRow("%s, none", name) << version << QString() << u"showed no certificate"_s;
        QTest::addRow("%s, of another authority", name)
            << version << u"stranger"_s << u"the client's certificate does not do"_s;
    }
}

void TestTlsHandshake::clientCertificates()
{
    QFETCH(const QSsl::SslProtocol, version);
    QFETCH(const QString, shown);
    QFETCH(const QString, refusal);
    TlsSettings settings = m_server;
    settings.authorities = m_files.authorities(u"ca"_s);
    TlsHost host(serverConfiguration(settings));
    host.closesOnFailure = true;
    QSslSocket client;
    QSslConfiguration configuration = clientConfiguration(clientSettings(shown));
    configuration.setProtocol(version);
    client.setSslConfiguration(configuration);
    // More than the server reads at once: closing upon it would be a reset, and the alert lost.
    const QByteArray request(1024 * 1024, 'x');
    std::optional<QSsl::AlertType> alert;
    bool encrypted = false;
    connect(&client, &QSslSocket::alertReceived, &client,
            [&alert](QSsl::AlertLevel, QSsl::AlertType type) {
                if (!alert)
                    alert = type;
            });
    connect(&client, &QSslSocket::encrypted, &client, [&] {
        encrypted = true;
        client.write(request);
        client.flush();
    });
    client.connectToHostEncrypted(u"127.0.0.1"_s, host.serverPort());
    if (refusal.isEmpty()) {
        QTRY_COMPARE(host.received.size(), request.size());
        QCOMPARE(host.tls().facts().peerSubject, u"CN="_s + shown);
        QCOMPARE(host.tls().facts().peerFingerprint,
                 fingerprint(m_files.identity(shown).chain.first()));
        return;
    }
    QTRY_VERIFY(host.end.broken);
    QVERIFY2(host.failure.contains(refusal), qPrintable(host.failure));
    QCOMPARE(host.ready, 0);
    QCOMPARE(host.received, QByteArray());
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QVERIFY2(alert.has_value(), "the client was not told why");
    // A client of TLS 1.3 is done before the server has seen its certificate: it learns of the
    // refusal when it reads.
    QCOMPARE(encrypted, version == QSsl::TlsV1_3);
}

void TestTlsHandshake::untrustedServers_data()
{
    QTest::addColumn<QString>("trusted");
    QTest::addColumn<bool>("insecure");
    QTest::addColumn<bool>("accepted");

    QTest::newRow("its authority") << u"ca"_s << false << true;
    QTest::newRow("another authority") << u"other-ca"_s << false << false;
    QTest::newRow("the system's") << QString() << false << false;
    QTest::newRow("anybody") << QString() << true << true;
}

void TestTlsHandshake::untrustedServers()
{
    QFETCH(const QString, trusted);
    QFETCH(const bool, insecure);
    QFETCH(const bool, accepted);
    TlsHost host(serverConfiguration(m_server));
    QSslSocket client;
    client.setSslConfiguration(clientConfiguration(
        {.authorities = trusted.isEmpty() ? QList<QSslCertificate>() : m_files.authorities(trusted),
         .insecure = insecure}));
    client.connectToHostEncrypted(u"127.0.0.1"_s, host.serverPort());
    QTRY_VERIFY(client.isEncrypted() || client.error() != QAbstractSocket::UnknownSocketError);
    QCOMPARE(client.isEncrypted(), accepted);
}

/// Whoever names authorities means these and no others: the system's must not come in through
/// OpenSSL's back door.
void TestTlsHandshake::authoritiesReplaceTheSystems()
{
    TlsSettings settings = m_server;
    settings.authorities = m_files.authorities(u"ca"_s);
    QCOMPARE(serverConfiguration(settings).caCertificates(), settings.authorities);
    QCOMPARE(serverConfiguration(m_server).caCertificates(), QList<QSslCertificate>());
    QCOMPARE(serverConfiguration(m_server).peerVerifyMode(), QSslSocket::VerifyNone);
    QCOMPARE(clientConfiguration(clientSettings({})).caCertificates(), settings.authorities);
}

/// OpenSSL's queue of errors belongs to the thread, and so to every socket on it.
void TestTlsHandshake::faultyFilesDisturbNoConnection()
{
    TlsHost host(serverConfiguration(m_server));
    QSslSocket client;
    client.setSslConfiguration(clientConfiguration(clientSettings({})));
    client.connectToHostEncrypted(u"127.0.0.1"_s, host.serverPort());
    QTRY_COMPARE(host.ready, 1);
    QTRY_VERIFY(client.isEncrypted());
    const QByteArray certificate = m_files.read(u"server.pem"_s);
    for (const char *name : {"ca.key", "server.pem"}) {
        const QByteArray key = m_files.read(QString::fromLatin1(name));
        QVERIFY(!parseIdentity(certificate, key, SystemClock().now().wall, {}, {}));
    }
    client.write("question"); // Whoever moves first would meet the error.
    QTRY_COMPARE(host.received, "question"_ba);
    QVERIFY2(client.error() == QAbstractSocket::UnknownSocketError,
             qPrintable(client.errorString()));
    QVERIFY(!host.end.broken);
}

void TestTlsHandshake::troubleInWords()
{
    using Alert = QSsl::AlertType;
    const auto words = [](const HandshakeTrouble &trouble) { return describe(trouble); };
    QCOMPARE(words({.peerLeft = true}),
             u"the peer closed the connection during the TLS handshake"_s);
    QCOMPARE(words({.libraryText = u"odd"_s}), u"the TLS handshake failed: odd"_s);
    QCOMPARE(words({.alertReceived = Alert::UnknownCa, .peerLeft = true}),
             u"the peer broke off the TLS handshake: it does not trust the server's certificate;"
             " give it the certificate, or the authority that signed it, to trust"_s);
    QCOMPARE(words({.alertSent = Alert::InternalError, .libraryText = u"odd"_s}),
             u"the TLS handshake was refused: with alert 80 (odd)"_s);
    QCOMPARE(words({.alertReceived = Alert::InternalError}),
             u"the peer broke off the TLS handshake: by alert 80"_s);
}

QTEST_GUILESS_MAIN(TestTlsHandshake)
#include "tst_tlshandshake.moc"
