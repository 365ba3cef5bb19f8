// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/endpointspec.h"
#include "core/consumer/intake.h"
#include "core/journal/redactor.h"
#include "core/wire/recordedhead.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::consumer;
using namespace Qt::StringLiterals;

namespace {

/// Two feeds of two producers, one of which is in the middle of a change of tokens.
IntakeConfig twoEndpoints()
{
    return {.endpoints = {{.path = "/hooks/a", .tokens = {Secret("token-of-a")}, .sources = {"A"}},
                          {.path = "/hooks/b",
                           .tokens = {Secret("token-of-b"), Secret("next-token-of-b")},
                           .sources = {"B1", "B2"}}}};
}

QByteArray headOf(const QByteArray &path, const QByteArray &token, const QByteArray &source)
{
    QByteArray head = "POST " + path + " HTTP/1.1\r\nHost: bench\r\n"
        + "Content-Type: application/json\r\nAuthorization: Bearer " + token + "\r\n";
    if (!source.isEmpty())
        head += "EntityEventSource: " + source + "\r\n";
    return head + "\r\n";
}

const QByteArray kBody =
    R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","EntityEventSequence":1101,"ResourceName":"Showing","ResourceRecordKey":"235021"})";

/// "401; RCP028-R5 fail: …"
QString outcome(const Judgement &judgement)
{
    QStringList words{QString::number(judgement.status)};
    for (const protocol::Finding &finding : judgement.findings)
        words.append(QString::fromLatin1(finding.id) + u' '
                     + QString::fromLatin1(protocol::verdictName(finding.verdict).toByteArray())
                     + u": "_s + finding.text);
    return words.join(u"; "_s);
}

QString specText(const EndpointSpec &spec)
{
    return QStringList{spec.path, spec.tokens.join(u'|'), spec.sources.join(u'|'), spec.policy}
        .join(u" ; "_s);
}

} // namespace

class TestEndpoints final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void eachPathHasItsOwnAgreements_data();
    void eachPathHasItsOwnAgreements();
    void aWrongPathNamesTheRightOnes();
    void specsAreReadAndWritten_data();
    void specsAreReadAndWritten();
    void crookedSpecsAreToldOff_data();
    void crookedSpecsAreToldOff();
    void listsAreSplitAndJoined_data();
    void listsAreSplitAndJoined();
    void setsAreChecked_data();
    void setsAreChecked();
};

void TestEndpoints::eachPathHasItsOwnAgreements_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *path, const char *token, const char *source,
                        const QString &expected) {
        QTest::newRow(name) << QByteArray(path) << QByteArray(token) << QByteArray(source)
                            << expected;
    };
    row("at home", "/hooks/a", "token-of-a", "A", u"200"_s);
    row("with a query", "/hooks/a?x=1", "token-of-a", "A", u"200"_s);
    row("the second one", "/hooks/b", "token-of-b", "B2", u"200"_s);
    row("the token that comes next", "/hooks/b", "next-token-of-b", "B1", u"200"_s);
    row("the right token at the wrong path", "/hooks/a", "next-token-of-b", "A",
        u"401; RCP028-R5 fail: The bearer token is the one of /hooks/b; send the one that was "
        u"given "
        "for /hooks/a."_s);
    row("nobody's token", "/hooks/a", "token-of-z", "A",
        u"401; RCP028-R5 fail: The bearer token is not the one that the consumer gave."_s);
    row("no label", "/hooks/b", "token-of-b", "",
        u"200; RCP028-R20 warn: EntityEventSource is missing; expected \"B1\" or \"B2\" with "
        "every request"_s);
    row("a strange label", "/hooks/b", "token-of-b", "C",
        u"200; RCP028-R20 fail: EntityEventSource is \"C\"; expected \"B1\" or \"B2\""_s);
    row("the other one's label", "/hooks/a", "token-of-a", "B1",
        u"200; RCP028-R20 fail: EntityEventSource is \"B1\"; expected \"A\"; that label is "
        "agreed for /hooks/b"_s);
    row("another path", "/hooks/c", "token-of-a", "A", u"404"_s);
    row("below a path", "/hooks/a/x", "token-of-a", "A", u"404"_s);
}

