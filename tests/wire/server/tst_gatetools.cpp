// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"
#include "tests/wire/server/gate.h"
#include "tests/wire/tls/testcertificates.h"
#include "tests/wire/tool.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <array>

#include <arpa/inet.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::wire;

namespace {

enum class Over : quint8 {
    Http1,
    Http2,
    Http2Tls,
};

/// Bytes that this process holds in memory.
qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

/// A connection that says nothing, and costs this side nothing but a descriptor.
int connectSilently(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0 ? fd : -1;
}

} // namespace

/// Foreign clients at the gate, well-behaved and otherwise.
class TestGateTools final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void curl_data();
    void curl();
    void curlSeesTheFault_data();
    void curlSeesTheFault();
    void mutualTls();
    void nghttp();
    void h2load_data();
    void h2load();
    void silentConnections();
    void slowAttacks_data();
    void slowAttacks();

private:
    [[nodiscard]] QStringList reaching(Over over, const Gate &gate, const QString &path) const;
    [[nodiscard]] ServerConfig configFor(Over over) const;
    [[nodiscard]] bool answersCurl(Over over, const Gate &gate) const;

    TestCertificates m_files;
    TlsSettings m_settings;
};

void TestGateTools::initTestCase()
{
    m_files.makeAuthority(u"ca"_s);
    m_files.makeSigned(u"server"_s, u"ca"_s);
    m_files.makeSigned(u"client"_s, u"ca"_s);
    QVERIFY2(m_files.isValid(), qPrintable(m_files.trouble()));
    const Identity identity = m_files.identity(u"server"_s);
    m_settings = {.chain = identity.chain, .key = identity.key};
}

ServerConfig TestGateTools::configFor(Over over) const
{
    return {.tls = over == Over::Http2Tls ? std::optional(m_settings) : std::nullopt};
}

QStringList TestGateTools::reaching(Over over, const Gate &gate, const QString &path) const
{
    const QString scheme = over == Over::Http2Tls ? u"https"_s : u"http"_s;
    const QString url = u"%1://127.0.0.1:%2%3"_s.arg(scheme).arg(gate.port()).arg(path);
    QStringList arguments{u"-sS"_s, u"--max-time"_s, u"20"_s, url};
    switch (over) {
    case Over::Http1:
        return arguments << u"--http1.1"_s;
    case Over::Http2:
        return arguments << u"--http2-prior-knowledge"_s;
    case Over::Http2Tls:
        return arguments << u"--http2"_s << u"--cacert"_s << m_files.path(u"ca.pem"_s);
    }
    Q_UNREACHABLE();
}

bool TestGateTools::answersCurl(Over over, const Gate &gate) const
{
    Tool curl(u"curl"_s, reaching(over, gate, u"/good"_s));
    return curl.ends() && curl.exitCode() == 0 && curl.output() == "/good";
}

void TestGateTools::curl_data()
{
    QTest::addColumn<int>("over");
    QTest::newRow("HTTP/1.1") << int(Over::Http1);
    QTest::newRow("HTTP/2") << int(Over::Http2);
    QTest::newRow("HTTP/2 over TLS") << int(Over::Http2Tls);
}

/// A body of some size, and then a request without any on the same connection; except that
/// curl 7.88 cannot use a connection again that it began by prior knowledge, whatever the server.
void TestGateTools::curl()
{
    QFETCH(int, over);
    constexpr qsizetype kSize = 1024 * 1024;
    m_files.write(u"body"_s, QByteArray(kSize, 'b'));
    Gate gate(configFor(Over(over)));
    QStringList arguments = reaching(Over(over), gate, u"/up"_s);
    arguments << u"--data-binary"_s << u'@' + m_files.path(u"body"_s) << u"-w"_s
              << u" %{http_version}"_s;
    if (Over(over) != Over::Http2)
        arguments << u"--next"_s << reaching(Over(over), gate, u"/bare"_s) << u"-w"_s
                  << u" %{num_connects}"_s;
    Tool curl(u"curl"_s, arguments);
    QVERIFY(curl.ends());
    QCOMPARE(curl.output(),
             Over(over) == Over::Http1       ? "/up 1.1/bare 0"
                 : Over(over) == Over::Http2 ? "/up 2"
                                             : "/up 2/bare 0");
    QVERIFY(gate.log().contains("arrived POST /up 1048576"));
    QVERIFY(gate.failed().empty());
    QTRY_COMPARE(gate.server().heldBytes(), 0);
}

