// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/selfsigned.h"
#include "core/wire/tls/tlsclientcontext.h"
#include "tests/support/testcase.h"
#include "tests/wire/sender.h"
#include "tests/wire/server/gate.h"
#include "tests/wire/tls/testcertificates.h"
#include "tests/wire/tls/tlshost.h"

using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;
using namespace Qt::StringLiterals;

/// The push client's verdicts are as true over TLS as without.
class TestClientTls final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void answersAndReuse();
    void largeBodiesBothWays();
    void endings_data();
    void endings();
    void timeOutBeforeAllHasLeft();
    void resetBeforeAllHasLeft();
    void nothingLeavesAfterTheVerdict();
    void timeOutInTheHandshake();
    void certificatesThatAreNotTrusted_data();
    void certificatesThatAreNotTrusted();
    void certificatesOutOfTime_data();
    void certificatesOutOfTime();
    void insecureTakesAny();
    void wrongContexts();

private:
    [[nodiscard]] ClientConfig config(quint16 port, const TlsSettings &settings = {}) const;

    TlsSettings m_server; ///< Signed by itself.
};

void TestClientTls::initTestCase()
{
    m_server = selfSignedSettings();
}

ClientConfig TestClientTls::config(quint16 port, const TlsSettings &settings) const
{
    TlsSettings own = settings;
    if (own.authorities.isEmpty() && !own.insecure)
        own.authorities = m_server.chain;
    own.protocols = {kAlpnHttp11.toByteArray()};
    return {.host = u"127.0.0.1"_s, .port = port, .tls = TlsClientContext::make(own).value()};
}

void TestClientTls::answersAndReuse()
{
    Gate gate(ServerConfig{.tls = m_server});
    Sender sender(config(gate.port()));
    sender.send(post("/a", "hello"));
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "answered 200 /a");
    const QByteArray tls = sender.logs.front().tls;
    QVERIFY2(tls.startsWith("TLS 1.3, TLS_"), tls.constData());
    QVERIFY2(tls.contains("peer CN="), tls.constData());
    QVERIFY(sender.logs.front().connected);
    sender.send(post("/b", "x"));
    QVERIFY(sender.waitForLogs(2));
    QCOMPARE(sender.verdict(), "reused, answered 200 /b");
    QCOMPARE(sender.logs.back().tls, tls);
}

void TestClientTls::largeBodiesBothWays()
{
    TlsHost host(serverConfiguration(m_server));
    const QByteArray large(3 * 1024 * 1024, 'y');
    host.answer = QByteArray("HTTP/1.1 200 OK\r\nContent-Length: ")
                      .append(QByteArray::number(large.size()))
                      .append("\r\n\r\n")
                      .append(large);
    Sender sender(config(host.serverPort()));
    const QByteArray request = post("/a", QByteArray(2 * 1024 * 1024, 'x'));
    sender.send(request);
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.logs.front().response->body, large);
    QVERIFY(spinUntil([&] { return host.received.size() == request.size(); }));
}

void TestClientTls::endings_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("ending");
    QTest::addColumn<QByteArray>("verdict");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const char *answer, const char *ending,
                        const char *verdict, const QString &fault) {
        QTest::newRow(name) << QByteArray(answer) << QByteArray(ending) << QByteArray(verdict)
                            << fault;
    };
    row("the end without an answer", "", "orderly", "unknown", u"the peer closed without"_s);
    row("a reset without an answer", "", "reset", "unknown", u"broke the connection off"_s);
    row("the end in an answer", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", "orderly",
        "unknown", u"the peer closed in the middle"_s);
    row("a body until the end", "HTTP/1.1 200 OK\r\n\r\n{}", "orderly", "answered 200 {}", {});
    row("a body until a reset", "HTTP/1.1 200 OK\r\n\r\n{}", "reset", "unknown", {});
    // Anybody on the way can end TCP; only the peer can say close_notify.
    row("a body until the end of TCP", "HTTP/1.1 200 OK\r\n\r\n{}", "truncated", "unknown",
        u"no goodbye by TLS"_s);
}

void TestClientTls::endings()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, ending);
    QFETCH(QString, fault);
    TlsHost host(serverConfiguration(m_server));
    Sender sender(config(host.serverPort()));
    const QByteArray request = post("/a", "hello");
    sender.send(request);
    QVERIFY(spinUntil([&] { return host.received == request; }));
    if (!answer.isEmpty()) {
        host.send(answer);
        QVERIFY(spinUntil([&] { return host.allMoved(); }));
    }
    if (ending == "reset")
        host.transport->reset();
    else if (ending == "truncated")
        host.endTcp();
    else
        host.hangUp();
    QVERIFY(sender.waitForLogs());
    QTEST(sender.verdict(), "verdict");
    QVERIFY2(sender.logs.front().fault.contains(fault), qPrintable(sender.logs.front().fault));
    QVERIFY(sender.logs.front().handedOver);
}

void TestClientTls::timeOutBeforeAllHasLeft()
{
    TlsHost host(serverConfiguration(m_server));
    host.reads = false;
    ClientConfig slow = config(host.serverPort());
    slow.timeout = 1s;
    Sender sender(slow);
    sender.send(post("/a", QByteArray(32 * 1024 * 1024, 'x')));
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
    QVERIFY(sender.logs.front().bytesHandedOver > 0);
    QVERIFY(!sender.logs.front().handedOver);
}

