// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/csvevents.h"
#include "tests/support/testcase.h"

using namespace pushbench;
using namespace pushbench::producer;
using namespace Qt::StringLiterals;

/// Events from CSV, however the file is cut into pieces.
class TestCsvEvents final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void files_data();
    void files();
    void faults_data();
    void faults();
    void recognises_data();
    void recognises();
};

namespace {

constexpr const char *kHead = "sequence,resourceName,resourceRecordKey\n";

struct Taken
{
    QByteArrayList events;
    QString fault;
};

Taken taken(const QByteArray &text, qsizetype piece)
{
    CsvEvents reader(u"f"_s);
    std::vector<protocol::EntityEvent> events;
    Result<> done;
    for (qsizetype at = 0; done && at < text.size(); at += piece)
        done = reader.feed(QByteArrayView(text).sliced(at, qMin(piece, text.size() - at)), events);
    if (done)
        done = reader.finish(events);
    Taken result;
    for (const protocol::EntityEvent &event : events)
        result.events.append(QByteArray::number(event.sequence.value) + ' ' + event.resourceName
                             + ' ' + event.resourceRecordKey + ' ' + event.resourceRecordUrl);
    if (!done)
        result.fault = done.fault().message();
    return result;
}

} // namespace

void TestCsvEvents::files_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("events");
    const auto row = [](const char *name, const QByteArray &text, const char *events) {
        QTest::newRow(name) << text << QByteArray(events);
    };
    const QByteArray head(kHead);
    row("only a head", head, "");
    row("one", head + "1,A,k\n", "1 A k ");
    row("no line break at the end", head + "1,A,k", "1 A k ");
    row("line breaks of RFC 4180", head.trimmed() + "\r\n1,A,k\r\n2,B,l\r\n", "1 A k |2 B l ");
    row("blank lines", "\n" + head + "\n1,A,k\n\n", "1 A k ");
    row("a byte order mark", "\xEF\xBB\xBF" + head + "1,A,k", "1 A k ");
    row("quotes, commas and line breaks", head + "7,\"A,B\",\"say \"\"x\"\"\nand y\"\n",
        "7 A,B say \"x\"\nand y ");
    row("other columns, and another order",
        "state,ResourceRecordUrl,ResourceRecordKey,EntityEventSequence,x,ResourceName\n"
        "late,http://u,k,9223372036854775807,,A\n",
        "9223372036854775807 A k http://u");
}

void TestCsvEvents::files()
{
    QFETCH(QByteArray, text);
    for (const qsizetype piece : {qsizetype(1), qsizetype(7), qsizetype(10'000)}) {
        // A byte order mark comes whole, because a file is read in large pieces.
        if (text.startsWith('\xEF') && piece < 3)
            continue;
        const Taken read = taken(text, piece);
        QCOMPARE(read.fault, QString());
        QTEST(read.events.join('|'), "events");
    }
}

void TestCsvEvents::faults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const QByteArray &text, const QString &fault) {
        QTest::newRow(name) << text << fault;
    };
    const QByteArray good = QByteArray(kHead) + "1,A,k\n";
    row("no such column", "sequence,resourceName\n",
        u"f:1: there is no column resourceRecordKey"_s);
    row("no number", good + "x,A,k\n", u"f:3: column sequence: \"x\" is no EntityEventSequence"_s);
    row("zero", good + "0,A,k\n", u"f:3: column sequence: \"0\""_s);
    row("a fraction", good + "1.0,A,k\n", u"f:3: column sequence: \"1.0\""_s);
    row("beyond int64", good + "9223372036854775808,A,k\n", u"f:3: column sequence:"_s);
    row("too few cells", good + "2,A\n", u"f:3: column resourceRecordKey: it is empty"_s);
    row("an empty name", good + "2,,k\n", u"f:3: column resourceName: it is empty"_s);
    row("text behind a quote", good + "2,\"A\"B,k\n", u"f:3: something stands behind"_s);
    row("an open quote", good + "2,A,\"k\n3,B,l\n", u"f:3: a quote that was opened here"_s);
}

void TestCsvEvents::faults()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, fault);
    for (const qsizetype piece : {qsizetype(1), qsizetype(10'000)}) {
        const Taken read = taken(text, piece);
        QVERIFY2(read.fault.startsWith(fault), qPrintable(read.fault));
        if (text.contains("\n1,A,k\n"))
            QCOMPARE(read.events.join('|'), "1 A k "); // What came before it was handed out.
    }
}

void TestCsvEvents::recognises_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("csv");
    QTest::newRow("an export") << QByteArray("time,exchange,side,source,sequence,…\r\n") << true;
    QTest::newRow("standard names") << QByteArray("EntityEventSequence,ResourceName\n") << true;
    QTest::newRow("with a byte order mark") << QByteArray("\xEF\xBB\xBFsequence,a\n") << true;
    QTest::newRow("an event") << QByteArray("{\"EntityEventSequence\":1,\"a\":2}\n") << false;
    QTest::newRow("a list") << QByteArray("[1,2]") << false;
    QTest::newRow("prose") << QByteArray("hello, world") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestCsvEvents::recognises()
{
    QFETCH(QByteArray, text);
    QTEST(CsvEvents::recognises(text), "csv");
}

QTEST_GUILESS_MAIN(TestCsvEvents)
#include "tst_csvevents.moc"
