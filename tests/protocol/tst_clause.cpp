// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/clause.h"
#include "tests/support/testcase.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>

using namespace pushbench;
using namespace pushbench::protocol;
using namespace Qt::StringLiterals;

namespace {

/// Every clause that a string literal of the core names.
QSet<QByteArray> citedIds()
{
    static const QRegularExpression pattern(
        uR"re("((?:RCP02\d-R|DD2\d-F|H-|B-|J-|V-)[A-Z0-9]+)")re"_s);
    QSet<QByteArray> ids;
    QDirIterator files(QStringLiteral(PUSHBENCH_SOURCE_DIR "/core"), {u"*.cpp"_s, u"*.h"_s},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.fileName().endsWith(u"/clause.cpp"_s) || !file.open(QIODevice::ReadOnly))
            continue;
        auto matches = pattern.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            ids.insert(matches.next().captured(1).toLatin1());
    }
    return ids;
}

} // namespace

class TestClause final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyIdStandsOnce();
    void whatTheCoreCitesIsHere();
    void levelsHaveNames();
    void strangersAreNotFound();
};

void TestClause::everyIdStandsOnce()
{
    QSet<QByteArray> ids;
    for (const Clause &clause : clauses()) {
        QVERIFY2(!ids.contains(clause.id.toByteArray()), clause.id.data());
        ids.insert(clause.id.toByteArray());
        QCOMPARE(findClause(clause.id), &clause);
        QVERIFY2(!clause.title.isEmpty() && !clause.title.endsWith('.'), clause.id.data());
    }
}

void TestClause::whatTheCoreCitesIsHere()
{
    const QSet<QByteArray> cited = citedIds();
    QVERIFY(cited.contains("RCP027-R5") && cited.contains("J-8") && cited.contains("V-4"));
    for (const QByteArray &id : cited)
        QVERIFY2(findClause(id), id.constData());
    for (const Clause &clause : clauses())
        QVERIFY2(cited.contains(clause.id.toByteArray()), clause.id.data());
}

void TestClause::levelsHaveNames()
{
    QCOMPARE(levelName(findClause("RCP027-R5")->level), QByteArrayView("MUST"));
    QCOMPARE(levelName(findClause("RCP028-R16")->level), QByteArrayView("MAY"));
    QCOMPARE(levelName(findClause("DD20-F3")->level), QByteArrayView("type"));
}

void TestClause::strangersAreNotFound()
{
    QVERIFY(!findClause("RCP028-R99"));
    QVERIFY(!findClause("RCP028"));
    QVERIFY(!findClause({}));
}

QTEST_GUILESS_MAIN(TestClause)
#include "tst_clause.moc"
