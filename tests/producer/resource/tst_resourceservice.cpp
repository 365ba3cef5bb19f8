// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/producer/resource/servicebench.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::producer;

class TestResourceService final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void statuses_data();
    void statuses();
    void fieldsOfEveryAnswer();
    void tokens_data();
    void tokens();
    void theCollection();
    void entities();
    void records_data();
    void records();
    void everyNameIsInTheMetadata();
    void links();
    void pageSizes();
    void exactNumbers();
    void numbersForReadersOfDoubles();
    void newerVersion();
    void newerDictionary();
    void plusIsNoticedOnce();
    void resuming();
    void withoutAHost();
};

void TestResourceService::statuses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("target");

    const auto row = [](const char *name, const char *request, int status,
                        const char *target = "") {
        QTest::newRow(name) << QByteArray(request) << status << QByteArray(target);
    };
    row("the root", "GET /", 200);
    row("its head", "HEAD /", 200);
    row("metadata", "GET /$metadata", 200);
    row("metadata, percent-encoded", "GET /%24metadata", 200);
    row("the collection", "GET /EntityEvent", 200);
    row("the head of the collection", "HEAD /EntityEvent", 200);
    row("nothing matches", "GET /EntityEvent?$filter=~ gt 9223372036854775807", 200);
    row("a number", "GET /EntityEvent/$count", 200);
    row("a number of matches", "GET /EntityEvent/$count?$filter=~ gt 5", 200);
    row("one of them", "GET /EntityEvent(1101)", 200);
    row("by name", "GET /EntityEvent(EntityEventSequence=1101)", 200);
    row("one that is not there", "GET /EntityEvent(5)", 404, "key");
    row("one behind the last", "GET /EntityEvent(9999)", 404, "key");
    row("the largest", "GET /EntityEvent(9223372036854775807)", 404, "key");
    row("a key in quotes", "GET /EntityEvent('1101')", 400, "key");
    row("a key of letters", "GET /EntityEvent(abc)", 400, "key");
    row("a key beyond int64", "GET /EntityEvent(9223372036854775808)", 400, "key");
    row("a property of one", "GET /EntityEvent(1101)/ResourceName", 404);
    row("the plural", "GET /EntityEvents", 404);
    row("in lower case", "GET /entityevent", 404);
    row("with a slash behind it", "GET /EntityEvent/", 404);
    row("an unknown resource", "GET /Nothing", 404);
    row("a record of an unknown resource", "GET /Nothing('x')", 404);
    row("a list of records", "GET /Property", 501);
    row("a list of dynamic records", "GET /Widget", 501);
    row("an unknown field", "GET /EntityEvent?$filter=Bogus gt 1", 400, "$filter");
    row("a field in lower case", "GET /EntityEvent?$filter=entityeventsequence gt 1", 400,
        "$filter");
    row("not without parentheses", "GET /EntityEvent?$filter=not ~ le -1", 400, "$filter");
    row("an unknown function", "GET /EntityEvent?$filter=year(ResourceName) eq 1", 501, "$filter");
    row("an unknown option", "GET /EntityEvent?$bogus=1", 400, "$bogus");
    row("expand", "GET /EntityEvent?$expand=Media", 501, "$expand");
    row("a custom option", "GET /EntityEvent?bogus=1", 200);
    row("filter of one", "GET /EntityEvent(1101)?$filter=true", 400, "$filter");
    row("filter of the root", "GET /?$filter=true", 400, "$filter");
    row("json", "GET /EntityEvent?$format=json", 200);
    row("xml", "GET /EntityEvent?$format=xml", 406, "$format");
    row("metadata in json", "GET /$metadata?$format=json", 200);
    row("metadata in xml", "GET /$metadata?$format=application/xml", 200);
    row("posting an event", "POST /EntityEvent", 405);
    row("changing one", "PATCH /EntityEvent(1101)", 405);
    row("changing one with quotes", "PATCH /EntityEvent('1')", 405);
    row("deleting one", "DELETE /EntityEvent(1101)", 405);
    row("putting one", "PUT /EntityEvent(1101)", 405);
    row("posting to the root", "POST /", 405);
    row("tracing", "TRACE /EntityEvent", 405);
    row("a method of nobody", "MERGE /EntityEvent(1101)", 501);
    row("getting what wants a POST", "GET /resume", 405);
    row("resuming", "POST /resume", 200);
}

