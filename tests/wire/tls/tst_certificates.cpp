// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/tls/certificates.h"

#include "core/wire/tls/selfsigned.h"
#include "tests/support/testcase.h"
#include "tests/wire/tls/testcertificates.h"

#include <QSslCertificateExtension>
#include <QSslSocket>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::wire;
using namespace std::chrono_literals;

namespace {

/// A day in 2027; QDateTime and the clock must agree on it.
constexpr WallTime kNow{std::chrono::seconds(1'800'000'000)};
const QDateTime kToday = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);

} // namespace

class TestCertificatesReading final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void selfSignedIsWhatItSays();
    void selfSignedNames_data();
    void selfSignedNames();
    void selfSignedRefusesHosts_data();
    void selfSignedRefusesHosts();
    void selfSignedValidity_data();
    void selfSignedValidity();
    void noTwoAreAlike();
    void chainsAreRead();
    void keysOfBothKindsAreRead_data();
    void keysOfBothKindsAreRead();
    void faults_data();
    void faults();
    void expiryIsAWarning();
    void writtenForClients();

private:
    TestCertificates m_files;
};

void TestCertificatesReading::initTestCase()
{
    m_files.makeAuthority(u"ca"_s);
    m_files.makeSigned(u"server"_s, u"ca"_s);
    m_files.run({u"genrsa"_s, u"-out"_s, u"rsa.key"_s, u"2048"_s});
    m_files.run({u"req"_s, u"-x509"_s, u"-key"_s, u"rsa.key"_s, u"-subj"_s, u"/CN=rsa"_s, u"-out"_s,
                 u"rsa.pem"_s});
    m_files.run({u"genpkey"_s, u"-algorithm"_s, u"ed25519"_s, u"-out"_s, u"ed25519.key"_s});
    m_files.run({u"pkey"_s, u"-in"_s, u"server.key"_s, u"-aes256"_s, u"-passout"_s, u"pass:x"_s,
                 u"-out"_s, u"encrypted.key"_s});
    m_files.run({u"ec"_s, u"-in"_s, u"server.key"_s, u"-out"_s, u"sec1.key"_s});
    m_files.run({u"ec"_s, u"-in"_s, u"server.key"_s, u"-aes256"_s, u"-passout"_s, u"pass:x"_s,
                 u"-out"_s, u"encrypted-sec1.key"_s});
    m_files.run({u"rsa"_s, u"-in"_s, u"rsa.key"_s, u"-traditional"_s, u"-out"_s, u"pkcs1.key"_s});
    m_files.run({u"x509"_s, u"-in"_s, u"server.pem"_s, u"-outform"_s, u"der"_s, u"-out"_s,
                 u"server.der"_s});
    const QByteArray server = m_files.read(u"server.pem"_s);
    m_files.write(u"chain.pem"_s, server + m_files.read(u"ca.pem"_s));
    m_files.write(u"everything.pem"_s, m_files.read(u"server.key"_s) + server);
    m_files.write(u"torn.pem"_s, server.first(server.size() / 2));
    m_files.write(u"empty.pem"_s, {});
    m_files.write(u"huge.pem"_s, QByteArray(2 * 1024 * 1024, 'x'));
    m_files.write(u"torn.key"_s, m_files.read(u"server.key"_s).replace("MIGH", "AAAA"));
    QVERIFY2(m_files.isValid(), qPrintable(m_files.trouble()));
}

void TestCertificatesReading::selfSignedIsWhatItSays()
{
    const Result<SelfSigned> made = makeSelfSigned(u"bench.example"_s, kNow);
    QVERIFY(made);
    const QSslCertificate certificate(made->certificatePem);
    QVERIFY(!certificate.isNull());
    QVERIFY(certificate.isSelfSigned());
    QCOMPARE(certificate.version(), "3"_ba);
    QCOMPARE(fingerprint(certificate), made->fingerprint);
    QCOMPARE(made->fingerprint.size(), 32 * 3 - 1);
    QCOMPARE(subjectText(certificate), u"CN=Pushbench, self-signed"_s);
    const QSslKey key(made->keyPem, QSsl::Ec);
    QVERIFY(!key.isNull());
    QCOMPARE(key.length(), 256);
    const Result<Identity> identity =
        parseIdentity(made->certificatePem, made->keyPem, kNow, u"certificate"_s, u"key"_s);
    QVERIFY(identity);
    QCOMPARE(identity->warnings, QStringList());
}

