// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/redactor.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::journal;

namespace {

/// Has characters that other spellings escape.
constexpr const char *kToken = "kV8w/Pq3+long~token==";

/// Fits for a secret that the bench was never told.
constexpr const char *kStranger = "stranger-s3cret";

QByteArray known()
{
    return Secret::fingerprintOf(kToken);
}

QByteArray stranger()
{
    return Secret::fingerprintOf(kStranger);
}

/// "%6b%56…": every byte, though none needs it.
QByteArray percentEncoded(QByteArrayView text)
{
    QByteArray out;
    for (const char c : text)
        out.append('%').append(QByteArray(1, c).toHex());
    return out;
}

} // namespace

class TestRedactor final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void heads_data();
    void heads();
    void targets_data();
    void targets();
    void bodies_data();
    void bodies();
    void everyCutOfAHeadIsSafe();
    void nothingToHideSharesTheBytes();
    void aRedactedHeadStaysAsItIs();
    void fingerprints();
    void aShortOneIsNotLookedForInBodies();
    void severalSecretsAreAllHidden_data();
    void severalSecretsAreAllHidden();
    void whatIsOfferedIsHiddenElsewhereToo_data();
    void whatIsOfferedIsHiddenElsewhereToo();
};

void TestRedactor::heads_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("redacted");
    const auto row = [](const char *name, QByteArray fields, QByteArray redacted) {
        const QByteArray line = "POST /webhooks HTTP/1.1\r\n";
        QTest::newRow(name) << QByteArray(line + fields + "\r\n")
                            << QByteArray(line + redacted + "\r\n");
    };
    const QByteArray other = kStranger;
    row("the known token", "Authorization: Bearer " + QByteArray(kToken) + "\r\n",
        "Authorization: Bearer " + known() + "\r\n");
    row("another token", "Authorization: Bearer " + other + "\r\n",
        "Authorization: Bearer " + stranger() + "\r\n");
    row("name in upper case", "AUTHORIZATION:Bearer " + other + "\r\n",
        "AUTHORIZATION:Bearer " + stranger() + "\r\n");
    row("for a proxy", "Proxy-Authorization: Bearer " + other + "\r\n",
        "Proxy-Authorization: Bearer " + stranger() + "\r\n");
    row("two fields",
        "Authorization: Bearer " + other + "\r\nauthorization: bearer " + other + "\r\n",
        "Authorization: Bearer " + stranger() + "\r\nauthorization: bearer " + stranger() + "\r\n");
    row("blank before the colon", "Authorization : Bearer " + other + "\r\n",
        "Authorization : Bearer " + stranger() + "\r\n");
    row("folded behind the scheme", "Authorization: Bearer\r\n " + other + "\r\n",
        "Authorization: Bearer " + stranger() + "\r\n");
    row("folded before the scheme", "Authorization:\r\n\tBearer " + other + "\r\n",
        "Authorization:Bearer " + stranger() + "\r\n");
    row("folded within the token",
        "Authorization: Bearer " + other.first(5) + "\r\n \t" + other.sliced(5) + "\r\n",
        "Authorization: Bearer " + stranger() + "\r\n");
    row("line ends without CR", "A: b\nAuthorization: Bearer " + other + "\nC: d\r\n",
        "A: b\nAuthorization: Bearer " + stranger() + "\nC: d\r\n");
    row("line ends without LF", "A: b\rAuthorization: Bearer " + other + "\rC: d\r\n",
        "A: b\rAuthorization: Bearer " + stranger() + "\rC: d\r\n");
    row("without a scheme", "Authorization: " + other + "\r\n",
        "Authorization: " + stranger() + "\r\n");
    row("empty", "Authorization:\r\n", "Authorization:\r\n");
    row("the known token elsewhere", "X-Api-Key: " + QByteArray(kToken) + "\r\n",
        "X-Api-Key: " + known() + "\r\n");
    row("in a URL of another field", "Referer: http://h/?a=b&access_token=" + other + "&c=d\r\n",
        "Referer: http://h/?a=b&access_token=" + stranger() + "&c=d\r\n");
    row("another field alike", "X-Authorization: no secret\r\n", "X-Authorization: no secret\r\n");

    const QByteArray basic = QByteArray("user:").append(kToken).toBase64();
    row("Basic", "Authorization: Basic " + basic + "\r\n",
        "Authorization: Basic " + Secret::fingerprintOf(basic) + "\r\n");
}

void TestRedactor::heads()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, redacted);
    QCOMPARE(Redactor(Secret(kToken)).head(raw), redacted);
}

