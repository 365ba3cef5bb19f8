// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/checkpoint.h"
#include "tests/support/testcase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace pushbench;
using namespace pushbench::producer;
using namespace Qt::StringLiterals;

namespace {

Progress sample()
{
    return {.feed = u"generated: \"quoted\" ü"_s,
            .position = 9'007'199'254'740'993,
            .sequence = {9'223'372'036'854'775'806},
            .ascending = false,
            .ahead = {{1, 4, {7}}, {6, 6, {9'223'372'036'854'775'807}}},
            .holes = {{{3}, {5}, WallTime(std::chrono::milliseconds(1'800'000'000'123))}},
            .refused = 3};
}

} // namespace

/// The file of a checkpoint: always whole, exact, and refused when it is not ours.
class TestCheckpoint final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasWritten();
    void everyTornFileIsFoundOut();
    void everyFlippedBitIsFoundOut();
    void foreignFiles_data();
    void foreignFiles();
    void goesOnWhereItWas();
    void aTailIsBelievedWhereItBelongs();
    void belongsToOneFeed();
    void takesOneProducer();
    void placesThatCannotBeWritten();
};

void TestCheckpoint::isReadAsItWasWritten()
{
    const Result<Progress> read = readProgress(writeProgress(sample()), u"f"_s);
    QVERIFY(read.ok());
    QCOMPARE(read.value(), sample());
    QCOMPARE(readProgress(writeProgress({}), u"f"_s).value(), Progress());
}

void TestCheckpoint::everyTornFileIsFoundOut()
{
    const QByteArray text = writeProgress(sample());
    for (qsizetype size = 0; size < text.size() - 1; ++size) {
        const Result<Progress> read = readProgress(text.left(size), u"f"_s);
        QVERIFY2(!read, text.left(size).constData());
        QCOMPARE(read.fault().kind, FaultKind::Malformed);
        QVERIFY2(read.fault().text.startsWith(u"the checkpoint is torn or damaged"_s),
                 qPrintable(read.fault().text));
    }
}

void TestCheckpoint::everyFlippedBitIsFoundOut()
{
    const QByteArray text = writeProgress(sample());
    for (qsizetype at = 0; at < text.size() - 2; ++at) {
        QByteArray flipped = text;
        flipped[at] = char(flipped[at] ^ 1);
        QVERIFY2(!readProgress(flipped, u"f"_s), flipped.constData());
    }
}

void TestCheckpoint::foreignFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const char *text, FaultKind kind, const char16_t *why) {
        QTest::newRow(name) << QByteArray(text) << kind << QString::fromUtf16(why);
    };
    row("another JSON file", "{\"rules\":[]}", FaultKind::Malformed,
        u"this is no checkpoint of Pushbench");
    row("events", "{\"EntityEventSequence\":1}\n", FaultKind::Malformed,
        u"this is no checkpoint of Pushbench");
    row("a session", "SQLite format 3", FaultKind::Malformed,
        u"this is no checkpoint of Pushbench");
    row("empty", "", FaultKind::Malformed, u"the checkpoint is torn or damaged");
    row("of a later version", "{\"pushbench\":\"checkpoint\",\"version\":2,\"x\":[]}",
        FaultKind::Unsupported, u"a newer Pushbench wrote this checkpoint (format 2");
}

void TestCheckpoint::foreignFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(FaultKind, kind);
    QFETCH(QString, why);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"c"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    const auto opened = Checkpoint::open(path, u"a file"_s);
    QVERIFY(!opened);
    QCOMPARE(opened.fault().kind, kind);
    QCOMPARE(opened.fault().where, path);
    QVERIFY2(opened.fault().text.startsWith(why), qPrintable(opened.fault().text));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text); // It is left alone.
}

void TestCheckpoint::goesOnWhereItWas()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"c"_s);
    {
        const auto made = Checkpoint::open(path, sample().feed);
        QVERIFY(made.ok());
        QCOMPARE(made.value()->start(), Progress{.feed = sample().feed});
        QVERIFY(QFile::exists(path));
        QVERIFY(made.value()->saveForGood(sample()).ok());
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"c"_s});
    const auto again = Checkpoint::open(path, sample().feed);
    QVERIFY(again.ok());
    QCOMPARE(again.value()->start(), sample());
}