void TestGateTools::curlSeesTheFault_data()
{
    QTest::addColumn<int>("over");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("exitCode");
    struct Row
    {
        const char *fault;
        int http1;
        int http2;
        int http2Tls;
    };
    // What curl 7.88 makes of them: 16 framing of HTTP/2, 18 partial, 28 time-out, 52 empty reply,
    // 56 reset, 92 error of a stream.
    constexpr std::array<Row, 10> kRows{{
        {"reset", 56, 56, 56},
        {"reset-during", 56, 56, 56},
        {"reset-after", 0, 56, 56},
        {"close", 52, 18, 18},
        {"truncate", 18, 92, 92},
        {"wrong-length", 18, 92, 92},
        {"drip", 0, 0, 0},
        {"never", 28, 28, 28},
        {"stream-reset", 56, 92, 92},
        {"goaway", 52, 16, 16},
    }};
    for (const Row &row : kRows) {
        const auto add = [&row](const char *over, Over which, int exitCode) {
            QTest::addRow("%s on %s", row.fault, over)
                << int(which) << QString::fromLatin1(row.fault) << exitCode;
        };
        add("HTTP/1.1", Over::Http1, row.http1);
        add("HTTP/2", Over::Http2, row.http2);
        add("HTTP/2 over TLS", Over::Http2Tls, row.http2Tls);
    }
}

void TestGateTools::curlSeesTheFault()
{
    QFETCH(int, over);
    QFETCH(QString, fault);
    QFETCH(int, exitCode);
    Gate gate(configFor(Over(over)));
    gate.goesWrong = true;
    QTimer time; // A dripping answer waits for it.
    time.callOnTimeout([&] { gate.clock().advance(10ms); });
    if (fault == u"drip")
        time.start(1ms);
    QStringList arguments = reaching(Over(over), gate, u'/' + fault);
    if (fault == u"never")
        arguments << u"--max-time"_s << u"1"_s;
    Tool curl(u"curl"_s, arguments);
    QVERIFY(curl.ends());
    // A reset may meet curl when it sends (55) as well as when it receives. One behind a whole
    // answer may come too late to be seen at all.
    const bool seen = curl.exitCode() == exitCode || (exitCode == 56 && curl.exitCode() == 55)
        || (fault == u"reset-after" && QList{0, 55, 56}.contains(curl.exitCode()));
    QVERIFY2(seen,
             QByteArray::number(curl.exitCode()).append(": ").append(curl.output()).constData());
    QTRY_COMPARE(gate.server().connectionCount(), 0);
    QCOMPARE(gate.log().count("lost") + gate.log().count("handed over"), gate.arrived());
    QVERIFY(answersCurl(Over(over), gate));
}

void TestGateTools::mutualTls()
{
    TlsSettings settings = m_settings;
    settings.authorities = m_files.authorities(u"ca"_s);
    Gate gate({.tls = settings}, Gate::Answers::Later);
    {
        Tool stranger(u"curl"_s, reaching(Over::Http2Tls, gate, u"/"_s));
        QVERIFY(stranger.ends());
        QVERIFY(stranger.exitCode() != 0);
        QTRY_COMPARE(gate.failed().size(), size_t(1));
        QVERIFY(gate.failed().front().refusal.reason.contains(u"showed no certificate"));
    }
    Tool curl(u"curl"_s,
              reaching(Over::Http2Tls, gate, u"/"_s)
                  << u"--cert"_s << m_files.path(u"client.pem"_s) << u"--key"_s
                  << m_files.path(u"client.key"_s));
    QTRY_COMPARE(gate.waiting().size(), size_t(1));
    QCOMPARE(gate.waiting().front().tls->peerSubject, u"CN=client"_s);
    QCOMPARE(gate.waiting().front().tls->protocol, "h2");
    QVERIFY(gate.answer());
    QVERIFY(curl.ends());
    QCOMPARE(curl.exitCode(), 0);
}

