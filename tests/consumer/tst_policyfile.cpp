// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/policyfile.h"
#include "tests/support/testcase.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace pushbench;
using namespace pushbench::consumer;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The published schema, as far as it takes to make documents by it.
class Schema
{
public:
    Schema()
    {
        QFile file(QStringLiteral(PUSHBENCH_SOURCE_DIR "/resources/policy.schema.json"));
        if (file.open(QIODevice::ReadOnly))
            m_root = QJsonDocument::fromJson(file.readAll()).object();
    }

    [[nodiscard]] QJsonObject root() const { return m_root; }

    [[nodiscard]] QJsonObject resolved(const QJsonValue &value) const
    {
        const QJsonObject schema = value.toObject();
        const QString ref = schema.value(u"$ref"_s).toString();
        if (ref.isEmpty())
            return schema;
        return m_root.value(u"$defs"_s).toObject().value(ref.section(u'/', -1)).toObject();
    }

    /// A document with every member that the schema knows.
    [[nodiscard]] QJsonValue sample(const QJsonValue &value) const
    {
        const QJsonObject schema = resolved(value);
        if (schema.contains(u"const"_s))
            return schema.value(u"const"_s);
        if (schema.contains(u"enum"_s))
            return schema.value(u"enum"_s).toArray().last();
        if (schema.value(u"additionalProperties"_s).isObject())
            return QJsonObject{{u"X-Sample"_s, QJsonArray{u"1"_s, u"2"_s}}};
        const QString type = schema.value(u"type"_s).toString();
        if (type == u"integer"_s)
            return schema.value(u"minimum"_s);
        if (type == u"string"_s)
            return u"60"_s;
        if (type == u"array"_s && schema.contains(u"prefixItems"_s))
            return QJsonArray{1, 2};
        if (type == u"array"_s)
            return QJsonArray{sample(schema.value(u"items"_s))};
        QJsonObject object;
        const QJsonObject properties = schema.value(u"properties"_s).toObject();
        for (auto member = properties.begin(); member != properties.end(); ++member)
            object.insert(member.key(), sample(member.value()));
        for (const QString &other : alternatives(schema).mid(1))
            object.remove(other);
        return object;
    }

    /// Members of which a document has exactly one.
    [[nodiscard]] static QStringList alternatives(const QJsonObject &schema)
    {
        QStringList names;
        for (const QJsonValue one : schema.value(u"oneOf"_s).toArray())
            names += one.toObject().value(u"required"_s).toArray().first().toString();
        return names;
    }

    /// Shows every object schema with the path to it.
    void
    eachObject(const QJsonValue &value, const QStringList &path,
               const std::function<void(const QStringList &, const QJsonObject &)> &visit) const
    {
        const QJsonObject schema = resolved(value);
        if (schema.contains(u"items"_s))
            eachObject(schema.value(u"items"_s), path + QStringList{u"[0]"_s}, visit);
        const QJsonObject properties = schema.value(u"properties"_s).toObject();
        if (schema.value(u"type"_s) == u"object"_s)
            visit(path, schema);
        for (auto member = properties.begin(); member != properties.end(); ++member)
            eachObject(member.value(), path + QStringList{member.key()}, visit);
    }

private:
    QJsonObject m_root;
};

/// The document with one member set, or removed.
QJsonValue changed(const QJsonValue &document, const QStringList &path,
                   const QJsonValue &replacement)
{
    if (path.isEmpty())
        return replacement;
    if (path.front() == u"[0]"_s)
        return QJsonArray{changed(document.toArray().first(), path.mid(1), replacement)};
    QJsonObject object = document.toObject();
    const QJsonValue inner = changed(object.value(path.front()), path.mid(1), replacement);
    if (inner.isUndefined())
        object.remove(path.front());
    else
        object.insert(path.front(), inner);
    return object;
}