void TestResourceService::statuses()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);
    QFETCH(const QByteArray, target);
    ServiceBench bench;
    bench.publishRange(1101, 1110);
    bench.publish(1111, "Widget", "w");
    const wire::Response response = bench.ask(request);
    QCOMPARE(response.status, status);
    if (status < 400)
        return;
    const QJsonObject error = ServiceBench::json(response)[u"error"_s].toObject();
    QCOMPARE(error[u"code"_s].toString(), QString::number(status));
    QVERIFY(!error[u"message"_s].toString().isEmpty());
    QVERIFY(error[u"details"_s].isArray());
    QCOMPARE(error[u"target"_s].toString().toUtf8(), target);
    if (status == 405)
        QCOMPARE(ServiceBench::field(response, "Allow"),
                 request.contains("/resume") ? "POST" : "GET, HEAD");
}

void TestResourceService::fieldsOfEveryAnswer()
{
    ServiceBench bench;
    for (const QByteArray request :
         {"GET /", "GET /EntityEvent", "GET /$metadata", "GET /nothing", "DELETE /EntityEvent(1)",
          "POST /resume", "GET /EntityEvent?$filter=x"}) {
        const wire::Response response = bench.ask(request);
        QCOMPARE(ServiceBench::field(response, "OData-Version"), "4.0");
        QCOMPARE(ServiceBench::field(response, "Cache-Control"), "no-store");
        QVERIFY(!ServiceBench::field(response, "Content-Type").contains('&'));
    }
    const auto typeOf = [&bench](const QByteArray &request) {
        return ServiceBench::field(bench.ask(request), "Content-Type");
    };
    QCOMPARE(typeOf("GET /EntityEvent"), "application/json;odata.metadata=minimal");
    QCOMPARE(typeOf("GET /$metadata"), "application/xml;charset=utf-8");
    QCOMPARE(typeOf("GET /$metadata?$format=json"), "application/json");
    QCOMPARE(typeOf("GET /EntityEvent/$count"), "text/plain");
    QCOMPARE(typeOf("GET /nothing"), "application/json");
}

void TestResourceService::tokens_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("challenge");

    const auto row = [](const char *name, const QByteArrayList &lines, int status,
                        const char *challenge) {
        QTest::newRow(name) << lines << status << QByteArray(challenge);
    };
    row("none", {}, 401, "Bearer realm=\"pushbench\"");
    row("the right one", {"Authorization: Bearer secret"}, 200, "");
    row("the scheme in lower case", {"Authorization: bearer secret"}, 200, "");
    row("another one", {"Authorization: Bearer wrong"}, 401,
        "Bearer realm=\"pushbench\", error=\"invalid_token\"");
    row("another scheme", {"Authorization: Basic c2VjcmV0"}, 401, "Bearer realm=\"pushbench\"");
    row("two of them", {"Authorization: Bearer secret", "Authorization: Bearer secret"}, 400,
        "Bearer realm=\"pushbench\", error=\"invalid_request\"");
}

void TestResourceService::tokens()
{
    QFETCH(const QByteArrayList, lines);
    QFETCH(const int, status);
    QFETCH(const QByteArray, challenge);
    ServiceBench bench;
    for (const QByteArray request : {"GET /", "GET /$metadata", "GET /EntityEvent", "GET /nothing",
                                     "GET /Property('x')", "POST /resume"}) {
        const wire::Response response = bench.ask(request, lines, {});
        if (status != 200) {
            QCOMPARE(response.status, status);
            QCOMPARE(ServiceBench::field(response, "OData-Version"), "4.0");
        }
        QVERIFY2(ServiceBench::field(response, "WWW-Authenticate").startsWith(challenge),
                 ServiceBench::field(response, "WWW-Authenticate").constData());
    }
    QCOMPARE(bench.resumes, status == 200 ? 1 : 0);
}

