// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/journal/sample.h"
#include "tests/support/testcase.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::journal;

namespace {

/// The fault of opening for writing and of opening for reading, as the command line prints them.
struct Refusals
{
    QString write;
    QString read;
};

Refusals refusals(const QString &path)
{
    const Result<SessionWriter> writer =
        SessionWriter::open(path, testRun(), Durability::PowerLoss);
    const Result<SessionReader> reader = SessionReader::open(path);
    return {.write = writer ? QString() : writer.fault().message(),
            .read = reader ? QString() : reader.fault().message()};
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

qint64 pragma(const QString &path, const char *sql)
{
    Result<Database> database = Database::open(path, Database::Mode::ReadOnly);
    return database ? database->integer(sql).value() : -1;
}

/// Permissions bind everybody but root, so root steps aside.
class AsNobody
{
public:
    AsNobody() { m_stepped = ::geteuid() == 0 && ::seteuid(65534) == 0; }
    ~AsNobody()
    {
        if (m_stepped)
            static_cast<void>(::seteuid(0) == 0);
    }
    Q_DISABLE_COPY_MOVE(AsNobody)

private:
    bool m_stepped = false;
};

} // namespace

class TestSessionFile final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aNewFileSaysWhatItIs();
    void appending();
    void closingLeavesOneFile();
    void runsAreRemembered();
    void aRollbackLeavesNothing();
    void refusedFiles_data();
    void refusedFiles();
    void anotherFormat_data();
    void anotherFormat();
    void anOlderFormatIsReadAsItIs();
    void anOlderFormatIsMigratedOnACopy_data();
    void anOlderFormatIsMigratedOnACopy();
    void aMissingFolder();
    void aFolder();
    void noOrdinaryFile();
    void aReadOnlyFolder();
    void aFileThatMayNotBeWritten();
    void aSecondWriter();
    void theLockGoesWithItsOwner();
    void anotherProgramHoldsIt();
    void anEmptyFileBecomesASession();
    void aCreatorThatWasKilled();
};

void TestSessionFile::aNewFileSaysWhatItIs()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 1), QString());
    QCOMPARE(pragma(folder.path(), "PRAGMA application_id"), kApplicationId);
    QCOMPARE(pragma(folder.path(), "PRAGMA user_version"), kFormatVersion);
    QCOMPARE(pragma(folder.path(), "PRAGMA page_size"), 16384);
    QVERIFY(fileBytes(folder.path()).startsWith("SQLite format 3"));
}

void TestSessionFile::appending()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 3), QString());
    {
        const Result<SessionWriter> file =
            SessionWriter::open(folder.path(), testRun(), Durability::PowerLoss);
        QVERIFY(file.ok());
        QCOMPARE(file.value().last(), ExchangeNumber{3});
    }
    QCOMPARE(writeSession(folder.path(), 2), QString());
    QCOMPARE(orderOf(folder.path()), "1 2 3 4 5");
}

void TestSessionFile::closingLeavesOneFile()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 3), QString());
    QCOMPARE(folder.files(), QStringList{u"s.pushbench"_s});
}

void TestSessionFile::runsAreRemembered()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 1), QString());
    QCOMPARE(writeSession(folder.path(), 1, false), QString());
    const Result<SessionReader> reader = SessionReader::open(folder.path());
    QVERIFY(reader.ok());
    const auto runs = reader.value().runs();
    QVERIFY(runs.ok());
    QCOMPARE(runs.value().size(), size_t(2));
    QCOMPARE(runs.value()[0].program, "test 1");
    QCOMPARE(runs.value()[0].began, testRun().began);
    QCOMPARE(runs.value()[0].ended, testRun().began + std::chrono::seconds(1));
    QVERIFY(!runs.value()[1].ended);
}

void TestSessionFile::aRollbackLeavesNothing()
{
    const SessionFolder folder;
    Result<SessionWriter> file =
        SessionWriter::open(folder.path(), testRun(), Durability::PowerLoss);
    QVERIFY(file.ok());
    const auto exchange = sampleExchange(1);
    exchange->number = {1};
    QVERIFY(file->begin().ok());
    QVERIFY(file->insert(*exchange).ok());
    file->rollback();
    QVERIFY(file->begin().ok());
    QVERIFY(file->insert(*exchange).ok());
    // A number is given once.
    QVERIFY(!file->insert(*exchange).ok());
    QVERIFY(file->commit().ok());
    QCOMPARE(orderOf(folder.path()), "1");
}