Result<Policy> parse(const QJsonValue &document)
{
    return parsePolicy(QJsonDocument(document.toObject()).toJson(), u"policy.json"_s);
}

/// "rules[0].when".
QString shown(const QStringList &path)
{
    return path.join(u'.').replace(u".["_s, u"["_s);
}

bool refusedFor(const Result<Policy> &result, const QStringList &path)
{
    static const QRegularExpression line(u"^line \\d+: "_s);
    return !result && result.fault().kind == FaultKind::Malformed
        && result.fault().where == u"policy.json"_s && line.match(result.fault().text).hasMatch()
        && result.fault().text.contains(u"member "_s + shown(path) + u' ');
}

} // namespace

class TestPolicyFile final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyMemberIsRead();
    void nothingAtAllIsAPolicy();
    void whatIsWrittenIsReadAgain();
    void theSchemaAndTheReaderAgree();
    void faults_data();
    void faults();
    void aLargePolicyIsReadInNoTime();
};

void TestPolicyFile::everyMemberIsRead()
{
    const Result<Policy> policy = parsePolicy(R"({
        "rules": [{ "when": { "source": "IDX \u00e4", "resource": "Media",
                              "sequence": [1100, 9223372036854775807] },
                    "reply": { "status": 503, "retryAfter": "5", "latencyMs": 7 } }],
        "replies": [{ "times": 3, "status": 429, "retryAfter": "rfc850:-2", "latencyMs": 8 }],
        "latency": { "ms": 20, "jitterMs": 10 },
        "then": "accept" })",
                                              u"policy.json"_s);
    QVERIFY2(policy, qPrintable(policy ? QString() : policy.fault().message()));
    const Rule rule{
        .when = {.source = "IDX \xc3\xa4",
                 .resource = "Media",
                 .sequence = {{protocol::Sequence{1100}, protocol::kLastSequence}}},
        .reply = {.status = 503, .retryAfter = RetryAfterSpec{.literal = "5"}, .latency = 7ms}};
    const RetryAfterSpec ago{.kind = RetryAfterSpec::Kind::Rfc850, .offset = -2s};
    const Policy expected{
        .rules = {rule},
        .replies = {{.times = 3, .reply = {.status = 429, .retryAfter = ago, .latency = 8ms}}},
        .latency = 20ms,
        .jitter = 10ms};
    QVERIFY(policy.value() == expected);
}

void TestPolicyFile::nothingAtAllIsAPolicy()
{
    const Result<Policy> policy = parsePolicy("{}", u"policy.json"_s);
    QVERIFY(policy);
    QVERIFY(policy.value() == Policy());
}

/// Whatever the published schema allows is read, and what it forbids is refused with the member's
/// name: they cannot drift apart.
void TestPolicyFile::whatIsWrittenIsReadAgain()
{
    const Schema schema;
    const Result<Policy> whole = parse(schema.sample(schema.root()));
    QVERIFY2(whole, whole ? "" : qPrintable(whole.fault().message()));
    QVERIFY(!whole->rules.empty() && !whole->replies.empty() && whole->rateLimit);
    for (Policy policy : {whole.value(), Policy()}) {
        for (const char *value :
             {"", "60", "soon", "seconds", "date:+3", "rfc850:-60", "asctime:+0"})
            policy.replies.push_back(
                {.times = 3, .reply = {.status = 429, .retryAfter = RetryAfterSpec::parse(value)}});
        const QByteArray text = writePolicy(policy);
        const Result<Policy> again = parsePolicy(text, u"written.json"_s);
        QVERIFY2(again, again ? "" : qPrintable(again.fault().message()));
        QCOMPARE(again.value(), policy);
    }
    QCOMPARE(parsePolicy(writePolicy({}), u"written.json"_s).value(), Policy());
}

