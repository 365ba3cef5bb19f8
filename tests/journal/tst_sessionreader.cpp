// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/journal/sample.h"
#include "tests/support/testcase.h"

#include <QFile>

#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pushbench;
using namespace pushbench::journal;

namespace {

/// Every stored field, in words, to be compared and to fail with.
QByteArray shown(const Exchange &exchange)
{
    const auto offset = [](const Timings::Offset &value) {
        return value ? QByteArray::number(qint64(value->count())) : "-"_ba;
    };
    const QList<QByteArray> parts{
        QByteArray::number(exchange.number.value),
        exchange.side == Side::Consumer ? "consumer"_ba : "producer"_ba,
        QByteArray::number(exchange.connection),
        exchange.peer.toPercentEncoding(),
        exchange.protocol.toPercentEncoding(),
        exchange.method.toPercentEncoding(),
        exchange.target.toPercentEncoding(),
        exchange.source ? exchange.source->toPercentEncoding().append('.') : "-"_ba,
        QByteArray::number(qint64(exchange.began.time_since_epoch().count())),
        offset(exchange.timings.connected),
        offset(exchange.timings.requestDone),
        offset(exchange.timings.firstByte),
        offset(exchange.timings.done),
        QByteArray::number(exchange.status),
        outcomeName(exchange.outcome).toByteArray(),
        QByteArray::number(exchange.attempt),
        QByteArray::number(exchange.delivery),
        exchange.fault.toPercentEncoding(),
        exchange.tls.toPercentEncoding(),
        exchange.requestHead.toPercentEncoding(),
        exchange.requestBody.toPercentEncoding(),
        exchange.requestTrailers.toPercentEncoding(),
        exchange.responseHead.toPercentEncoding(),
        exchange.responseBody.toPercentEncoding()};
    return parts.join(" | ");
}

QByteArray everyByte()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes.append(char(i));
    return bytes;
}

Exchange fullExchange()
{
    Exchange exchange;
    exchange.side = Side::Producer;
    exchange.connection = std::numeric_limits<qint64>::max();
    exchange.peer = "[::1]:1";
    exchange.protocol = "HTTP/1.0";
    exchange.tls = "TLS 1.3, client CN=\xC3\xBC";
    exchange.method = "PATCH";
    exchange.target = "/" + everyByte();
    exchange.source = "\xC3\xBC \xFC";
    exchange.began = WallTime(-1us);
    exchange.timings = {.connected = 0us, .requestDone = 1us, .firstByte = 2us, .done = 3us};
    exchange.requestHead = everyByte();
    exchange.requestBody = everyByte() + QByteArray(100'000, '\0');
    exchange.requestTrailers = "A: b\r\n";
    exchange.status = 599;
    exchange.responseHead = everyByte();
    exchange.responseBody = QByteArray("\0\0", 2);
    exchange.attempt = std::numeric_limits<int>::max();
    exchange.delivery = std::numeric_limits<qint64>::min();
    exchange.outcome = Outcome::Held;
    exchange.fault = "caf\xC3\xA9\n";
    return exchange;
}

} // namespace

Q_DECLARE_METATYPE(pushbench::journal::Outcome)

class TestSessionReader final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBack();
    void outcomes_data();
    void outcomes();
    void notesKeepTheirPlace();
    void oneExchange();
    void oneExchangeReadsFewNotes();
    void aVisitorMayStop();
    void eventColumns();
    void alsoWhileItIsWritten();
    void textThatIsNoneIsABlob();
    void unknownNotesAreLeftOut();
    void aTornFile_data();
    void aTornFile();
    void aTornLogLosesOnlyItsEnd();
};

void TestSessionReader::everyFieldComesBack()
{
    const SessionFolder folder;
    Exchange emptySource;
    emptySource.source = QByteArray();
    std::vector<Exchange> written;
    written.push_back(fullExchange());
    written.push_back({}); // Empty everywhere, absent where that is something else.
    written.push_back(std::move(emptySource));
    {
        Result<SessionWriter> file =
            SessionWriter::open(folder.path(), testRun(), Durability::Process);
        QVERIFY(file.ok());
        QVERIFY(file->begin().ok());
        for (size_t i = 0; i < written.size(); ++i) {
            written[i].number = {qint64(i) + 1};
            QVERIFY(file->insert(written[i]).ok());
        }
        QVERIFY(file->commit().ok());
    }
    const Replayed read = replayed(folder.path());
    QCOMPARE(read.fault, QString());
    QCOMPARE(read.exchanges.size(), written.size());
    for (size_t i = 0; i < written.size(); ++i)
        QCOMPARE(shown(read.exchanges[i]), shown(written[i]));
}