void TestRedactor::targets_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("redacted");
    const auto row = [](const char *name, const QByteArray &raw, const QByteArray &redacted) {
        QTest::newRow(name) << raw << redacted;
    };
    row("no query", "/webhooks", "/webhooks");
    row("another parameter", "/webhooks?token_type=x", "/webhooks?token_type=x");
    row("a stranger's token", "/w?access_token=" + QByteArray(kStranger),
        "/w?access_token=" + stranger());
    row("in the middle", "/w?a=b&access_token=" + QByteArray(kStranger) + "&c=d",
        "/w?a=b&access_token=" + stranger() + "&c=d");
    row("twice", "/w?access_token=x&access_token=" + QByteArray(kStranger),
        "/w?access_token=" + Secret::fingerprintOf("x") + "&access_token=" + stranger());
    row("empty", "/w?access_token=&a=b", "/w?access_token=&a=b");
    row("value percent-encoded", "/w?access_token=" + percentEncoded(kStranger),
        "/w?access_token=" + stranger());
    row("name percent-encoded", "/w?access%5Ftoken=" + QByteArray(kStranger),
        "/w?access%5Ftoken=" + stranger());
    row("name encoded whole", "/w?" + percentEncoded("access_token") + '=' + kStranger,
        "/w?" + percentEncoded("access_token") + '=' + stranger());
    row("the known token as a value", "/w?key=" + QByteArray(kToken), "/w?key=" + known());
    row("the known token encoded", "/w?key=" + QByteArray(kToken).toPercentEncoding(),
        "/w?key=" + known());
    row("the known token encoded whole", "/w/" + percentEncoded(kToken) + "/x",
        "/w/" + known() + "/x");
    row("the known token, as a token", "/w?access_token=" + QByteArray(kToken).toPercentEncoding(),
        "/w?access_token=" + known());
}

void TestRedactor::targets()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, redacted);
    const Redactor redactor{Secret(kToken)};
    QCOMPARE(redactor.target(raw), redacted);
    // The same line within a head.
    QCOMPARE(redactor.head(QByteArray("POST " + raw + " HTTP/1.1\r\n\r\n")),
             QByteArray("POST " + redacted + " HTTP/1.1\r\n\r\n"));
}

void TestRedactor::bodies_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("redacted");
    const auto row = [](const char *name, const QByteArray &raw, const QByteArray &redacted) {
        QTest::newRow(name) << raw << redacted;
    };
    const QByteArray token = kToken;
    row("nothing", {}, {});
    row("the token alone", token, known());
    row("in JSON", "{\"t\":\"" + token + "\"}", "{\"t\":\"" + known() + "\"}");
    row("slash escaped", "{\"t\":\"" + QByteArray(token).replace('/', "\\/") + "\"}",
        "{\"t\":\"" + known() + "\"}");
    row("a character escaped", "\"" + QByteArray(token).replace('k', "\\u006b") + "\"",
        "\"" + known() + "\"");
    row("in a form", "access_token=" + token.toPercentEncoding(), "access_token=" + known());
    row("three times", token + token + ' ' + percentEncoded(token),
        known() + known() + ' ' + known());
    row("cut short", token.chopped(1) + " \\", token.chopped(1) + " \\");
    row("escapes of something else", "%6b%5 \\u00 \\/ %", "%6b%5 \\u00 \\/ %");
    row("bytes", QByteArray("\0\xff", 2) + token + QByteArray("\0", 1),
        QByteArray("\0\xff", 2) + known() + QByteArray("\0", 1));
}

void TestRedactor::bodies()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, redacted);
    QCOMPARE(Redactor(Secret(kToken)).body(raw), redacted);
}

/// What was received of a head may end anywhere.
void TestRedactor::everyCutOfAHeadIsSafe()
{
    const Redactor redactor{Secret(kToken)};
    const QByteArray head = "POST /w?access_token=" + QByteArray(kStranger)
        + " HTTP/1.1\r\nAuthorization: Bearer\r\n " + kStranger + "\r\nA: b\r\n\r\n";
    for (qsizetype size = 0; size <= head.size(); ++size) {
        const QByteArray redacted = redactor.head(QByteArrayView(head).first(size));
        QVERIFY2(!redacted.contains("strange"), redacted.constData());
    }
}

