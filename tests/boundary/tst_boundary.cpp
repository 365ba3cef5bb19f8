// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/boundary/floors.h"
#include "tests/boundary/plantings.h"
#include "tests/boundary/rules.h"
#include "tests/boundary/sourcetext.h"
#include "tests/support/golden.h"
#include "tests/support/testcase.h"

#include <QDir>
#include <QDirIterator>
#include <QLibraryInfo>
#include <QStringBuilder>

#include <algorithm>

using namespace pushbench;
using namespace pushbench::boundary;
using namespace Qt::StringLiterals;

namespace {

QSet<QString> headersIn(const QString &module)
{
    const QDir folder(QLibraryInfo::path(QLibraryInfo::HeadersPath) % u'/' % module);
    const QStringList names = folder.entryList(QDir::Files);
    return {names.begin(), names.end()};
}

const QtHeaders &qtHeaders()
{
    static const QtHeaders headers{.core = headersIn(u"QtCore"_s),
                                   .network = headersIn(u"QtNetwork"_s)};
    return headers;
}

QString messagesOf(const std::vector<Breach> &found)
{
    QString text;
    for (const Breach &breach : found)
        text += u'\n' % breach.message();
    return text;
}

/// Every file of the checkout that a rule has a say in.
Tree checkout()
{
    static const QStringList names{u"*.cpp"_s,     u"*.h"_s,  u"*.cmake"_s, u"CMakeLists.txt"_s,
                                   u"README.md"_s, u"*.py"_s, u"*.sh"_s};
    const QDir root(QStringLiteral(PUSHBENCH_SOURCE_DIR));
    Tree tree;
    const auto read = [&](const QString &folder, const QStringList &wanted) {
        QDirIterator files(root.filePath(folder), wanted, QDir::Files | QDir::Hidden,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("%s cannot be read", qPrintable(file.fileName()));
            tree.push_back({root.relativeFilePath(file.fileName()), file.readAll()});
        }
    };
    for (const QString &folder : {u"app"_s, u"core"_s, u"ui"_s, u"tests"_s, u"resources"_s})
        read(folder, names);
    read(u"packaging"_s, {u"run"_s, u"test"_s, u"bare"_s, u"*.sh"_s});
    read(u".ci"_s, {u"*"_s});
    std::ranges::sort(tree, {}, &SourceFile::path);
    return tree;
}

} // namespace

class TestBoundary final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void qtNamesItsHeaders();
    void arrowsAreTheDesigns();
    void aSoundHouseHasNoBreach();
    void aPlantedBreachIsFound_data();
    void aPlantedBreachIsFound();
    void everyRuleIsPlanted();
    void commentsGoAndStringsStay();
    void thisCheckoutKeepsTheRules();
};

void TestBoundary::qtNamesItsHeaders()
{
    QVERIFY(qtHeaders().core.contains(u"QObject"_s));
    QVERIFY(qtHeaders().core.contains(u"qstring.h"_s));
    QVERIFY(qtHeaders().network.contains(u"QTcpSocket"_s));
    QVERIFY(!qtHeaders().core.contains(u"QWidget"_s));
}

void TestBoundary::arrowsAreTheDesigns()
{
    QString picture;
    for (const QString &from : rooms()) {
        QStringList known;
        for (const QString &to : rooms()) {
            if (from != to && mayInclude(QString(from % u"/a.h"), to))
                known.append(to);
        }
        picture += from % u": " % (known.isEmpty() ? u"-"_s : known.join(u' ')) % u'\n';
    }
    COMPARE_GOLDEN(QStringLiteral(PUSHBENCH_TEST_DIR "/arrows.txt"), picture.toUtf8());
}

void TestBoundary::aSoundHouseHasNoBreach()
{
    const std::vector<Breach> found = breaches(soundHouse(), qtHeaders());
    QVERIFY2(found.empty(), qPrintable(messagesOf(found)));
}