void TestPolicyFile::theSchemaAndTheReaderAgree()
{
    const Schema schema;
    const QJsonValue whole = schema.sample(schema.root());
    const Result<Policy> read = parse(whole);
    QVERIFY2(read, qPrintable(read ? QString() : read.fault().message()));
    int members = 0;
    schema.eachObject(schema.root(), {}, [&](const QStringList &path, const QJsonObject &object) {
        const QByteArray hereText = shown(path).toUtf8();
        const char *here = hereText.constData();
        if (object.value(u"additionalProperties"_s).isObject())
            return; // A map: its names are the author's.
        QVERIFY2(object.value(u"additionalProperties"_s) == QJsonValue(false), here);
        const QStringList alternatives = Schema::alternatives(object);
        const QStringList stranger = path + QStringList{u"stranger"_s};
        QVERIFY2(refusedFor(parse(changed(whole, stranger, 1)), stranger), here);

        const QJsonArray required = object.value(u"required"_s).toArray();
        const QJsonObject properties = object.value(u"properties"_s).toObject();
        for (auto member = properties.begin(); member != properties.end(); ++member) {
            ++members;
            const QStringList at = path + QStringList{member.key()};
            const QByteArray nameText = shown(at).toUtf8();
            const char *name = nameText.constData();
            const bool needed =
                required.contains(member.key()) || alternatives.value(0) == member.key();
            if (alternatives.indexOf(member.key()) > 0) {
                QVERIFY2(refusedFor(parse(changed(whole, at, 1)), path), name); // One is there.
                continue;
            }
            const Result<Policy> without = parse(changed(whole, at, QJsonValue::Undefined));
            QVERIFY2(needed ? !without : without.ok(), name);
            for (const QJsonValue &wrong :
                 {QJsonValue(true), QJsonValue(), QJsonValue(1.5), QJsonValue(QJsonArray{true})})
                QVERIFY2(!parse(changed(whole, at, wrong)), name);
            QVERIFY2(refusedFor(parse(changed(whole, at, true)), at), name);

            const QJsonObject rules = schema.resolved(member.value());
            if (rules.value(u"type"_s) != u"integer"_s)
                continue;
            const qint64 least = rules.value(u"minimum"_s).toInteger();
            const qint64 most = rules.value(u"maximum"_s).toInteger();
            QVERIFY2(parse(changed(whole, at, least)) && parse(changed(whole, at, most)), name);
            QVERIFY2(refusedFor(parse(changed(whole, at, least - 1)), at), name);
            QVERIFY2(refusedFor(parse(changed(whole, at, most + 1)), at), name);
        }
    });
    QCOMPARE(members, 39);
}