/// What was saved between two syncs stands beside the file until the next one.
void TestCheckpoint::aTailIsBelievedWhereItBelongs()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"c"_s);
    const QString tail = path + u"-tail"_s;
    const QString aside = path + u"-aside"_s;
    const auto progress = [](qint64 position) {
        return Progress{.feed = u"f"_s, .position = position, .sequence = {position}};
    };
    const auto startsAt = [&path] {
        return Checkpoint::open(path, u"f"_s).value()->start().position;
    };
    constexpr SteadyTime kNow(std::chrono::hours(1));
    {
        const auto made = Checkpoint::open(path, u"f"_s);
        QVERIFY(made.value()->save(progress(1), kNow).ok());
        QVERIFY2(!QFile::exists(tail), "the first one is synced");
        QVERIFY(made.value()->save(progress(2), kNow + Checkpoint::kBetweenSyncs / 2).ok());
        QVERIFY(QFile::exists(tail));
        QVERIFY(QFile::copy(path, aside) && QFile::copy(tail, aside + u"-tail"_s));
        QVERIFY(made.value()->save(progress(3), kNow + Checkpoint::kBetweenSyncs).ok());
        QVERIFY2(!QFile::exists(tail), "it is synced again");
        QVERIFY(made.value()->save(progress(4), kNow + Checkpoint::kBetweenSyncs).ok());
    }
    // As a kill leaves it.
    QVERIFY(QFile::exists(tail));
    QCOMPARE(startsAt(), 4);
    QVERIFY2(!QFile::exists(tail), "it went into the file");
    QCOMPARE(startsAt(), 4);
    // The tail of another file.
    QVERIFY(QFile::copy(aside + u"-tail"_s, tail));
    QCOMPARE(startsAt(), 4);
    // A file from a copy with its own tail, and with a torn one.
    QVERIFY(QFile::remove(path) && QFile::copy(aside, path));
    QVERIFY(QFile::copy(aside + u"-tail"_s, tail));
    QCOMPARE(startsAt(), 2);
    QVERIFY(QFile::remove(path) && QFile::copy(aside, path));
    QVERIFY(QFile::copy(aside + u"-tail"_s, tail) && QFile::resize(tail, 60));
    QCOMPARE(startsAt(), 1);
}

void TestCheckpoint::belongsToOneFeed()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"c"_s);
    QVERIFY(Checkpoint::open(path, u"a file"_s).ok());
    const auto other = Checkpoint::open(path, u"generated: seed 1"_s);
    QVERIFY(!other);
    QVERIFY2(other.fault().text.contains(u"another feed (a file; this one is generated: seed 1)"_s),
             qPrintable(other.fault().text));
}

void TestCheckpoint::takesOneProducer()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"c"_s);
    const auto first = Checkpoint::open(path, u"a file"_s);
    QVERIFY(first.ok());
    const auto second = Checkpoint::open(path, u"a file"_s);
    QVERIFY(!second);
    QVERIFY2(second.fault().text.contains(u"writes to this file"_s),
             qPrintable(second.fault().text));
}

void TestCheckpoint::placesThatCannotBeWritten()
{
    const QTemporaryDir folder;
    QCOMPARE(Checkpoint::open(folder.path(), u"f"_s).fault().kind, FaultKind::Usage);
    QCOMPARE(Checkpoint::open(folder.filePath(u"none/c"_s), u"f"_s).fault().kind,
             FaultKind::NotFound);
    // The folder vanishes while the feed runs.
    QVERIFY(QDir(folder.path()).mkdir(u"sub"_s));
    const auto made = Checkpoint::open(folder.filePath(u"sub/c"_s), u"f"_s);
    QVERIFY(made.ok());
    QVERIFY(QDir(folder.filePath(u"sub"_s)).removeRecursively());
    const Result<> saved = made.value()->saveForGood(sample());
    QVERIFY(!saved);
    QVERIFY2(saved.fault().text.startsWith(u"the checkpoint cannot be written"_s),
             qPrintable(saved.fault().text));
}

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