void TestClientTls::resetBeforeAllHasLeft()
{
    TlsHost host(serverConfiguration(m_server));
    host.reads = false;
    Sender sender(config(host.serverPort()));
    sender.send(post("/a", QByteArray(32 * 1024 * 1024, 'x')));
    QVERIFY(spinUntil([&] { return host.ready == 1; }));
    host.transport->reset();
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
}

/// The last record of a request waits in the client when the time is up: the verdict is "certainly
/// not delivered", so it must never leave.
void TestClientTls::nothingLeavesAfterTheVerdict()
{
    TlsHost host(serverConfiguration(m_server));
    host.reads = false;
    ClientConfig slow = config(host.serverPort());
    slow.timeout = 1s;
    Sender sender(slow);
    const QByteArray request = post("/a", QByteArray(16 * 1024 * 1024, 'x'));
    sender.send(request);
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
    host.startReading();
    QVERIFY(spinUntil([&] { return host.end.ended || host.end.broken; }));
    QVERIFY(host.received.size() < request.size());
    QVERIFY(request.startsWith(host.received));
}

void TestClientTls::timeOutInTheHandshake()
{
    RawListener silent;
    ClientConfig slow = config(silent.port());
    slow.timeout = 200ms;
    Sender sender(slow);
    sender.send(post("/a", "x"));
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
    QCOMPARE(sender.logs.front().fault,
             u"the TLS handshake with 127.0.0.1:%1 did not end within 0.2 s"_s.arg(silent.port()));
}

void TestClientTls::certificatesThatAreNotTrusted_data()
{
    QTest::addColumn<QStringList>("making");
    QTest::addColumn<bool>("isTrusted");
    QTest::addColumn<QString>("words");
    QTest::newRow("signed by nobody that is known")
        << QStringList{u"-days"_s, u"2"_s, u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s} << false
        << u"nobody that is trusted has signed its certificate (CN=server, signed by itself)"_s;
    QTest::newRow("for another address")
        << QStringList{u"-days"_s, u"2"_s, u"-addext"_s, u"subjectAltName=IP:127.0.0.9"_s} << true
        << u"its certificate is for 127.0.0.9 and not for 127.0.0.1"_s;
    QTest::newRow("for nobody by name") << QStringList{u"-days"_s, u"2"_s} << true
                                        << u"its certificate is for server and not for"_s;
}

void TestClientTls::certificatesThatAreNotTrusted()
{
    QFETCH(QStringList, making);
    QFETCH(bool, isTrusted);
    QFETCH(QString, words);
    TestCertificates files;
    files.run(QStringList{u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                          u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-subj"_s,
                          u"/CN=server"_s, u"-keyout"_s, u"server.key"_s, u"-out"_s,
                          u"server.pem"_s}
              + making);
    QVERIFY2(files.isValid(), qPrintable(files.trouble()));
    const Identity identity = files.identity(u"server"_s);
    Gate gate(ServerConfig{.tls = TlsSettings{.chain = identity.chain, .key = identity.key}});
    Sender sender(
        config(gate.port(), {.authorities = isTrusted ? identity.chain : m_server.chain}));
    sender.send(post("/a", "x"));
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
    const QString fault = sender.logs.front().fault;
    QVERIFY2(fault.startsWith(u"the server is not trusted: "_s), qPrintable(fault));
    QVERIFY2(fault.contains(words), qPrintable(fault));
    QCOMPARE(sender.logs.front().bytesHandedOver, 0);
    QCOMPARE(gate.arrived(), 0);
}

void TestClientTls::certificatesOutOfTime_data()
{
    QTest::addColumn<int>("years");
    QTest::addColumn<QString>("words");
    QTest::newRow("expired") << -20 << u"is no longer valid ("_s;
    QTest::newRow("not valid yet") << 20 << u"is not valid yet ("_s;
}

void TestClientTls::certificatesOutOfTime()
{
    QFETCH(int, years);
    QFETCH(QString, words);
    const WallTime then = SystemClock().now().wall + std::chrono::years(years);
    const Result<SelfSigned> made = makeSelfSigned({}, then);
    QVERIFY(made);
    const Result<Identity> identity =
        parseIdentity(made->certificatePem, made->keyPem, then, u"certificate"_s, u"key"_s);
    QVERIFY(identity);
    Gate gate(ServerConfig{.tls = TlsSettings{.chain = identity->chain, .key = identity->key}});
    Sender sender(config(gate.port(), {.authorities = identity->chain}));
    sender.send(post("/a", "x"));
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "not delivered");
    const QString fault = sender.logs.front().fault;
    QVERIFY2(fault.contains(words), qPrintable(fault));
}

void TestClientTls::insecureTakesAny()
{
    Gate gate(ServerConfig{.tls = m_server});
    Sender sender(config(gate.port(), {.insecure = true}));
    sender.send(post("/a", "x"));
    QVERIFY(sender.waitForLogs());
    QCOMPARE(sender.verdict(), "answered 200 /a");
    QVERIFY(sender.logs.front().tls.endsWith("NOT VERIFIED"));
}

void TestClientTls::wrongContexts()
{
    TlsSettings settings{.chain = m_server.chain, .key = selfSignedSettings().key};
    const auto made = TlsClientContext::make(settings);
    QVERIFY(!made);
    QVERIFY(made.fault().text.contains(u"use the client's certificate and key"_s));
}

QTEST_GUILESS_MAIN(TestClientTls)
#include "tst_clienttls.moc"
