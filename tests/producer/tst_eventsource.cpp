// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/generator.h"
#include "core/protocol/payload/payloadwriter.h"
#include "tests/support/testcase.h"

#include <QTemporaryDir>

#include <map>
#include <set>

using namespace pushbench;
using namespace pushbench::producer;
using namespace Qt::StringLiterals;

namespace {

using Events = std::vector<protocol::EntityEvent>;

/// Everything that a source gives, and the fault that it ended with.
struct Taken
{
    Events events;
    std::optional<Fault> fault;
    size_t most = 0; ///< Handed out at a time.
};

Taken takeAll(EventSource &source, size_t count)
{
    Taken taken;
    while (true) {
        Result<Events> events = source.take(count);
        if (!events) {
            taken.fault = events.fault();
            return taken;
        }
        if (events->empty())
            return taken;
        taken.most = std::max(taken.most, events->size());
        taken.events.insert(taken.events.end(), events->begin(), events->end());
    }
}

Events made(const GeneratorConfig &config, size_t count = 7)
{
    Generator generator(config);
    return takeAll(generator, count).events;
}

QByteArray sequencesOf(const Events &events)
{
    QByteArrayList numbers;
    for (const protocol::EntityEvent &event : events)
        numbers.append(QByteArray::number(event.sequence.value));
    return numbers.join(' ');
}

} // namespace

class TestEventSource final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sameSeedSameEvents();
    void theFirstFeedNeverChanges();
    void resourcesAreDrawnFromTheList();
    void resourcesAreDrawnByWeight();
    void childrenComeBehindTheirParents();
    void recordsComeBack();
    void holesKeepTheirShare();
    void theEndOfTheNumbers_data();
    void theEndOfTheNumbers();
    void whatCannotBeMade_data();
    void whatCannotBeMade();
    void filesOfEveryShape_data();
    void filesOfEveryShape();
    void faultsNameTheLine_data();
    void faultsNameTheLine();
    void aMissingFileIsTold();
    void aLargeFileIsStreamed();
    void aListIsGivenInOrder();

private:
    [[nodiscard]] QString write(const QByteArray &text);

    QTemporaryDir m_folder;
};

void TestEventSource::sameSeedSameEvents()
{
    const GeneratorConfig config{.events = 500, .seed = 9, .holeRate = 0.1};
    // However many are taken at a time.
    QVERIFY(made(config, 1) == made(config, 499));
    GeneratorConfig other = config;
    other.seed = 10;
    QVERIFY(made(config) != made(other));
}

/// A seed in somebody's notes must give the same feed in years to come, whatever the library.
void TestEventSource::theFirstFeedNeverChanges()
{
    QByteArrayList feed;
    for (const protocol::EntityEvent &event :
         made({.events = 4, .seed = 42, .first = {1101}, .holeRate = 0.3}))
        feed.append(QByteArray::number(event.sequence.value) + ' ' + event.resourceName + ' '
                    + event.resourceRecordKey);
    QCOMPARE(feed.join(", "),
             "1101 Member 3yd-RESO-7769306806, 1103 Property 3yd-RESO-6171132736, "
             "1104 Property 3yd-RESO-1111444940, 1105 Member 3yd-RESO-8438947802");
}