void TestCertificatesReading::selfSignedNames_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("addresses");

    QTest::newRow("nobody else") << QString() << QStringList{u"localhost"_s} << 2;
    QTest::newRow("localhost again") << u"localhost"_s << QStringList{u"localhost"_s} << 2;
    QTest::newRow("a loopback address again") << u"127.0.0.1"_s << QStringList{u"localhost"_s} << 2;
    QTest::newRow("IPv6 loopback in brackets") << u"[::1]"_s << QStringList{u"localhost"_s} << 2;
    QTest::newRow("a name") << u"bench.example"_s << QStringList{u"localhost"_s, u"bench.example"_s}
                            << 2;
    QTest::newRow("an address") << u"192.0.2.7"_s << QStringList{u"localhost"_s} << 3;
    QTest::newRow("an IPv6 address") << u"2001:db8::7"_s << QStringList{u"localhost"_s} << 3;
    QTest::newRow("a name beyond ASCII")
        << u"bücher.example"_s << QStringList{u"localhost"_s, u"xn--bcher-kva.example"_s} << 2;
}

void TestCertificatesReading::selfSignedNames()
{
    QFETCH(const QString, host);
    QFETCH(const QStringList, names);
    QFETCH(const int, addresses);
    const Result<SelfSigned> made = makeSelfSigned(host, kNow);
    QVERIFY2(made, qPrintable(made ? QString() : made.fault().message()));
    const auto alternatives = QSslCertificate(made->certificatePem).subjectAlternativeNames();
    QStringList dns = alternatives.values(QSsl::DnsEntry);
    dns.sort();
    QStringList expected = names;
    expected.sort();
    QCOMPARE(dns, expected);
    QCOMPARE(alternatives.values(QSsl::IpAddressEntry).size(), addresses);
}

void TestCertificatesReading::selfSignedRefusesHosts_data()
{
    QTest::addColumn<QString>("host");

    QTest::newRow("a second entry") << u"a,DNS:bank.example"_s;
    QTest::newRow("a space") << u"two words"_s;
    QTest::newRow("a URL") << u"https://bench.example/"_s;
    QTest::newRow("too long") << QString(300, u'a');
    QTest::newRow("a line") << u"a\nb"_s;
}

void TestCertificatesReading::selfSignedRefusesHosts()
{
    QFETCH(const QString, host);
    const Result<SelfSigned> made = makeSelfSigned(host, kNow);
    QVERIFY(!made);
    QCOMPARE(made.fault().kind, FaultKind::Usage);
    QCOMPARE(made.fault().where, host);
}

void TestCertificatesReading::selfSignedValidity_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("given");

    QTest::newRow("a month") << 30 << 30;
    QTest::newRow("a year") << 365 << 365;
    QTest::newRow("longer than clients accept") << 4000 << 398;
    QTest::newRow("none") << 0 << 1;
}

void TestCertificatesReading::selfSignedValidity()
{
    QFETCH(const int, asked);
    QFETCH(const int, given);
    const Result<SelfSigned> made = makeSelfSigned({}, kNow, std::chrono::days(asked));
    QVERIFY(made);
    const QSslCertificate certificate(made->certificatePem);
    QCOMPARE(certificate.effectiveDate(), kToday.addSecs(-3600));
    QCOMPARE(certificate.expiryDate(), kToday.addDays(given));
}

void TestCertificatesReading::noTwoAreAlike()
{
    QSet<QByteArray> serials;
    QSet<QByteArray> keys;
    constexpr int kMany = 20;
    for (int i = 0; i < kMany; ++i) {
        const Result<SelfSigned> made = makeSelfSigned({}, kNow);
        QVERIFY(made);
        serials.insert(QSslCertificate(made->certificatePem).serialNumber());
        keys.insert(made->keyPem);
    }
    QCOMPARE(serials.size(), kMany);
    QCOMPARE(keys.size(), kMany);
}

void TestCertificatesReading::chainsAreRead()
{
    const auto chain = readCertificates(m_files.path(u"chain.pem"_s));
    QVERIFY(chain);
    QCOMPARE(chain->size(), 2);
    QCOMPARE(subjectText(chain->first()), u"CN=server"_s);
    QCOMPARE(subjectText(chain->last()), u"CN=ca"_s);
}

void TestCertificatesReading::keysOfBothKindsAreRead_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QSsl::KeyAlgorithm>("algorithm");

    QTest::newRow("EC, PKCS#8") << u"server.pem"_s << u"server.key"_s << QSsl::Ec;
    QTest::newRow("EC, SEC 1 with parameters") << u"server.pem"_s << u"sec1.key"_s << QSsl::Ec;
    QTest::newRow("RSA, PKCS#8") << u"rsa.pem"_s << u"rsa.key"_s << QSsl::Rsa;
    QTest::newRow("RSA, PKCS#1") << u"rsa.pem"_s << u"pkcs1.key"_s << QSsl::Rsa;
    QTest::newRow("a chain") << u"chain.pem"_s << u"server.key"_s << QSsl::Ec;
    QTest::newRow("both in one file") << u"everything.pem"_s << u"everything.pem"_s << QSsl::Ec;
}

void TestCertificatesReading::keysOfBothKindsAreRead()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const QSsl::KeyAlgorithm, algorithm);
    const Result<Identity> identity =
        readIdentity(m_files.path(certificate), m_files.path(key), SystemClock().now().wall);
    QVERIFY2(identity, qPrintable(identity ? QString() : identity.fault().message()));
    QCOMPARE(identity->key.algorithm(), algorithm);
    QCOMPARE(identity->key.type(), QSsl::PrivateKey);
    QCOMPARE(identity->warnings, QStringList());
}

