// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/journal/sample.h"
#include "tests/support/testcase.h"

#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace pushbench;
using namespace pushbench::journal;

namespace {

using Tables = QMap<QString, QStringList>;

QString document()
{
    return QString::fromUtf8(
        fileBytes(QStringLiteral(PUSHBENCH_SOURCE_DIR "/resources/session-format.md")));
}

/// The names in back-quotes that begin a cell: "`a`, `b` (`c`: …)" gives a and b.
QStringList namesOf(const QString &cell)
{
    static const QRegularExpression inner(u"\\([^)]*\\)"_s);
    static const QRegularExpression quoted(u"`([a-z_]+)`"_s);
    QString text = cell;
    text.remove(inner);
    QStringList names;
    for (const QRegularExpressionMatch &match : quoted.globalMatch(text))
        names.append(match.captured(1));
    names.sort();
    return names;
}

/// What the document promises.
Tables documented()
{
    Tables tables;
    QStringList exchangeColumns;
    bool inExchanges = false;
    for (const QString &line : document().split(u'\n')) {
        const QStringList cells = line.split(u'|');
        if (cells.size() < 4) {
            inExchanges = false;
            continue;
        }
        if (line.contains(u"column of `exchanges`"_s))
            inExchanges = true;
        else if (inExchanges)
            exchangeColumns += namesOf(cells.at(1));
        else if (!namesOf(cells.at(1)).isEmpty())
            tables.insert(namesOf(cells.at(1)).first(), namesOf(cells.at(3)));
    }
    exchangeColumns.sort();
    tables.insert(u"exchanges"_s, exchangeColumns);
    return tables;
}

/// What a file has.
Tables existing(const QString &path)
{
    Tables tables;
    Result<Database> database = Database::open(path, Database::Mode::ReadOnly);
    Result<Statement> rows = database->prepare(
        "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c ORDER BY 1, 2");
    while (rows->step().value())
        tables[QString::fromUtf8(rows->bytes(0))].append(QString::fromUtf8(rows->bytes(1)));
    return tables;
}

} // namespace

class TestSessionFormat final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyColumnIsDocumented();
    void theNumbersAreDocumented();
    void everyWordIsDocumented();
    void theExamplesRun();
};

void TestSessionFormat::everyColumnIsDocumented()
{
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 1), QString());
    const Tables there = existing(folder.path());
    const Tables told = documented();
    QCOMPARE(told.keys(), there.keys());
    for (auto table = there.cbegin(); table != there.cend(); ++table)
        QCOMPARE(told.value(table.key()), table.value());
}

void TestSessionFormat::theNumbersAreDocumented()
{
    QVERIFY(document().contains(u"`application_id` 0x"_s + QString::number(kApplicationId, 16)));
    QVERIFY(document().contains(u"`user_version` "_s + QString::number(kFormatVersion) + u'.'));
}

void TestSessionFormat::everyWordIsDocumented()
{
    for (const Outcome outcome : {Outcome::Answered, Outcome::Delivered, Outcome::Refused,
                                  Outcome::Held, Outcome::Unknown, Outcome::Failed}) {
        const QString word = QString::fromLatin1(outcomeName(outcome).toByteArray());
        QVERIFY2(document().contains(QString(u'`' + word + u'`')), qPrintable(word));
    }
    for (const Side side : {Side::Consumer, Side::Producer, Side::Reader})
        QVERIFY(document().contains(QString(u'`' + QString::fromLatin1(sideWord(side)) + u'`')));
    const SessionFolder folder;
    {
        Result<SessionWriter> file =
            SessionWriter::open(folder.path(), testRun(), Durability::Process);
        QVERIFY(file.ok());
        for (const Note::Kind kind :
             {Note::Kind::AnswerLost, Note::Kind::AnswerSent, Note::Kind::PeerLeft,
              Note::Kind::Consumer, Note::Kind::Intended, Note::Kind::Withheld, Note::Kind::Grace,
              Note::Kind::Verdict, Note::Kind::Down, Note::Kind::Remark})
            QVERIFY(file->insert(Note{.kind = kind}, {0}).ok());
    }
    Result<Database> database = Database::open(folder.path(), Database::Mode::ReadOnly);
    Result<Statement> rows = database->prepare("SELECT kind FROM notes");
    while (rows->step().value()) {
        const QString word = QString::fromUtf8(rows->bytes(0));
        QVERIFY2(document().contains(QString(u'`' + word + u"`:"_s)), qPrintable(word));
    }
}

/// The lines of the document that begin with "sqlite3 FILE", given to a shell as they stand there.
void TestSessionFormat::theExamplesRun()
{
    if (QStandardPaths::findExecutable(u"sqlite3"_s).isEmpty())
        QSKIP("the sqlite3 command is not installed");
    const SessionFolder folder;
    QCOMPARE(writeSession(folder.path(), 3), QString());
    int examples = 0;
    for (QString line : document().split(u'\n')) {
        if (!line.startsWith(u"sqlite3 FILE"_s))
            continue;
        ++examples;
        line.replace(u"FILE"_s, folder.path());
        QProcess shell;
        shell.start(u"sh"_s, {u"-c"_s, line});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardError()), QString());
        QCOMPARE(shell.exitCode(), 0);
        QVERIFY2(!shell.readAllStandardOutput().isEmpty(), qPrintable(line));
    }
    QVERIFY(examples >= 3);
}

QTEST_GUILESS_MAIN(TestSessionFormat)
#include "tst_sessionformat.moc"