void TestSessionFile::refusedFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a text") << QByteArray("EntityEventSequence,ResourceName\n1101,Property\n");
    QTest::newRow("a word") << QByteArray("hello");
    QTest::newRow("zeros") << QByteArray(100'000, '\0');
    QTest::newRow("only the magic of SQLite") << QByteArray("SQLite format 3", 16);
    QByteArray noise(50'000, '\0');
    for (qsizetype i = 0; i < noise.size(); ++i)
        noise[i] = char((i * 7919) >> 3);
    QTest::newRow("noise") << noise;
}

void TestSessionFile::refusedFiles()
{
    QFETCH(QByteArray, content);
    const SessionFolder folder;
    QVERIFY(write(folder.path(), content));
    const Refusals told = refusals(folder.path());
    for (const QString &text : {told.write, told.read}) {
        QVERIFY2(text.startsWith(folder.path() + u": this is not a Pushbench session"_s),
                 qPrintable(text));
    }
    // Whatever it is, it is still there, and alone.
    QCOMPARE(fileBytes(folder.path()), content);
    QCOMPARE(folder.files(), QStringList{u"s.pushbench"_s});
}

void TestSessionFile::anotherFormat_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("told");
    QTest::newRow("another program's database")
        << QByteArray("PRAGMA application_id=0; CREATE TABLE a(b)")
        << u"this is not a Pushbench session; choose another file"_s;
    QTest::newRow("a newer format") << QByteArray("PRAGMA user_version=3")
                                    << u"a newer Pushbench wrote this session (format 3, this one "
                                       "reads up to 2); update Pushbench"_s;
    QTest::newRow("a format before the first")
        << QByteArray("PRAGMA user_version=0")
        << u"no Pushbench that was released wrote this session (format 0, this one reads 1 "
           "to 2); record it anew"_s;
}

void TestSessionFile::anotherFormat()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, told);
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 2), QString());
    QCOMPARE(execute(folder.path(), sql.constData()), QString());
    const QByteArray before = fileBytes(folder.path());
    const Refusals refused = refusals(folder.path());
    QCOMPARE(refused.write, QString(folder.path() + u": "_s + told));
    QCOMPARE(refused.read, QString(folder.path() + u": "_s + told));
    QCOMPARE(fileBytes(folder.path()), before);
}

void TestSessionFile::anOlderFormatIsReadAsItIs()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 2), QString());
    QCOMPARE(execute(folder.path(), "PRAGMA user_version=1"), QString());
    const QByteArray before = fileBytes(folder.path());
    QCOMPARE(orderOf(folder.path()), QByteArray("1 2"));
    QCOMPARE(fileBytes(folder.path()), before);
}

void TestSessionFile::anOlderFormatIsMigratedOnACopy_data()
{
    QTest::addColumn<bool>("closed");
    QTest::newRow("that ended cleanly") << true;
    QTest::newRow("whose writer was killed") << false;
}

void TestSessionFile::anOlderFormatIsMigratedOnACopy()
{
    QFETCH(bool, closed);
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 2, closed), QString());
    QCOMPARE(execute(folder.path(), "PRAGMA user_version=1"), QString());
    QCOMPARE(writeSession(folder.path(), 1), QString());
    QCOMPARE(orderOf(folder.path()), QByteArray("1 2 3"));
    QCOMPARE(pragma(folder.path(), "PRAGMA user_version"), kFormatVersion);
    QCOMPARE(folder.files(), QStringList{u"s.pushbench"_s});
}

void TestSessionFile::aMissingFolder()
{
    const SessionFolder folder;
    const QString path = folder.path(u"missing/s.pushbench"_s);
    const Refusals told = refusals(path);
    QCOMPARE(told.write, QString(path + u": its folder does not exist; create it first"_s));
    QCOMPARE(told.read, QString(path + u": there is no such file"_s));
}

void TestSessionFile::aFolder()
{
    const SessionFolder folder;
    const QString path = folder.path(u"a"_s);
    QVERIFY(QDir().mkdir(path));
    const Refusals told = refusals(path);
    QCOMPARE(told.write, QString(path + u": this is a folder; name a file in it"_s));
    QCOMPARE(told.read, told.write);
}

void TestSessionFile::noOrdinaryFile()
{
    const Refusals told = refusals(u"/dev/null"_s);
    QCOMPARE(told.write, u"/dev/null: this is no ordinary file; choose another one"_s);
    QCOMPARE(told.read, told.write);
}

