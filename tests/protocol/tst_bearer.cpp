// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/bearer.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::protocol;

namespace {

constexpr const char *kToken = "kV8wPq3-long.lived~token==";

/// "401 RCP028-R5 fail", the whole of what a check says.
QByteArray shown(const BearerCheck &check)
{
    QByteArray text = QByteArray::number(statusFor(check.verdict));
    for (const Finding &finding : check.findings)
        text.append(' ').append(finding.id).append(' ').append(verdictName(finding.verdict));
    return text;
}

} // namespace

class TestBearer final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void b64Tokens();
    void verdicts_data();
    void verdicts();
    void noFieldAndTwoFields();
    void aFingerprintIsNoToken();
    void challenges();
    void redaction_data();
    void redaction();
    void anEmptySecretAcceptsNothing();
};

void TestBearer::b64Tokens()
{
    for (const char *text : {"a", "abc==", "-._~+/09azAZ", "a="})
        QVERIFY2(isB64Token(text), text);
    for (const char *text : {"", "=", "==", "a=b", "a b", "a,b", "a\"", "\xC3\xBC", "a:b"})
        QVERIFY2(!isB64Token(text), text);
}

void TestBearer::verdicts_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<BearerVerdict>("verdict");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &value, BearerVerdict verdict,
                        const char *expected) {
        QTest::newRow(name) << value << verdict << QByteArray(expected);
    };
    const QByteArray token(kToken);
    row("the token", "Bearer " + token, BearerVerdict::Accepted, "200");
    row("scheme in lower case", "bearer " + token, BearerVerdict::Accepted, "200");
    row("scheme in upper case", "BEARER " + token, BearerVerdict::Accepted, "200");
    row("another token", "Bearer abc", BearerVerdict::Wrong, "401 RCP028-R5 fail");
    row("the token without its end", "Bearer " + token.chopped(1), BearerVerdict::Wrong,
        "401 RCP028-R5 fail");
    row("the token and more", "Bearer " + token + "=", BearerVerdict::Wrong, "401 RCP028-R5 fail");
    row("two blanks", "Bearer  " + token, BearerVerdict::Malformed, "400 B-5 warn");
    row("a tab", "Bearer\t" + token, BearerVerdict::Malformed, "400 B-5 fail");
    row("two words", "Bearer " + token + " x", BearerVerdict::Malformed, "400 B-5 fail");
    row("a blank behind", "Bearer " + token + " ", BearerVerdict::Malformed, "400 B-5 fail");
    row("quotes", "Bearer \"" + token + "\"", BearerVerdict::Malformed, "400 B-5 fail");
    row("no token", "Bearer", BearerVerdict::Malformed, "400 RCP028-R5 fail");
    row("no token but a blank", "Bearer ", BearerVerdict::Malformed, "400 RCP028-R5 fail");
    row("Basic", "Basic dXNlcjpwYXNz", BearerVerdict::Absent, "401 RCP028-R5 fail");
    row("the token without a scheme", token, BearerVerdict::Absent, "401 RCP028-R5 fail");
    row("empty", "", BearerVerdict::Absent, "401 RCP028-R5 fail");
}

void TestBearer::verdicts()
{
    QFETCH(QByteArray, value);
    QFETCH(BearerVerdict, verdict);
    const Secret secret{QByteArray(kToken)};
    const BearerCheck live = checkBearer({value}, secret);
    QCOMPARE(live.verdict, verdict);
    QTEST(shown(live), "expected");

    const QByteArray redacted = redactAuthorization(value);
    const BearerCheck replayed = checkBearer({redacted}, secret, CredentialOrigin::Recorded);
    QCOMPARE(shown(replayed), shown(live));
    QCOMPARE(replayed.verdict, live.verdict);
    QCOMPARE(replayed.fingerprint, live.fingerprint);
    QVERIFY(!redacted.contains("kV8wPq3"));
}

void TestBearer::noFieldAndTwoFields()
{
    const Secret secret{QByteArray(kToken)};
    QCOMPARE(shown(checkBearer({}, secret)), QByteArray("401 RCP028-R5 fail"));
    const QByteArray value = QByteArray("Bearer ").append(kToken);
    const BearerCheck two = checkBearer({value, value}, secret);
    QCOMPARE(shown(two), QByteArray("400 B-3 fail"));
    QCOMPARE(two.fingerprint, secret.fingerprint());
}

void TestBearer::aFingerprintIsNoToken()
{
    // A fingerprint stands in every log; on the wire it must not open the door.
    const Secret secret{QByteArray(kToken)};
    const QByteArray redacted = redactAuthorization(QByteArray("Bearer ").append(kToken));
    QCOMPARE(redacted, QByteArray("Bearer ").append(secret.fingerprint()));
    QCOMPARE(checkBearer({redacted}, secret).verdict, BearerVerdict::Malformed);
    QCOMPARE(checkBearer({redacted}, secret, CredentialOrigin::Recorded).verdict,
             BearerVerdict::Accepted);
    const QByteArray twice = redactAuthorization(redacted);
    QVERIFY(twice.endsWith('!'));
    QCOMPARE(checkBearer({twice}, secret, CredentialOrigin::Recorded).verdict,
             BearerVerdict::Malformed);
}

void TestBearer::challenges()
{
    QVERIFY(challengeFor(BearerVerdict::Accepted).isEmpty());
    QCOMPARE(challengeFor(BearerVerdict::Absent), QByteArray("Bearer realm=\"pushbench\""));
    QVERIFY(challengeFor(BearerVerdict::Wrong).contains("error=\"invalid_token\""));
    QVERIFY(challengeFor(BearerVerdict::Malformed).contains("error=\"invalid_request\""));
}

void TestBearer::redaction_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("redacted");
    // printf %s abc | sha256sum; of "a b": c8687a08
    QTest::newRow("bearer") << QByteArray("bEaReR abc") << QByteArray("bEaReR sha256:ba7816bf");
    QTest::newRow("blanks stay") << QByteArray(" Bearer \t abc ")
                                 << QByteArray(" Bearer \t sha256:ba7816bf ");
    QTest::newRow("not one token")
        << QByteArray("Bearer a b") << QByteArray("Bearer sha256:c8687a08!");
    QTest::newRow("another scheme")
        << QByteArray("Basic abc") << QByteArray("Basic sha256:ba7816bf");
    QTest::newRow("a scheme alone") << QByteArray("Bearer") << QByteArray("Bearer");
    QTest::newRow("a secret alone") << QByteArray("abc") << QByteArray("sha256:ba7816bf");
    QTest::newRow("a secret and a blank") << QByteArray("abc ") << QByteArray("sha256:ba7816bf ");
    QTest::newRow("empty") << QByteArray() << QByteArray("");
}

void TestBearer::redaction()
{
    QFETCH(QByteArray, value);
    QTEST(redactAuthorization(value), "redacted");
}

void TestBearer::anEmptySecretAcceptsNothing()
{
    for (const char *value : {"Bearer ", "Bearer", "", "Bearer a"}) {
        QVERIFY(checkBearer({value}, Secret()).verdict != BearerVerdict::Accepted);
        QVERIFY(checkBearer({value}, Secret(), CredentialOrigin::Recorded).verdict
                != BearerVerdict::Accepted);
    }
}

QTEST_GUILESS_MAIN(TestBearer)
#include "tst_bearer.moc"