void TestSessionReader::outcomes_data()
{
    QTest::addColumn<Outcome>("outcome");
    for (const Outcome outcome : {Outcome::Answered, Outcome::Delivered, Outcome::Refused,
                                  Outcome::Held, Outcome::Unknown, Outcome::Failed})
        QTest::newRow(outcomeName(outcome).data()) << outcome;
}

void TestSessionReader::outcomes()
{
    QFETCH(Outcome, outcome);
    QCOMPARE(outcomeFromName(outcomeName(outcome)), outcome);
    QVERIFY(!outcomeFromName("something else"));
}

void TestSessionReader::notesKeepTheirPlace()
{
    const SessionFolder folder;
    {
        Result<SessionWriter> file =
            SessionWriter::open(folder.path(), testRun(), Durability::Process);
        QVERIFY(file.ok());
        QVERIFY(file->begin().ok());
        const auto add = [&file](qint64 number) {
            const auto exchange = sampleExchange(number);
            exchange->number = {number};
            return file->insert(*exchange).ok();
        };
        QVERIFY(file->insert(Note{.kind = Note::Kind::Consumer, .text = "{\"a\":1}"}, {0}).ok());
        QVERIFY(add(1) && add(2));
        QVERIFY(file->insert(Note{.exchange = {1}, .text = "reset"}, {2}).ok());
        QVERIFY(file->insert(Note{.exchange = {2}, .text = {}}, {2}).ok());
        QVERIFY(add(3));
        QVERIFY(file->commit().ok());
    }
    const Replayed read = replayed(folder.path());
    QCOMPARE(read.order, "note 1 2 note note 3");
    QCOMPARE(read.notes.at(0).kind, Note::Kind::Consumer);
    QCOMPARE(read.notes.at(0).text, "{\"a\":1}");
    QCOMPARE(read.notes.at(1).kind, Note::Kind::AnswerLost);
    QCOMPARE(read.notes.at(1).exchange, ExchangeNumber{1});
    QCOMPARE(read.notes.at(1).text, "reset");
    QCOMPARE(read.notes.at(2).exchange, ExchangeNumber{2});
}

void TestSessionReader::oneExchange()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 3), QString());
    const Result<SessionReader> reader = SessionReader::open(folder.path());
    QVERIFY(reader.ok());
    QCOMPARE(reader.value().exchangeCount().value(), 3);
    const auto second = reader.value().exchange({2});
    QVERIFY(second.ok() && second.value());
    QCOMPARE(second.value()->requestBody, sampleExchange(2)->requestBody);
    const auto none = reader.value().exchange({4});
    QVERIFY(none.ok() && !none.value());
}

/// Whoever goes through a session exchange by exchange must not read all its notes for each.
void TestSessionReader::oneExchangeReadsFewNotes()
{
    const SessionFolder folder;
    QVERIFY(SessionWriter::open(folder.path(), testRun(), Durability::Process));
    Result<Database> database = Database::open(folder.path(), Database::Mode::ReadOnly);
    QVERIFY(database);
    Result<Statement> plan = database->prepare(
        "EXPLAIN QUERY PLAN SELECT text FROM notes WHERE kind='intended' AND exchange=?");
    QVERIFY(plan);
    QVERIFY(plan->step().value());
    QCOMPARE(plan->bytes(3), "SEARCH notes USING INDEX notes_intended (exchange=?)");
}

void TestSessionReader::aVisitorMayStop()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 5), QString());
    const Result<SessionReader> reader = SessionReader::open(folder.path());
    QVERIFY(reader.ok());
    int seen = 0;
    QVERIFY(reader.value()
                .replay({.exchange = [&seen](const Exchange &) { return ++seen < 2; },
                         .note = [](const Note &) { return true; }})
                .ok());
    QCOMPARE(seen, 2);
}

/// They are there for other tools; the bench reads the body.
void TestSessionReader::eventColumns()
{
    const SessionFolder folder;
    {
        Result<SessionWriter> file =
            SessionWriter::open(folder.path(), testRun(), Durability::Process);
        QVERIFY(file.ok());
        const auto exchange = sampleExchange(std::numeric_limits<qint64>::max());
        exchange->payload = std::make_shared<const protocol::Payload>(
            protocol::parsePayload(exchange->requestBody));
        exchange->number = {1};
        QVERIFY(file->begin().ok());
        QVERIFY(file->insert(*exchange).ok());
        QVERIFY(file->commit().ok());
    }
    Result<Database> database = Database::open(folder.path(), Database::Mode::ReadOnly);
    QVERIFY(database.ok());
    QCOMPARE(database->integer("SELECT events FROM exchanges").value(), 1);
    for (const char *sql :
         {"SELECT first_sequence FROM exchanges", "SELECT last_sequence FROM exchanges"})
        QCOMPARE(database->integer(sql).value(), std::numeric_limits<qint64>::max());
}