void TestRedactor::nothingToHideSharesTheBytes()
{
    const QByteArray body(100'000, 'k');
    QVERIFY(Redactor(Secret(kToken)).body(body).isSharedWith(body));
    QVERIFY(Redactor().body(body).isSharedWith(body));
}

void TestRedactor::aRedactedHeadStaysAsItIs()
{
    const QByteArray head = "POST /w?a=b HTTP/1.1\r\nHost: x\r\nContent-Type: a/b; c=\"d\"\r\n\r\n";
    QCOMPARE(Redactor(Secret(kToken)).head(head), head);
    QCOMPARE(Redactor().head(head), head);
}

void TestRedactor::fingerprints()
{
    QCOMPARE(Secret::fingerprintOf("abc"), QByteArray("sha256:ba7816bf"));
    const Redactor redactor{Secret("abc")};
    const QByteArray head = redactor.head(
        "GET /?access_token=abc HTTP/1.1\r\nAuthorization: Bearer abc\r\nX: y\r\n\r\n");
    QCOMPARE(head.count("sha256:ba7816bf"), 2);
    QVERIFY(!head.contains("abc"));
}

void TestRedactor::aShortOneIsNotLookedForInBodies()
{
    const QByteArray body = R"({"EntityEventSequence":1101,"ResourceName":"Property"})";
    for (const QByteArray secret : {"1", "101", "Pro", "Prope"})
        QVERIFY2(Redactor(Secret(secret)).body(body).isSharedWith(body), secret.constData());
    QVERIFY(!Redactor(Secret("Proper")).body(body).contains("Proper"));
    // Where a token has its place, it is hidden however short it is.
    QCOMPARE(Redactor(Secret("1"))
                 .head("GET /1?access_token=1 HTTP/1.1\r\nAuthorization: Bearer 1\r\n\r\n"),
             "GET /1?access_token=" + Secret::fingerprintOf("1")
                 + " HTTP/1.1\r\nAuthorization: Bearer " + Secret::fingerprintOf("1") + "\r\n\r\n");
}

void TestRedactor::severalSecretsAreAllHidden_data()
{
    QTest::addColumn<QByteArrayList>("secrets");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("redacted"); // <token> for its fingerprint
    QTest::newRow("side by side") << QByteArrayList{"first-one", "other-one"}
                                  << QByteArray("a first-one, other-one.")
                                  << QByteArray("a <first-one>, <other-one>.");
    QTest::newRow("one is the beginning of the other, the longer one last")
        << QByteArrayList{"bearer", "bearer-of-b"} << QByteArray("bearer-of-b bearer")
        << QByteArray("<bearer-of-b> <bearer>");
    QTest::newRow("and the longer one first")
        << QByteArrayList{"bearer-of-b", "bearer"} << QByteArray("bearer-of-b bearer")
        << QByteArray("<bearer-of-b> <bearer>");
    QTest::newRow("one inside the other")
        << QByteArrayList{"earer-", "bearer-of-b"} << QByteArray("bearer-of-b")
        << QByteArray("<bearer-of-b>");
    QTest::newRow("one is the end of the other")
        << QByteArrayList{"r-of-b", "bearer-of-b"} << QByteArray("bearer-of-b r-of-b")
        << QByteArray("<bearer-of-b> <r-of-b>");
    QTest::newRow("they overlap") << QByteArrayList{"abcdef", "defghi"} << QByteArray("abcdefghi.")
                                  << QByteArray("<abcdef><defghi>.");
    QTest::newRow("the same one twice")
        << QByteArrayList{"bearer", "bearer"} << QByteArray("bearer") << QByteArray("<bearer>");
    QTest::newRow("one is empty") << QByteArrayList{"", "bearer"} << QByteArray("a bearer")
                                  << QByteArray("a <bearer>");
    QTest::newRow("escaped") << QByteArrayList{"first/one", "bearer"}
                             << QByteArray("first\\/one %62earer")
                             << QByteArray("<first/one> <bearer>");
}

void TestRedactor::severalSecretsAreAllHidden()
{
    QFETCH(QByteArrayList, secrets);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, redacted);
    std::vector<Secret> known;
    for (const QByteArray &secret : secrets) {
        known.emplace_back(secret);
        redacted.replace(QByteArray('<' + secret + '>'), Secret::fingerprintOf(secret));
    }
    const Redactor redactor(known);
    QCOMPARE(redactor.body(body), redacted);
    for (const QByteArray &secret : secrets) {
        if (!secret.isEmpty())
            QCOMPARE(redactor.head(QByteArray("Authorization: Bearer " + secret)),
                     QByteArray("Authorization: Bearer " + Secret::fingerprintOf(secret)));
    }
}

void TestRedactor::whatIsOfferedIsHiddenElsewhereToo_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("hidden");
    const QByteArray line = "POST /w HTTP/1.1\r\n";
    QTest::newRow("a wrong token") << line + "Authorization: Bearer " + kStranger + "\r\n" << true;
    QTest::newRow("another scheme") << line + "Authorization: Basic " + kStranger + "\r\n" << true;
    QTest::newRow("folded") << line + "Authorization: Bearer\r\n " + kStranger + "\r\n" << true;
    QTest::newRow("for a proxy") << line + "Proxy-Authorization: Bearer " + kStranger + "\r\n"
                                 << true;
    QTest::newRow("in the URL") << "POST /w?access_token=" + QByteArray(kStranger) + " HTTP/1.1\r\n"
                                << true;
    QTest::newRow("the second of two") << line + "Authorization: Bearer x\r\nAuthorization: Bearer "
            + kStranger + "\r\n" << true;
    QTest::newRow("none") << line << false;
    QTest::newRow("a piece of it")
        << line + "Authorization: Bearer " + QByteArray(kStranger).first(5) + "\r\n"
        << false;
}

void TestRedactor::whatIsOfferedIsHiddenElsewhereToo()
{
    QFETCH(QByteArray, head);
    const Redactor redactor = Redactor{Secret(kToken)}.knowingOffered(head);
    const QByteArray body = QByteArray(kToken) + ' ' + kStranger;
    QFETCH(bool, hidden);
    QCOMPARE(redactor.body(body),
             QByteArray(Secret::fingerprintOf(kToken) + ' '
                        + (hidden ? stranger() : QByteArray(kStranger))));
}

QTEST_GUILESS_MAIN(TestRedactor)
#include "tst_redactor.moc"