void TestEventSource::resourcesAreDrawnFromTheList()
{
    const Events events =
        made({.events = 3'000, .resources = {"Property", "Media", "\xc3\x96rtchen"}});
    std::map<QByteArray, int> counts;
    for (const protocol::EntityEvent &event : events)
        ++counts[event.resourceName];
    QCOMPARE(counts.size(), 3u);
    QVERIFY2(counts["Property"] > counts["Media"] && counts["Media"] > counts["\xc3\x96rtchen"],
             "earlier names are more frequent");
    for (const protocol::EntityEvent &event : made({.events = 50, .resources = {"Member"}}))
        QCOMPARE(event.resourceName, "Member");
}

void TestEventSource::resourcesAreDrawnByWeight()
{
    GeneratorConfig config{.events = 20'000};
    QVERIFY(setResources(config, {"Member=1", "Property=6", "Office=3"}).ok());
    std::map<QByteArray, int> counts;
    for (const protocol::EntityEvent &event : made(config))
        ++counts[event.resourceName];
    QVERIFY2(std::abs(counts["Member"] - 2'000) < 200,
             qPrintable(QString::number(counts["Member"])));
    QVERIFY2(std::abs(counts["Property"] - 12'000) < 300,
             qPrintable(QString::number(counts["Property"])));

    for (const char *wrong : {"Member=0", "Member=-1", "Member=x", "Member=", "=3"}) {
        const Result<> set = setResources(config, {"Property=1", wrong});
        QVERIFY2(!set, wrong);
        QCOMPARE(set.fault().where, u"--resources"_s);
    }
    QVERIFY2(!setResources(config, {"Property=1", "Member"}), "all or none");

    QVERIFY2(setResources(config, {"Property", "Widget"}).ok(), "names alone");
    QVERIFY(config.resources == (std::vector<QByteArray>{"Property", "Widget"}));
    QVERIFY(config.weights.empty());
}

/// RCP027-R11, as far as a feed can show it: by the order and by the keys.
void TestEventSource::childrenComeBehindTheirParents()
{
    std::set<QByteArray> properties;
    int children = 0;
    for (const protocol::EntityEvent &event :
         made({.events = 5'000, .resources = {"Media", "Showing", "Property", "Member"}})) {
        if (event.resourceName == "Property")
            properties.insert(event.resourceRecordKey);
        if (event.resourceName != "Media" && event.resourceName != "Showing")
            continue;
        ++children;
        const QByteArray parent =
            event.resourceRecordKey.first(event.resourceRecordKey.lastIndexOf('-'));
        QVERIFY2(properties.contains(parent), event.resourceRecordKey.constData());
    }
    QVERIFY(children > 2'500);
    // Where the parents are no part of the feed, nobody waits for them.
    for (const protocol::EntityEvent &event : made({.events = 50, .resources = {"Media"}}))
        QCOMPARE(event.resourceName, "Media");
}

void TestEventSource::recordsComeBack()
{
    const Events events = made({.events = 2'000});
    std::set<std::pair<QByteArray, QByteArray>> records;
    for (const protocol::EntityEvent &event : events)
        records.emplace(event.resourceName, event.resourceRecordKey);
    QVERIFY2(records.size() > 1'200 && records.size() < 1'600,
             qPrintable(QString::number(records.size())));
}

void TestEventSource::holesKeepTheirShare()
{
    const Events whole = made({.events = 1'000, .first = {5}, .holeRate = 0});
    QCOMPARE(whole.front().sequence.value, 5);
    QCOMPARE(whole.back().sequence.value, 1'004);

    const Events holed = made({.events = 20'000, .first = {1}, .holeRate = 0.25});
    QCOMPARE(holed.size(), 20'000u);
    for (size_t i = 1; i < holed.size(); ++i)
        QVERIFY(holed[i - 1].sequence < holed[i].sequence);
    const double numbers = double(holed.back().sequence.value);
    QVERIFY2(std::abs((numbers - 20'000) / numbers - 0.25) < 0.02,
             qPrintable(QString::number(numbers)));
}

void TestEventSource::theEndOfTheNumbers_data()
{
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("events");
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QString>("fault");
    const qint64 last = std::numeric_limits<qint64>::max();
    QTest::newRow("just enough") << last - 1 << qint64(2)
                                 << QByteArray("9223372036854775806 9223372036854775807")
                                 << QString();
    QTest::newRow("one too many")
        << last - 1 << qint64(3) << QByteArray("9223372036854775806 9223372036854775807")
        << u"--first-sequence: the numbers end at 9223372036854775807 after 2 of 3 events; begin "
           "with a smaller one"_s;
    QTest::newRow("the very last")
        << last << qint64(1) << QByteArray("9223372036854775807") << QString();
}

void TestEventSource::theEndOfTheNumbers()
{
    QFETCH(qint64, first);
    QFETCH(qint64, events);
    for (const size_t count : {1u, 2u, 1'000u}) {
        Generator generator({.events = events, .first = {first}});
        const Taken taken = takeAll(generator, count);
        QTEST(sequencesOf(taken.events), "made");
        QTEST(taken.fault ? taken.fault->message() : QString(), "fault");
        QCOMPARE(generator.take(1).ok(), !taken.fault.has_value());
    }
}

void TestEventSource::whatCannotBeMade_data()
{
    QTest::addColumn<GeneratorConfig>("config");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const GeneratorConfig &config, const QString &where) {
        QTest::newRow(name) << config << where;
    };
    row("the defaults", {}, {});
    row("nearly only holes", {.holeRate = 0.99}, {});
    row("only holes", {.holeRate = 1}, u"--hole-rate"_s);
    row("fewer holes than none", {.holeRate = -0.1}, u"--hole-rate"_s);
    row("no number", {.holeRate = std::nan("")}, u"--hole-rate"_s);
    row("no resources", {.resources = {}}, u"--resources"_s);
    row("a nameless resource", {.resources = {"Media", ""}}, u"--resources"_s);
    row("a sequence of zero", {.first = {0}}, u"--first-sequence"_s);
    row("fewer events than none", {.events = -1}, u"--events"_s);
}

void TestEventSource::whatCannotBeMade()
{
    QFETCH(GeneratorConfig, config);
    const Result<> result = check(config);
    QTEST(result ? QString() : result.fault().where, "where");
    QVERIFY(result || result.fault().kind == FaultKind::Usage);
}

QString TestEventSource::write(const QByteArray &text)
{
    const QString path = m_folder.filePath(u"events"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {};
    return path;
}

void TestEventSource::filesOfEveryShape_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("sequences");
    const auto row = [](const char *name, const QByteArray &text, const char *sequences) {
        QTest::newRow(name) << text << QByteArray(sequences);
    };
    const QByteArray event =
        R"({"EntityEventSequence": 7, "ResourceName": "A", "ResourceRecordKey": "k"})";
    row("nothing", "", "");
    row("blank lines", "\n \n", "");
    row("one event a line", event + '\n' + event + '\n', "7 7");
    row("no line break at the end", event, "7");
    row("our own records, among others",
        R"({"type":"listening","url":"x"}
           {"type":"event","sequence":9223372036854775807,"resourceName":"A","resourceRecordKey":"k"}
           {"type":"summary","events":1})",
        "9223372036854775807");
    row("a single payload",
        protocol::writeSingle({.sequence = {5}, .resourceName = "A", .resourceRecordKey = "k"}),
        "5");
    const Events two{{.sequence = {5}, .resourceName = "A", .resourceRecordKey = "k"},
                     {.sequence = {6}, .resourceName = "A", .resourceRecordKey = "k"}};
    row("payloads of several, one behind the other",
        protocol::writeMulti(two) + protocol::writeMulti({}) + protocol::writeMulti(two),
        "5 6 5 6");
}

void TestEventSource::filesOfEveryShape()
{
    QFETCH(QByteArray, text);
    for (const size_t count : {1u, 3u, 100u}) {
        Result<std::unique_ptr<EventSource>> source = FileSource::open(write(text));
        QVERIFY(source);
        const Taken taken = takeAll(*source.value(), count);
        QVERIFY2(!taken.fault, qPrintable(taken.fault ? taken.fault->message() : QString()));
        QTEST(sequencesOf(taken.events), "sequences");
        QVERIFY(taken.most <= count);
    }
}

void TestEventSource::faultsNameTheLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("fault");
    const QByteArray good =
        R"({"EntityEventSequence": 7, "ResourceName": "A", "ResourceRecordKey": "k"})"
        "\n";
    const auto row = [&good](const char *name, const QByteArray &bad, const char *fault) {
        QTest::newRow(name) << good + good + bad << QByteArray("7 7") << QString::fromUtf8(fault);
    };
    row("no JSON", "sequence 8", "events:3: ");
    row("an array", "[1]", "events:3: an array stands where an object with an event belongs");
    row("a string for a number",
        R"({"EntityEventSequence": "8", "ResourceName": "A", "ResourceRecordKey": "k"})",
        "events:3: \"EntityEventSequence\" is a string; write it as a bare integer");
    row("a number too large",
        R"({"EntityEventSequence": 9223372036854775808, "ResourceName": "A", "ResourceRecordKey": "k"})",
        "events:3: \"EntityEventSequence\" is ");
    row("a member missing", R"({"EntityEventSequence": 8, "ResourceName": "A"})",
        "events:3: the object that ends here has no ResourceRecordKey");
    row("broken off", R"({"EntityEventSequence": 8,)", "events:3: ");
}

void TestEventSource::faultsNameTheLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, fault);
    for (const size_t count : {1u, 2u, 100u}) {
        Result<std::unique_ptr<EventSource>> source = FileSource::open(write(text));
        QVERIFY(source);
        const Taken taken = takeAll(*source.value(), count);
        QTEST(sequencesOf(taken.events), "before");
        QVERIFY(taken.fault);
        QVERIFY2(taken.fault->message().contains(fault), qPrintable(taken.fault->message()));
        QVERIFY2(!source.value()->take(1), "a fault is final");
    }
}

void TestEventSource::aMissingFileIsTold()
{
    const QString path = m_folder.filePath(u"nowhere"_s);
    const auto source = FileSource::open(path);
    QVERIFY(!source);
    QCOMPARE(source.fault().kind, FaultKind::NotFound);
    QCOMPARE(source.fault().where, path);
}

void TestEventSource::aLargeFileIsStreamed()
{
    // One payload of many events, several times the size of a read.
    QByteArray text = R"({"@reso.context":"urn:reso:metadata:2.0:resource:entityevent","value":[)";
    constexpr qint64 kEvents = 20'000;
    for (qint64 i = 1; i <= kEvents; ++i)
        text.append(protocol::writeEvent(
                        {.sequence = {i}, .resourceName = "Media", .resourceRecordKey = "key"}))
            .append(i == kEvents ? "]}" : ",\n");
    text.append("\n[");
    Result<std::unique_ptr<EventSource>> source = FileSource::open(write(text));
    QVERIFY(source);
    const Taken taken = takeAll(*source.value(), 3);
    QCOMPARE(taken.events.size(), size_t(kEvents));
    QCOMPARE(taken.events.back().sequence.value, kEvents);
    QVERIFY(taken.fault);
    QVERIFY2(taken.fault->where.endsWith(u":20001"_s), qPrintable(taken.fault->where));
}

void TestEventSource::aListIsGivenInOrder()
{
    ListSource source({{.sequence = {3}}, {.sequence = {1}}, {.sequence = {2}}});
    QCOMPARE(sequencesOf(takeAll(source, 2).events), "3 1 2");
    QVERIFY(source.take(1).value().empty());
}

QTEST_GUILESS_MAIN(TestEventSource)
#include "tst_eventsource.moc"