void TestEndpoints::eachPathHasItsOwnAgreements()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, source);
    const QByteArray head = headOf(path, token, source);
    std::optional<wire::Request> request = wire::readRecordedHead(head);
    QVERIFY(request);
    request->body = kBody;
    const IntakeConfig config = twoEndpoints();
    const Judgement live = judge(*request, config);
    QTEST(outcome(live), "expected");
    QCOMPARE(live.authorized, live.status == 200);
    QCOMPARE(live.endpoint.has_value(), live.status != 404);

    // The session file knows paths, labels and fingerprints, and that must be enough.
    const journal::Redactor redactor{config.tokens()};
    journal::Exchange exchange;
    exchange.status = live.status;
    exchange.requestHead = redactor.head(head);
    exchange.requestBody = kBody;
    for (const Secret &secret : config.tokens())
        QVERIFY(!exchange.requestHead.contains(secret.reveal()));
    const IntakeConfig remembered = readExpectations(writeExpectations(config));
    QTEST(outcome(judgeRecorded(exchange, remembered)), "expected");
}

void TestEndpoints::aWrongPathNamesTheRightOnes()
{
    const auto message = [](const IntakeConfig &config) {
        return judge(*wire::readRecordedHead(headOf("/z", "t", {})), config).message;
    };
    QCOMPARE(message({}), "events are taken at /webhooks only");
    QCOMPARE(message(twoEndpoints()), "events are taken at /hooks/a and /hooks/b only");
    IntakeConfig many{.endpoints = {}};
    for (char c = 'a'; c <= 'j'; ++c)
        many.endpoints.push_back({.path = QByteArray("/") + c});
    QCOMPARE(message(many), "events are taken at /a, /b, /c, /d, /e and 5 more only");
}

void TestEndpoints::specsAreReadAndWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("spec");
    QTest::newRow("a path alone") << u"/b"_s << u"/b ;  ;  ; "_s;
    QTest::newRow("everything") << u"/hooks/b,token=@file,source=IDX B,policy=p.json"_s
                                << u"/hooks/b ; @file ; IDX B ; p.json"_s;
    QTest::newRow("several tokens and labels")
        << u"/b,source=A,token=t1,token=t2,source=B"_s << u"/b ; t1|t2 ; A|B ; "_s;
    QTest::newRow("blanks behind commas")
        << u" /b , token=t , source= A b  "_s << u"/b ; t ;  A b ; "_s;
    QTest::newRow("padding of a token") << u"/b,token=dG9r=="_s << u"/b ; dG9r== ;  ; "_s;
    QTest::newRow("a comma and a backslash in a label")
        << uR"(/b,source=A\, B\\C)"_s << uR"(/b ;  ; A, B\C ; )"_s;
}

void TestEndpoints::specsAreReadAndWritten()
{
    QFETCH(QString, text);
    const Result<EndpointSpec> spec = parseEndpointSpec(text);
    QVERIFY2(spec.ok(), spec.ok() ? "" : qPrintable(spec.fault().message()));
    QTEST(specText(spec.value()), "spec");
    const Result<EndpointSpec> again = parseEndpointSpec(writeEndpointSpec(spec.value()));
    QVERIFY(again.ok());
    QVERIFY2(again.value() == spec.value(), qPrintable(writeEndpointSpec(spec.value())));
}