void TestGateTools::nghttp()
{
    Gate gate;
    Tool nghttp(u"nghttp"_s, {u"-v"_s, u"http://127.0.0.1:%1/a"_s.arg(gate.port())});
    QVERIFY(nghttp.ends());
    QVERIFY2(nghttp.output().contains(":status: 200"), nghttp.output().constData());
    QVERIFY(!nghttp.output().contains("PROTOCOL_ERROR"));
    QVERIFY(gate.failed().empty());
}

void TestGateTools::h2load_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("over TLS") << true;
}

void TestGateTools::h2load()
{
    QFETCH(bool, tls);
    Gate gate(configFor(tls ? Over::Http2Tls : Over::Http2));
    Tool h2load(u"h2load"_s,
                {u"-n"_s, u"2000"_s, u"-c"_s, u"4"_s, u"-m"_s, u"10"_s,
                 u"%1://127.0.0.1:%2/a"_s.arg(tls ? u"https"_s : u"http"_s).arg(gate.port())});
    QVERIFY(h2load.ends());
    QVERIFY2(h2load.output().contains("2000 succeeded, 0 failed"), h2load.output().constData());
    QCOMPARE(gate.arrived(), 2000);
    QVERIFY(gate.failed().empty());
}

/// They hold descriptors, and nobody up.
void TestGateTools::silentConnections()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    const int count = qMin(5000, int(qMin<rlim_t>(limit.rlim_cur, 100'000)) / 2 - 200);
    Gate gate(configFor(Over::Http2Tls));
    const auto measured = [&] {
        QElapsedTimer elapsed;
        elapsed.start();
        return answersCurl(Over::Http2Tls, gate) ? elapsed.elapsed() : -1;
    };
    const qint64 before = measured();
    QVERIFY(before >= 0);
    const qint64 memory = residentBytes();
    std::vector<int> silent;
    for (int i = 0; i < count; ++i) {
        silent.push_back(connectSilently(gate.port()));
        QVERIFY(silent.back() >= 0);
        if (i % 64 == 0)
            spinOnce();
    }
    QTRY_COMPARE_WITH_TIMEOUT(gate.server().connectionCount(), count, 20'000);
    const qint64 grown = residentBytes() - memory;
    const qint64 after = measured();
    qInfo("%d silent connections: %lld KB, a request takes %lld ms (alone %lld ms)", count,
          static_cast<long long>(grown / 1024), static_cast<long long>(after),
          static_cast<long long>(before));
    for (const int fd : silent)
        ::close(fd);
    QVERIFY(after >= 0);
    QVERIFY(after - before < 1000);
    QVERIFY(grown < qint64(count) * 16 * 1024);
    QVERIFY(gate.failed().empty());
}

void TestGateTools::slowAttacks_data()
{
    QTest::addColumn<QStringList>("mode");
    QTest::newRow("slow heads") << QStringList{u"-H"_s};
    QTest::newRow("slow bodies") << QStringList{u"-B"_s};
    QTest::newRow("ranges") << QStringList{u"-R"_s};
    QTest::newRow("slow reading") << QStringList{u"-X"_s, u"-w"_s, u"1"_s, u"-y"_s, u"10"_s};
}

void TestGateTools::slowAttacks()
{
    QFETCH(QStringList, mode);
    Gate gate;
    Tool attack(u"slowhttptest"_s,
                mode
                    + QStringList{u"-c"_s, u"200"_s, u"-r"_s, u"200"_s, u"-i"_s, u"1"_s, u"-l"_s,
                                  u"3"_s, u"-u"_s, u"http://127.0.0.1:%1/a"_s.arg(gate.port())});
    QTRY_VERIFY_WITH_TIMEOUT(gate.server().connectionCount() > 0 || gate.arrived() > 0, 20'000);
    QVERIFY(answersCurl(Over::Http1, gate));
    QVERIFY(attack.ends());
    QVERIFY(answersCurl(Over::Http1, gate));
    QTRY_COMPARE_WITH_TIMEOUT(gate.server().connectionCount(), 0, 20'000);
    QCOMPARE(gate.server().heldBytes(), 0);
}

QTEST_GUILESS_MAIN(TestGateTools)
#include "tst_gatetools.moc"