void TestResourceService::theCollection()
{
    ServiceBench bench;
    bench.publish(1101, "Property", "k\"1");
    bench.publish(1102, "Media", "k2", "http://elsewhere/x");
    QCOMPARE(
        bench.ask("GET /EntityEvent?$count=true").body,
        R"({"@odata.context":"http://h/$metadata#EntityEvent","@odata.count":2,"value":[)"
        R"({"EntityEventSequence":1101,"ResourceName":"Property","ResourceRecordKey":"k\"1","ResourceRecordUrl":null},)"
        R"({"EntityEventSequence":1102,"ResourceName":"Media","ResourceRecordKey":"k2","ResourceRecordUrl":"http://elsewhere/x"}]})");
    const QByteArray selected =
        R"*({"@odata.context":"http://h/$metadata#EntityEvent(ResourceName)","value":[{"ResourceName":"Media"}]})*";
    QCOMPARE(bench.ask("GET /EntityEvent?$select=ResourceName&$filter=~ gt 1101").body, selected);
    QCOMPARE(bench.ask("GET /EntityEvent?$format=application/json;odata.metadata=none&$top=0").body,
             R"({"value":[]})");
    QCOMPARE(bench.ask("GET /EntityEvent/$count").body, "2");
    QCOMPARE(bench.ask("GET /EntityEvent/$count?$filter=~ gt 1101&$top=0").body, "1");
}

void TestResourceService::entities()
{
    ServiceBench bench;
    bench.publish(1101, "Property", "k1");
    QCOMPARE(
        bench.ask("GET /EntityEvent(1101)").body,
        R"({"@odata.context":"http://h/$metadata#EntityEvent/$entity","EntityEventSequence":1101,)"
        R"("ResourceName":"Property","ResourceRecordKey":"k1","ResourceRecordUrl":null})");
    const QByteArray selected =
        R"*({"@odata.context":"http://h/$metadata#EntityEvent(EntityEventSequence)/$entity","EntityEventSequence":1101})*";
    QCOMPARE(bench.ask("GET /EntityEvent(1101)?$select=~").body, selected);
    // Asked again it is the same (RCP027-R10), even after the number was used for another record.
    bench.publish(1101, "Property", "k2");
    bench.publish(1102, "Property", "k3");
    bench.publish(1101, "Property", "k2");
    QVERIFY(bench.ask("GET /EntityEvent(1101)").body.contains("\"k1\""));
    QCOMPARE(ServiceBench::numbers(bench.ask("GET /EntityEvent")), "1101 1102");
}

void TestResourceService::records_data()
{
    QTest::addColumn<QByteArray>("key");

    for (const char *key : {"3yd-1", "O'Hara", "a/b", "100%", "a+b", "a#b", "a?b", "(a)", "a=b",
                            " a b ", "\xC3\xA4\xF0\x9F\x8F\xA0", "'", "a\"b"})
        QTest::newRow(key) << QByteArray(key);
}

void TestResourceService::records()
{
    QFETCH(const QByteArray, key);
    ServiceBench bench;
    bench.publish(1101, "Property", key);
    const QByteArray path =
        "/Property('" + QByteArray(key).replace('\'', "''").toPercentEncoding() + "')";
    const wire::Response response = bench.ask("GET " + path);
    QCOMPARE(response.status, 200);
    const QJsonObject record = ServiceBench::json(response);
    QCOMPARE(record[u"ListingKey"_s].toString(), QString::fromUtf8(key));
    QCOMPARE(record[u"@odata.context"_s].toString(), u"http://h/$metadata#Property/$entity"_s);
    QCOMPARE(record[u"ModificationTimestamp"_s].toString(), u"2027-01-15T08:00:00.000Z"_s);
    QCOMPARE(bench.ask("GET /Property(ListingKey='" + path.sliced(11)).status, 200);
    QCOMPARE(bench.ask("GET /Media" + path.sliced(9)).status, 404);
    QCOMPARE(bench.ask("GET /Property('another')").status, 404);
    QCOMPARE(bench.ask("GET /Property(1101)").status, 400);
}