void TestBoundary::aPlantedBreachIsFound_data()
{
    QTest::addColumn<int>("row");
    int row = 0;
    for (const Planting &planting : plantings())
        QTest::newRow(planting.name) << row++;
}

void TestBoundary::aPlantedBreachIsFound()
{
    QFETCH(int, row);
    const Planting &planting = plantings().at(size_t(row));
    Tree tree = soundHouse();
    plant(tree, QString::fromUtf8(planting.path), planting.code);

    const std::vector<Breach> found = breaches(tree, qtHeaders());
    // A README's breach is reported at a source of the folder, since the README may not be there.
    const QString path = planting.rule == Rule::Readme && !found.empty()
        ? found.front().path
        : QString::fromUtf8(planting.path);
    QCOMPARE(messagesOf(found), QString(u'\n' % path % QString::fromUtf8(planting.message)));
    QCOMPARE(found.front().rule, planting.rule);
}

void TestBoundary::everyRuleIsPlanted()
{
    QList<bool> planted(kRuleCount, false);
    for (const Planting &planting : plantings())
        planted[int(planting.rule)] = true;
    planted[int(Rule::Spdx)] = true; // below, for it is about what dressed() adds
    QCOMPARE(planted, QList<bool>(kRuleCount, true));

    const QByteArray slashes = spdxLines();
    const QByteArray hashes = spdxLines().replace("//", "#");
    const std::vector<std::pair<SourceFile, bool>> rows{
        {{u"app/README.md"_s, "1\n2\n3\n4\n5\n"}, true},
        {{u"resources/x.cmake"_s, hashes}, true},
        {{u"packaging/x"_s, "#!/bin/sh\n" + hashes}, true},
        {{u"packaging/x.sh"_s, "# shellcheck shell=bash\n" + hashes}, true},
        {{u"resources/x.cmake"_s, "# About x\n" + hashes}, false},
        {{u"app/a.h"_s, "\n" + slashes}, false},
        {{u"app/a.h"_s, slashes.first(slashes.indexOf('\n') + 1)}, false},
        {{u"app/a.h"_s, spdxLines().replace("GPL", "LGPL")}, false},
        {{u"app/a.h"_s, QByteArray()}, false},
    };
    for (const auto &[file, sound] : rows) {
        Tree tree = soundHouse();
        std::erase_if(tree,
                      [&path = file.path](const SourceFile &other) { return other.path == path; });
        tree.push_back(file);
        const std::vector<Breach> found = breaches(tree, qtHeaders());
        QCOMPARE(messagesOf(found),
                 sound ? QString()
                       : QString(u'\n' % file.path % u":1: the two SPDX lines are missing"));
    }
}

void TestBoundary::commentsGoAndStringsStay()
{
    QCOMPARE(withoutComments("a // b\nc /* d\n e */ f"), u"a     \nc     \n      f"_s);
    QCOMPARE(withoutComments("\"//\" '\"' // x"), u"\"//\" '\"'     "_s);
    QCOMPARE(withoutComments("1'000 // x'"), u"1'000      "_s);
    QCOMPARE(withoutComments("R\"-(\" // )-\" // x"), u"R\"-(\" // )-\"     "_s);
    QCOMPARE(withoutComments("\"\\\\\" // x"), u"\"\\\\\"     "_s);
    QCOMPARE(withoutComments("/* open"), u"       "_s);
}

void TestBoundary::thisCheckoutKeepsTheRules()
{
    const Tree tree = checkout();
    QVERIFY(std::ranges::any_of(
        tree, [](const SourceFile &f) { return f.path == u"core/base/clock.h"; }));
    QVERIFY(std::ranges::any_of(tree, [](const SourceFile &f) { return f.path == u".ci/run"; }));
    const std::vector<Breach> found = breaches(tree, qtHeaders());
    for (const Breach &breach : found) // QtTest would cut one long message off
        qInfo("%s", qPrintable(breach.message()));
    QCOMPARE(found.size(), size_t(0));
}

QTEST_GUILESS_MAIN(TestBoundary)
#include "tst_boundary.moc"