void TestEndpoints::crookedSpecsAreToldOff_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("nothing") << u""_s << u"begins with its path"_s;
    QTest::newRow("no path") << u"token=secret-word"_s << u"begins with its path"_s;
    QTest::newRow("a slip in a name")
        << u"/b,sorce=A"_s << u"/b: \"sorce=\" is neither token=, source= nor policy="_s;
    QTest::newRow("a bare token") << u"/b,secret-word"_s
                                  << u"/b: a part is neither token=, source= nor policy="_s;
    QTest::newRow("an empty label") << u"/b,source="_s << u"/b: source= has no value"_s;
    QTest::newRow("two policies") << u"/b,policy=a,policy=b"_s << u"/b: policy= comes twice"_s;
}

void TestEndpoints::crookedSpecsAreToldOff()
{
    QFETCH(QString, text);
    QFETCH(QString, complaint);
    const Result<EndpointSpec> spec = parseEndpointSpec(text);
    QVERIFY(!spec.ok());
    QCOMPARE(spec.fault().kind, FaultKind::Usage);
    QVERIFY2(spec.fault().message().contains(complaint), qPrintable(spec.fault().message()));
    QVERIFY(spec.fault().message().contains(u"write PATH[,token="_s));
    QVERIFY2(!spec.fault().message().contains(u"secret-word"_s), "a token is never told");
}

void TestEndpoints::listsAreSplitAndJoined_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("parts");
    QTest::addColumn<QString>("joined");
    QTest::newRow("one") << u"IDX A"_s << QStringList{u"IDX A"_s} << u"IDX A"_s;
    QTest::newRow("two") << u"A,  B "_s << QStringList{u"A"_s, u"B"_s} << u"A, B"_s;
    QTest::newRow("a comma inside")
        << uR"(A\, B, C)"_s << QStringList{u"A, B"_s, u"C"_s} << uR"(A\, B, C)"_s;
    QTest::newRow("nothing") << u""_s << QStringList{u""_s} << u""_s;
    QTest::newRow("a backslash at the end") << uR"(A\)"_s << QStringList{uR"(A\)"_s} << uR"(A\\)"_s;
}

void TestEndpoints::listsAreSplitAndJoined()
{
    QFETCH(QString, text);
    QFETCH(QStringList, parts);
    QCOMPARE(splitList(text), parts);
    QTEST(joinList(parts), "joined");
    QCOMPARE(splitList(joinList(parts)), parts);
}

void TestEndpoints::setsAreChecked_data()
{
    QTest::addColumn<QByteArrayList>("paths");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("two paths") << QByteArrayList{"/a", "/b"} << u""_s;
    QTest::newRow("none") << QByteArrayList{} << u"needs a path"_s;
    QTest::newRow("one path twice") << QByteArrayList{"/a", "/b", "/a"} << u"/a: two endpoints"_s;
    QTest::newRow("no slash") << QByteArrayList{"a"} << u"begins with /"_s;
    QTest::newRow("a query") << QByteArrayList{"/a?b"} << u"no blanks, quotes, ? or #"_s;
    QTest::newRow("a blank") << QByteArrayList{"/a b"} << u"no blanks"_s;
    QTest::newRow("an umlaut") << QByteArrayList{"/\xc3\xa4"} << u"percent-encoded"_s;
    QByteArrayList many;
    for (size_t i = 0; i <= IntakeConfig::kMostEndpoints; ++i)
        many.append("/" + QByteArray::number(qulonglong(i)));
    QTest::newRow("too many") << many << u"65 endpoints are too many"_s;
    QTest::newRow("as many as there may be") << many.mid(1) << u""_s;
}

void TestEndpoints::setsAreChecked()
{
    QFETCH(QByteArrayList, paths);
    QFETCH(QString, complaint);
    IntakeConfig config{.endpoints = {}};
    for (const QByteArray &path : paths)
        config.endpoints.push_back({.path = path});
    const Result<> sound = check(config);
    QCOMPARE(sound.ok(), complaint.isEmpty());
    if (!sound)
        QVERIFY2(sound.fault().message().contains(complaint), qPrintable(sound.fault().message()));
}

QTEST_GUILESS_MAIN(TestEndpoints)
#include "tst_endpoints.moc"