void TestResourceService::everyNameIsInTheMetadata()
{
    ResourceConfig config;
    config.resources = {"Property", "Media"};
    ServiceBench bench(config);
    bench.publish(1, "Widget");
    bench.publish(2, "two words"); // Cannot name an entity type.
    bench.publish(3, "EntityEvent");
    const QByteArray xml = bench.ask("GET /$metadata").body;
    const QByteArray root = bench.ask("GET /").body;
    for (const QByteArray name : {"EntityEvent", "Property", "Media", "Widget"}) {
        QCOMPARE(xml.count(QByteArray("<EntityType Name=\"" + name + '"')), 1);
        QCOMPARE(xml.count(QByteArray("<EntitySet Name=\"" + name + '"')), 1);
        QCOMPARE(root.count(QByteArray("\"url\":\"" + name + '"')), 1);
    }
    QVERIFY(!xml.contains("two words"));
    QCOMPARE(bench.ask("GET /Widget('k1')").status, 200);
}

void TestResourceService::links()
{
    ResourceConfig config;
    config.pageSize = 3;
    ServiceBench bench(config);
    bench.publishRange(1, 7);
    const wire::Response first = bench.ask("GET /EntityEvent?%24filter=~+gt+1&$top=5&own=1");
    QCOMPARE(ServiceBench::json(first)[u"@odata.nextLink"_s].toString(),
             u"http://h/EntityEvent?%24filter=EntityEventSequence+gt+1&$skiptoken=4.t2"_s);
    QCOMPARE(bench.walk("/EntityEvent"), "1 2 3 | 4 5 6 | 7");
    QCOMPARE(bench.walk("/EntityEvent?$top=5"), "1 2 3 | 4 5");
    QCOMPARE(bench.walk("/EntityEvent?$top=3"), "1 2 3");
    QCOMPARE(bench.walk("/EntityEvent?$orderby=~ desc&$count=true"), "7 6 5 | 4 3 2 | 1");
    QCOMPARE(bench.walk("/EntityEvent?$skip=2"), "3 4 5 | 6 7");
    // Out of order and late, but in its place.
    bench.publish(20);
    bench.publish(10);
    QCOMPARE(bench.walk("/EntityEvent?$filter=~ gt 5"), "6 7 10 | 20");
}

void TestResourceService::pageSizes()
{
    ResourceConfig config;
    config.pageSize = 4;
    ServiceBench bench(config);
    bench.publishRange(1, 9);
    const auto asked = [&bench](const char *prefer) {
        const wire::Response response = bench.ask("GET /EntityEvent", {prefer});
        return QByteArray(ServiceBench::numbers(response) + "; "
                          + ServiceBench::field(response, "Preference-Applied"));
    };
    QCOMPARE(asked("Prefer: odata.maxpagesize=2"), QByteArray("1 2; odata.maxpagesize=2"));
    QCOMPARE(asked("Prefer: maxpagesize=3"), QByteArray("1 2 3; odata.maxpagesize=3"));
    QCOMPARE(asked("Prefer: odata.maxpagesize=99"), QByteArray("1 2 3 4; odata.maxpagesize=4"));
    QCOMPARE(asked("Prefer: odata.maxpagesize=none"), QByteArray("1 2 3 4; "));
    QCOMPARE(asked("Prefer: respond-async"), QByteArray("1 2 3 4; "));
}

