// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/auth/clientcredentials.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

OAuthConfig sound()
{
    return {.tokenUrl = QUrl(u"https://auth.example/oauth/token?tenant=1"_s),
            .clientId = "bench",
            .clientSecret = Secret("hush")};
}

} // namespace

/// The request for a token, and what is made of its answer (RFC 6749 sections 2.3.1, 4.4 and 5).
class TestClientCredentials final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void throughAProxy();
    void answers_data();
    void answers();
};

void TestClientCredentials::requests_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<QByteArray>("credentials");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QByteArray &id, const QByteArray &secret,
                        const QByteArray &scope, const QByteArray &credentials,
                        const QByteArray &body) {
        QTest::newRow(name) << id << secret << scope << credentials << body;
    };
    const QByteArray grantType = "grant_type=client_credentials";
    row("letters", "bench", "hush", "", "bench:hush", grantType);
    row("a scope of two", "bench", "hush", "api reso", "bench:hush", grantType + "&scope=api+reso");
    // Encoded as a form before it is encoded by Basic, or a colon would part it elsewhere.
    row("signs", "a:b", "c d&e=\xc3\xa4~", "", "a%3Ab:c+d%26e%3D%C3%A4%7E", grantType);
    row("a plus", "a+b", "50%", "", "a%2Bb:50%25", grantType);
}

void TestClientCredentials::requests()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, scope);
    QFETCH(QByteArray, credentials);
    QFETCH(QByteArray, body);
    OAuthConfig config = sound();
    config.clientId = id;
    config.clientSecret = Secret(secret);
    config.scope = scope;
    const QByteArray expected =
        QByteArray("POST /oauth/token?tenant=1 HTTP/1.1\r\nHost: auth.example\r\n"
                   "User-Agent: pushbench\r\nAccept: application/json\r\nAuthorization: Basic ")
            .append(credentials.toBase64())
            .append("\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
            .append(QByteArray::number(body.size()))
            .append("\r\n\r\n")
            .append(body);
    QCOMPARE(tokenRequest(config, {}), expected);
}

void TestClientCredentials::throughAProxy()
{
    Route route{
        .proxy = wire::Proxy{.host = u"p"_s, .port = 1, .user = "me", .password = Secret("pass")}};
    OAuthConfig config = sound();
    QVERIFY(!tokenRequest(config, route).contains("Proxy-Authorization")); // In the tunnel.
    config.tokenUrl.setScheme(u"http"_s);
    const QByteArray request = tokenRequest(config, route);
    QVERIFY(request.startsWith("POST http://auth.example/oauth/token?tenant=1 HTTP/1.1\r\n"));
    QVERIFY(request.contains("\r\nProxy-Authorization: Basic bWU6cGFzcw==\r\n"));
}

void TestClientCredentials::answers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>(
        "expected"); ///< "token", "token for 60 s"; or a reason, "!" if final.
    const auto row = [](const char *name, int status, const char *body, const QString &expected) {
        QTest::newRow(name) << status << QByteArray(body) << expected;
    };
    row("as it should be", 200,
        R"({"access_token":"abc.d-e_f","token_type":"Bearer","expires_in":3600})",
        u"abc.d-e_f for 3600 s"_s);
    row("no lifetime", 200, R"({"access_token":"abc","token_type":"bearer"})", u"abc"_s);
    row("a lifetime as text", 200,
        R"({"access_token":"abc","token_type":"BEARER","expires_in":"60"})", u"abc for 60 s"_s);
    row("a lifetime with a fraction", 200,
        R"({"access_token":"abc","token_type":"bearer","expires_in":59.9})", u"abc for 59 s"_s);
    row("a lifetime of nothing", 200,
        R"({"access_token":"abc","token_type":"bearer","expires_in":0})", u"abc for 0 s"_s);
    row("a lifetime without end", 200,
        R"({"access_token":"abc","token_type":"bearer","expires_in":1e300})",
        u"abc for 315360000 s"_s);
    row("a lifetime below nothing", 200,
        R"({"access_token":"abc","token_type":"bearer","expires_in":-5})", u"abc"_s);
    row("no JSON", 200, "abc", u"!a JSON object is expected"_s);
    row("a list", 200, "[]", u"!a JSON object is expected"_s);
    row("no token", 200, R"({"token_type":"bearer"})", u"!no access_token"_s);
    row("a token with a line break", 200, R"({"access_token":"a\r\nX: b","token_type":"bearer"})",
        u"!no access_token"_s);
    row("a number for a token", 200, R"({"access_token":5,"token_type":"bearer"})",
        u"!no access_token"_s);
    row("no type", 200, R"({"access_token":"abc"})", u"!token_type is \"\""_s);
    row("another type", 200, R"({"access_token":"abc","token_type":"mac"})",
        u"!token_type is \"mac\""_s);
    row("201", 201, R"({"access_token":"abc","token_type":"bearer"})",
        u"!https://auth.example/oauth/token answered 201"_s);
    row("an error", 400, R"({"error":"invalid_scope","error_description":"no  such\nscope"})",
        u"!https://auth.example/oauth/token answered 400 invalid_scope: no such scope"_s);
    row("an error without words", 401, R"({"error":"invalid_client"})",
        u"!answered 401 invalid_client"_s);
    row("an empty error", 403, "", u"!answered 403"_s);
    row("a page", 404, "<h1>Not\n Found</h1>", u"!answered 404 <h1>Not Found</h1>"_s);
    row("a redirect", 302, "", u"!redirects are not followed with the client's secret"_s);
    row("too many requests", 429, "", u"answered 429"_s);
    row("out of order", 503, "later", u"answered 503 later"_s);
}

void TestClientCredentials::answers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    wire::ReceivedResponse response;
    response.status = status;
    response.body = body;
    const auto came = readGrant(sound().tokenUrl, response);
    if (const Grant *grant = std::get_if<Grant>(&came)) {
        QString text = QString::fromUtf8(grant->token.reveal());
        if (grant->lifetime)
            text += u" for %1 s"_s.arg(grant->lifetime->count());
        QCOMPARE(text, expected);
        return;
    }
    const auto &none = std::get<NoGrant>(came);
    QCOMPARE(none.forGood, expected.startsWith(u'!'));
    const QString words = QString(expected).remove(u'!');
    QVERIFY2(none.reason.contains(words), qPrintable(none.reason));
}

QTEST_GUILESS_MAIN(TestClientCredentials)
#include "tst_clientcredentials.moc"