void TestPolicyFile::faults_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *json, const char *text) {
        QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(text);
    };
    row("nothing", "", "line 1 is not JSON: ");
    row("no JSON", "{\n\n  status: 429 }", "line 3 is not JSON: ");
    row("a trailing comma", "{\n\"replies\": [],\n}", "line 3 is not JSON: ");
    row("two documents", "{}\n{}", "line 2 is not JSON: ");
    row("deeper than any policy", QByteArray(100, '[').constData(), "line 1 is not JSON: ");
    row("an array", "[]", "line 1: a policy is a JSON object; write {} for none");
    row("twice the same member", "{\"then\": \"accept\",\n\"then\": \"accept\"}",
        "line 2: member then stands twice in one object; keep one of them");
    row("an unknown member", "{\n \"replies\": [\n  {\"state\": 429}]}",
        "line 3: member replies[0].state is not known here; known are times, status, retryAfter, "
        "headers, latencyMs, fault, drip");
    row("a name with odd characters", "{\n \"a/b~c.d\": 1}",
        "line 2: member a/b~c.d is not known here; known are rules, replies, rateLimit, latency, "
        "then");
    row("a status out of range", "{\"replies\": [{},\n{\"status\": 600}]}",
        "line 2: member replies[1].status must be a whole number from 200 to 599");
    row("a number that is none", "{\"replies\":\n[{\"times\": \"2\"}]}",
        "line 2: member replies[0].times must be a whole number from 1 to 1000000000");
    row("times in a rule", "{\"rules\":\n[{\"when\":{},\n\"reply\":{\"times\":2}}]}",
        "line 3: member rules[0].reply.times is not known here; known are status, retryAfter, "
        "headers, latencyMs, fault, drip");
    row("a rule without a reply", "{\"rules\":\n[{\"when\":{}}]}",
        "member rules[0].reply must be an object");
    row("numbers the wrong way round",
        "{\"rules\":[{\"when\":{\n\"sequence\":[2,1]},\"reply\":{}}]}",
        "line 2: member rules[0].when.sequence must be [first, last], whole numbers with first <= "
        "last");
    row("a number that no int64 holds",
        "{\"rules\":[{\"when\":{\n\"sequence\":[1,9223372036854775808]},\"reply\":{}}]}",
        "line 2: member rules[0].when.sequence must be [first, last]");
    row("a line break in a field", "{\"replies\":[{\n\"retryAfter\":\"1\\r\\nX: y\"}]}",
        "line 2: member replies[0].retryAfter must be printable ASCII; it is a field value");
    row("a NUL in a field", "{\"replies\":[{\n\"retryAfter\":\"1\\u0000\"}]}",
        "line 2: member replies[0].retryAfter must be printable ASCII");
    row("a date without a sign", "{\"replies\":[{\n\"retryAfter\":\"date:3\"}]}",
        "line 2: member replies[0].retryAfter is no date to compute; write date:+3 for three "
        "seconds from then");
    row("a fault that nobody knows", "{\"replies\":[{\n\"fault\":\"explode\"}]}",
        "line 2: member replies[0].fault is no fault; known are none, reset, reset-during, "
        "reset-after, close, truncate, wrong-length, drip, never, stream-reset, goaway");
    row("a field name with a blank", "{\"replies\":[{\"headers\":{\n\"Retry After\":\"1\"}}]}",
        "line 2: member replies[0].headers.Retry After is no field name");
    row("a field value with a line break",
        "{\"replies\":[{\"headers\":{\n\"X\":[\"1\",\"\\n\"]}}]}",
        "line 2: member replies[0].headers.X must be printable ASCII, or an array of it");
    row("a limit of both kinds", "{\"rateLimit\":{\n\"events\":1,\"requests\":1}}",
        "line 1: member rateLimit needs one of events and requests");
    row("a limit of nothing", "{\"rateLimit\":{\n\"burst\":1}}",
        "line 1: member rateLimit needs one of events and requests");
    row("another end of the script", "{\"then\":\n\"reject\"}",
        "line 1: member then must be \"accept\"");
    row("the first of two mistakes", "{\"latency\": {\"ms\": -1},\n \"then\": 1}",
        "line 1: member latency.ms must be a whole number from 0 to 3600000");
}

void TestPolicyFile::faults()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    const Result<Policy> policy = parsePolicy(json, u"policy.json"_s);
    QVERIFY(!policy);
    QCOMPARE(policy.fault().kind, FaultKind::Malformed);
    QCOMPARE(policy.fault().where, u"policy.json"_s);
    QVERIFY2(policy.fault().text.contains(text), qPrintable(policy.fault().text));
}

void TestPolicyFile::aLargePolicyIsReadInNoTime()
{
    QByteArray json = "{\"replies\": [";
    for (int i = 0; i < 20'000; ++i)
        json.append("{\"status\": 429,\n\"retryAfter\": \"1\"},\n");
    json.append("{\"status\": 99}]}");
    const Result<Policy> policy = parsePolicy(json, u"policy.json"_s);
    QVERIFY(!policy);
    QVERIFY2(policy.fault().text.startsWith(u"line 40001: member replies[20000].status"_s),
             qPrintable(policy.fault().text));
}

QTEST_GUILESS_MAIN(TestPolicyFile)
#include "tst_policyfile.moc"