void TestCertificatesReading::faults_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("where");
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *name, const QString &certificate, const QString &key,
                        const QString &where, FaultKind kind, const QString &says) {
        QTest::newRow(name) << certificate << key << where << kind << says;
    };
    const QString pem = u"server.pem"_s;
    const QString key = u"server.key"_s;
    row("no certificate file", u"nowhere.pem"_s, key, u"nowhere.pem"_s, FaultKind::NotFound,
        u"there is no such file"_s);
    row("no key file", pem, u"nowhere.key"_s, u"nowhere.key"_s, FaultKind::NotFound,
        u"there is no such file"_s);
    row("a folder", u"."_s, key, u"."_s, FaultKind::Denied, u"cannot be read"_s);
    row("an empty file", u"empty.pem"_s, key, u"empty.pem"_s, FaultKind::Malformed,
        u"-----BEGIN CERTIFICATE-----"_s);
    row("a huge file", u"huge.pem"_s, key, u"huge.pem"_s, FaultKind::Malformed, u"larger than"_s);
    row("the key as certificate", key, key, key, FaultKind::Malformed, u"no certificate in it"_s);
    row("the certificate as key", pem, pem, pem, FaultKind::Malformed, u"no private key in it"_s);
    row("a binary certificate", u"server.der"_s, key, u"server.der"_s, FaultKind::Malformed,
        u"openssl x509 -inform der"_s);
    row("a torn certificate", u"torn.pem"_s, key, u"torn.pem"_s, FaultKind::Malformed,
        u"certificate 1 of 1 is damaged"_s);
    row("a damaged key", pem, u"torn.key"_s, u"torn.key"_s, FaultKind::Malformed,
        u"the private key is damaged"_s);
    row("an encrypted key", pem, u"encrypted.key"_s, u"encrypted.key"_s, FaultKind::Unsupported,
        u"openssl pkey -in"_s);
    row("an encrypted key of the old form", pem, u"encrypted-sec1.key"_s, u"encrypted-sec1.key"_s,
        FaultKind::Unsupported, u"openssl pkey -in"_s);
    row("somebody else's key", pem, u"ca.key"_s, u"ca.key"_s, FaultKind::Usage, u"CN=server"_s);
    row("a key of the other kind", pem, u"rsa.key"_s, u"rsa.key"_s, FaultKind::Usage,
        u"does not belong"_s);
    row("Ed25519", pem, u"ed25519.key"_s, u"ed25519.key"_s, FaultKind::Unsupported,
        u"only RSA and EC"_s);
}

void TestCertificatesReading::faults()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const QString, where);
    QFETCH(const FaultKind, kind);
    QFETCH(const QString, says);
    const Result<Identity> identity =
        readIdentity(m_files.path(certificate), m_files.path(key), kNow);
    QVERIFY(!identity);
    QCOMPARE(identity.fault().kind, kind);
    QCOMPARE(identity.fault().where, m_files.path(where));
    QVERIFY2(identity.fault().text.contains(says), qPrintable(identity.fault().text));
}

void TestCertificatesReading::expiryIsAWarning()
{
    const Result<SelfSigned> made = makeSelfSigned({}, kNow, 1 * std::chrono::days(1));
    QVERIFY(made);
    const auto warnings = [&made](WallTime now) {
        return parseIdentity(made->certificatePem, made->keyPem, now, {}, {})->warnings;
    };
    QCOMPARE(warnings(kNow), QStringList());
    QCOMPARE(warnings(kNow + 25h),
             QStringList{u"the certificate of CN=Pushbench, self-signed expired on"
                         " 2027-01-16T08:00:00Z; clients will refuse it"_s});
    QCOMPARE(warnings(kNow - 2h),
             QStringList{u"the certificate of CN=Pushbench, self-signed is valid only from"
                         " 2027-01-15T07:00:00Z; clients will refuse it"_s});
}

void TestCertificatesReading::writtenForClients()
{
    const Result<SelfSigned> made = makeSelfSigned({}, kNow);
    QVERIFY(made);
    const QString path = m_files.path(u"trust.pem"_s);
    QVERIFY(writeCertificate(path, made->certificatePem));
    const auto read = readCertificates(path);
    QVERIFY(read);
    QCOMPARE(fingerprint(read->first()), made->fingerprint);
    QVERIFY(!m_files.read(u"trust.pem"_s).contains("PRIVATE"));
    const Result<> refused = writeCertificate(m_files.path(u"no/such/folder.pem"_s), "x");
    QVERIFY(!refused);
    QCOMPARE(refused.fault().kind, FaultKind::Denied);
}

QTEST_GUILESS_MAIN(TestCertificatesReading)
#include "tst_certificates.moc"