void TestResourceService::exactNumbers()
{
    ServiceBench bench;
    bench.publish(9'007'199'254'740'992);
    bench.publish(9'007'199'254'740'993);
    bench.publish(std::numeric_limits<qint64>::max());
    QCOMPARE(bench.walk("/EntityEvent?$filter=~ gt 9007199254740992"),
             "9007199254740993 9223372036854775807");
    QCOMPARE(bench.walk("/EntityEvent?$filter=~ gt 9007199254740993"), "9223372036854775807");
    QCOMPARE(bench.walk("/EntityEvent?$filter=~ eq 9007199254740993"), "9007199254740993");
    QCOMPARE(bench.walk("/EntityEvent?$filter=~ gt 9223372036854775807"), "");
    QVERIFY(bench.ask("GET /EntityEvent(9007199254740993)").body.contains(":9007199254740993,"));
}

void TestResourceService::numbersForReadersOfDoubles()
{
    ServiceBench bench;
    bench.publish(9'007'199'254'740'993);
    const wire::Response response = bench.ask("GET /EntityEvent?$count=true",
                                              {"Accept: application/json;IEEE754Compatible=true"});
    QCOMPARE(ServiceBench::field(response, "Content-Type"),
             "application/json;odata.metadata=minimal;IEEE754Compatible=true");
    QVERIFY(response.body.contains("\"EntityEventSequence\":\"9007199254740993\""));
    QVERIFY(response.body.contains("\"@odata.count\":\"1\""));
}

void TestResourceService::newerVersion()
{
    ServiceBench bench;
    bench.publishRange(1, 3);
    const wire::Response response =
        bench.ask("GET /EntityEvent?filter=~ GT 1", {"OData-MaxVersion: 4.01"});
    QCOMPARE(ServiceBench::field(response, "OData-Version"), "4.01");
    QCOMPARE(ServiceBench::numbers(response), "2 3");
    for (const QByteArray line :
         {"OData-Version: 3.0", "OData-Version: 9.9", "OData-MaxVersion: 3.0"}) {
        const wire::Response refused = bench.ask("GET /EntityEvent", {line});
        QCOMPARE(refused.status, 400);
        QCOMPARE(ServiceBench::field(refused, "OData-Version"), "4.0");
    }
}

void TestResourceService::newerDictionary()
{
    ResourceConfig config;
    config.dictionary = odata::DataDictionary::V21;
    ServiceBench bench(config);
    bench.publish(1);
    QVERIFY(bench.ask("GET /EntityEvent").body.contains(",\"FeedTypes\":[]}"));
    QVERIFY(bench.ask("GET /$metadata").body.contains("FeedTypes"));
    QCOMPARE(bench.ask("GET /EntityEvent?$select=FeedTypes").status, 200);
    QCOMPARE(ServiceBench().ask("GET /EntityEvent?$select=FeedTypes").status, 400);
}

void TestResourceService::plusIsNoticedOnce()
{
    ServiceBench bench;
    bench.publishRange(1, 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(bench.walk("/EntityEvent?$filter=~+gt+1"), "2 3");
    QCOMPARE(bench.notices.size(), 1);
    QVERIFY(bench.notices.front().contains("+"));
}

void TestResourceService::resuming()
{
    ServiceBench bench;
    QCOMPARE(bench.ask("POST /resume").body, R"({"resumes":1})");
    QCOMPARE(bench.ask("POST /resume").body, R"({"resumes":2})");
    QCOMPARE(bench.ask("POST /resume", {}, "wrong").status, 401);
    QCOMPARE(bench.resumes, 2);
}

void TestResourceService::withoutAHost()
{
    ServiceBench bench;
    wire::RequestParser parser{wire::Limits{}};
    const QByteArray bytes = "GET /EntityEvent HTTP/1.0\r\nAuthorization: Bearer secret\r\n\r\n";
    QCOMPARE(parser.advance(bytes).event, wire::Parsed::Event::Complete);
    QVERIFY(bench.service()
                .answer(parser.take())
                .body.contains("\"http://own:1/$metadata#EntityEvent\""));
}

QTEST_GUILESS_MAIN(TestResourceService)
#include "tst_resourceservice.moc"