void TestSessionFile::aReadOnlyFolder()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 2), QString());
    const QString place = QFileInfo(folder.path()).path();
    QVERIFY(QFile::setPermissions(place,
                                  QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther
                                      | QFile::ExeOther | QFile::ReadGroup | QFile::ExeGroup));
    {
        const AsNobody nobody;
        const QString path = folder.path(u"new.pushbench"_s);
        QCOMPARE(refusals(path).write,
                 QString(path
                         + u": its folder cannot be written; check its permissions or choose "
                           "another file"_s));
        // What is finished can be read from a medium where nothing can be written.
        QCOMPARE(orderOf(folder.path()), "1 2");
    }
    QVERIFY(QFile::setPermissions(place, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TestSessionFile::aFileThatMayNotBeWritten()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 2), QString());
    const QString place = QFileInfo(folder.path()).path();
    QVERIFY(QFile::setPermissions(place, QFile::Permissions(0x7777)));
    QVERIFY(QFile::setPermissions(folder.path(), QFile::Permissions(0x4444)));
    const AsNobody nobody;
    const QString told = refusals(folder.path()).write;
    QVERIFY2(told.startsWith(folder.path() + u": the file cannot be written; check"_s),
             qPrintable(told));
    QCOMPARE(orderOf(folder.path()), "1 2");
}

void TestSessionFile::aSecondWriter()
{
    const SessionFolder folder;
    Result<SessionWriter> first =
        SessionWriter::open(folder.path(), testRun(), Durability::PowerLoss);
    QVERIFY(first.ok());
    const Result<SessionWriter> second =
        SessionWriter::open(folder.path(), testRun(), Durability::PowerLoss);
    QVERIFY(!second.ok());
    QCOMPARE(second.fault().kind, FaultKind::Denied);
    QCOMPARE(second.fault().text,
             QString(u"another Pushbench (process %1) writes to this file; end it first, or "
                     "choose another file"_s.arg(::getpid())));
    // The first one does not notice, and readers are welcome.
    const auto exchange = sampleExchange(1);
    exchange->number = {1};
    QVERIFY(first->begin().ok());
    QVERIFY(first->insert(*exchange).ok());
    QVERIFY(first->commit().ok());
    QCOMPARE(orderOf(folder.path()), "1");
}

void TestSessionFile::theLockGoesWithItsOwner()
{
    const SessionFolder folder;
    // What a killed process leaves behind.
    QVERIFY(write(folder.path() + u"-lock"_s, "4711\n"));
    QCOMPARE(writeSession(folder.path(), 1), QString());
    QCOMPARE(folder.files(), QStringList{u"s.pushbench"_s});
}

void TestSessionFile::anotherProgramHoldsIt()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 1), QString());
    {
        Result<Database> other = Database::open(folder.path(), Database::Mode::ReadWrite);
        QVERIFY(other.ok());
        QVERIFY(other->execute("BEGIN IMMEDIATE").ok());
        const QString told = refusals(folder.path()).write;
        QVERIFY2(told.startsWith(folder.path()
                                 + u": another program holds the file; close it there first"_s),
                 qPrintable(told));
        QCOMPARE(orderOf(folder.path()), "1");
    }
    QCOMPARE(writeSession(folder.path(), 1), QString());
    QCOMPARE(orderOf(folder.path()), "1 2");
}

void TestSessionFile::anEmptyFileBecomesASession()
{
    const SessionFolder folder;
    QVERIFY(write(folder.path(), {}));
    QCOMPARE(writeSession(folder.path(), 1), QString());
    QCOMPARE(orderOf(folder.path()), "1");
}

/// After the file had its header, but before the schema was in it.
void TestSessionFile::aCreatorThatWasKilled()
{
    const SessionFolder folder;
    {
        Result<Database> database = Database::open(folder.path(), Database::Mode::Create);
        QVERIFY(database.ok());
        QVERIFY(database->execute("PRAGMA page_size=16384; PRAGMA journal_mode=WAL").ok());
    }
    QVERIFY(!fileBytes(folder.path()).isEmpty());
    QCOMPARE(writeSession(folder.path(), 1), QString());
    QCOMPARE(orderOf(folder.path()), "1");
}

QTEST_GUILESS_MAIN(TestSessionFile)
#include "tst_sessionfile.moc"