void TestSessionReader::alsoWhileItIsWritten()
{
    const SessionFolder folder;
    Result<SessionWriter> file =
        SessionWriter::open(folder.path(), testRun(), Durability::PowerLoss);
    QVERIFY(file.ok());
    const auto exchange = sampleExchange(1);
    exchange->number = {1};
    QVERIFY(file->begin().ok());
    QVERIFY(file->insert(*exchange).ok());
    QCOMPARE(orderOf(folder.path()), "");
    QVERIFY(file->commit().ok());
    QCOMPARE(orderOf(folder.path()), "1");
}

void TestSessionReader::textThatIsNoneIsABlob()
{
    const SessionFolder folder;
    {
        Result<SessionWriter> file =
            SessionWriter::open(folder.path(), testRun(), Durability::Process);
        QVERIFY(file.ok());
        QVERIFY(file->begin().ok());
        for (const auto &[number, source] : {std::pair(1, "\xC3\xBC"_ba), std::pair(2, "\xFC"_ba),
                                             std::pair(3, QByteArray("a\0b", 3))}) {
            const auto exchange = sampleExchange(number);
            exchange->number = {number};
            exchange->source = source;
            QVERIFY(file->insert(*exchange).ok());
        }
        QVERIFY(file->commit().ok());
    }
    Result<Database> database = Database::open(folder.path(), Database::Mode::ReadOnly);
    QVERIFY(database.ok());
    QCOMPARE(database
                 ->integer("SELECT sum(id) FROM exchanges WHERE typeof(source)='blob' "
                           "AND typeof(target)='text'")
                 .value(),
             5);
}

void TestSessionReader::unknownNotesAreLeftOut()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 2), QString());
    QCOMPARE(execute(folder.path(),
                     "INSERT INTO notes(after_exchange,kind,exchange,text) "
                     "VALUES(1,'of a later version',0,'')"),
             QString());
    QCOMPARE(orderOf(folder.path()), "1 2");
}

void TestSessionReader::aTornFile_data()
{
    QTest::addColumn<int>("percent");
    QTest::newRow("nearly whole") << 97;
    QTest::newRow("a half") << 50;
    QTest::newRow("a tenth") << 10;
}

void TestSessionReader::aTornFile()
{
    QFETCH(int, percent);
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 1'000), QString());
    QFile file(folder.path());
    QVERIFY(file.resize(file.size() * percent / 100));
    const QByteArray before = fileBytes(folder.path());

    const QString read = replayed(folder.path()).fault;
    QVERIFY2(read.startsWith(folder.path() + u": the file is damaged; sqlite3 FILE .recover"_s),
             qPrintable(read));
    const QString appended = writeSession(folder.path(), 1);
    QVERIFY2(appended.startsWith(folder.path() + u": the file is damaged"_s), qPrintable(appended));
    QCOMPARE(fileBytes(folder.path()), before);
}

/// The log of a killed process, cut anywhere: every transaction that is whole in it counts.
void TestSessionReader::aTornLogLosesOnlyItsEnd()
{
    const SessionFolder folder;
    const QString copy = folder.path(u"copy.pushbench"_s);
    const QString log = copy + u"-wal"_s;
    {
        Result<SessionWriter> file =
            SessionWriter::open(folder.path(), testRun(), Durability::PowerLoss);
        QVERIFY(file.ok());
        for (qint64 number = 1; number <= 20; ++number) {
            const auto exchange = sampleExchange(number);
            exchange->number = {number};
            QVERIFY(file->begin().ok());
            QVERIFY(file->insert(*exchange).ok());
            QVERIFY(file->commit().ok());
        }
        // As a kill would leave it.
        QVERIFY(QFile::copy(folder.path(), copy));
        QVERIFY(QFile::copy(folder.path() + u"-wal"_s, log));
    }
    QFile file(log);
    QVERIFY(file.resize(file.size() - 100));
    QByteArray expected;
    for (int number = 1; number < 20; ++number)
        expected.append(expected.isEmpty() ? "" : " ").append(QByteArray::number(number));
    QCOMPARE(orderOf(copy), expected);
    QCOMPARE(writeSession(copy, 1), QString());
    QCOMPARE(orderOf(copy), QByteArray(expected + " 20"));
}

QTEST_GUILESS_MAIN(TestSessionReader)
#include "tst_sessionreader.moc"
