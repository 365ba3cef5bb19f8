// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/testcase.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QVersionNumber>

#include <algorithm>

using namespace pushbench;
using namespace Qt::StringLiterals;

namespace {

/// How the project calls its compiler, as CMake wrote it down.
struct Compiler
{
    QString program;
    QStringList arguments;
    QStringList strict; ///< The flags and definitions under test; -Werror is always among them.
};

/// Empty when the file is not there, which no caller takes for an answer.
QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

const Compiler &compiler()
{
    static const Compiler read = [] {
        Compiler result;
        const QString text = contentOf(QStringLiteral(PUSHBENCH_COMPILER_FILE));
        for (const QString &line : text.split(u'\n')) {
            const QString kind = line.section(u' ', 0, 0);
            const QString word = line.section(u' ', 1);
            if (word.isEmpty())
                continue;
            if (kind == u"compiler")
                result.program = word;
            else if (kind == u"strict")
                result.strict.append(word);
            else if (kind == u"include")
                result.arguments << u"-isystem"_s << word;
            else
                result.arguments << word;
        }
        if (!result.strict.contains(u"-Werror"))
            result.strict.append(u"-Werror"_s);
        return result;
    }();
    return read;
}

/// "-Wformat=2" has its case in Wformat-2.cpp, "-DQT_X=1" in QT_X.cpp.
QString caseNameOf(const QString &flag)
{
    if (flag.startsWith(u"-D"))
        return flag.sliced(2).section(u'=', 0, 0);
    return QString(flag).remove(0, 1).replace(u'=', u'-');
}

QDir casesFolder()
{
    return QDir(QStringLiteral(PUSHBENCH_TEST_DIR "/cases"));
}

/// What follows "// word: " in the lines of a case.
QStringList notesOf(const QString &source, const QString &word)
{
    static const QRegularExpression note(u"^// (\\w+): (.+)$"_s,
                                         QRegularExpression::MultilineOption);
    QStringList notes;
    for (const QRegularExpressionMatch &match : note.globalMatch(source)) {
        if (match.captured(1) == word)
            notes.append(match.captured(2));
    }
    return notes;
}

QStringList errorsIn(const QString &output)
{
    static const QRegularExpression error(u": error: (.+)$"_s, QRegularExpression::MultilineOption);
    QStringList errors;
    for (const QRegularExpressionMatch &match : error.globalMatch(output))
        errors.append(match.captured(1));
    return errors;
}

/// One call of the compiler, under way since it was made.
class Compilation
{
public:
    Compilation(const QString &source, const QStringList &flags)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LC_ALL"_s, u"C"_s); // plain quotes, English
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(compiler().program, compiler().arguments + flags + QStringList{source});
    }

    ~Compilation() { m_process.waitForFinished(-1); }
    Q_DISABLE_COPY_MOVE(Compilation)

    [[nodiscard]] bool succeeds() { return finished() && m_process.exitCode() == 0; }

    /// All that it said.
    [[nodiscard]] QString output()
    {
        if (!finished())
            return m_process.errorString();
        m_output += QString::fromUtf8(m_process.readAll());
        return m_output;
    }

private:
    bool finished()
    {
        m_process.waitForFinished(-1); // says no when it has finished already
        return m_process.exitStatus() == QProcess::NormalExit
            && m_process.error() == QProcess::UnknownError;
    }

    QProcess m_process;
    QString m_output;
};

} // namespace

class TestStrict final : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyFlagHasItsCase();
    void flagBites_data();
    void flagBites();
};

void TestStrict::everyFlagHasItsCase()
{
    QStringList wanted;
    for (const QString &flag : compiler().strict)
        wanted.append(caseNameOf(flag) + u".cpp");
    wanted.sort();
    QCOMPARE(casesFolder().entryList({u"*.cpp"_s}, QDir::Files, QDir::Name), wanted);
}

void TestStrict::flagBites_data()
{
    QTest::addColumn<QString>("flag");
    for (const QString &flag : compiler().strict)
        QTest::newRow(qPrintable(flag)) << flag;
}

void TestStrict::flagBites()
{
    QFETCH(QString, flag);
    const QString path = casesFolder().filePath(caseNameOf(flag) + u".cpp");
    const QString source = contentOf(path);
    const QStringList expectations = notesOf(source, u"expects"_s);
    QVERIFY2(!expectations.isEmpty(),
             qPrintable(QString(path + u" does not say what it expects"_s)));

    QStringList others = compiler().strict;
    others.removeAll(flag);
    Compilation strict(path, compiler().strict);
    Compilation without(path, others);
    Compilation mended(path, compiler().strict + QStringList{u"-DSTRICT_MENDED"_s});

    QVERIFY2(mended.succeeds(), qPrintable(mended.output()));
    QVERIFY2(without.succeeds(), qPrintable(without.output()));

    const QStringList since = notesOf(source, u"since"_s);
    if (!since.isEmpty()
        && QVersionNumber::fromString(since.front().section(u' ', -1))
            > QVersionNumber::fromString(QLatin1StringView(qVersion()))) {
        QVERIFY2(strict.succeeds(), "this Qt knows the definition already: correct the case");
        return;
    }
    QVERIFY(!strict.succeeds());
    const QStringList errors = errorsIn(strict.output());
    QVERIFY2(!errors.isEmpty(), qPrintable(strict.output()));
    // Every error is one that the case foretold, and none that it foretold is wanting.
    QSet<QString> seen;
    for (const QString &error : errors) {
        const auto foretold = std::ranges::find_if(expectations, [&error](const QString &expected) {
            return QRegularExpression(expected).match(error).hasMatch();
        });
        QVERIFY2(foretold != expectations.end(), qPrintable(error));
        seen.insert(*foretold);
    }
    QCOMPARE(seen, QSet<QString>(expectations.begin(), expectations.end()));
}

QTEST_GUILESS_MAIN(TestStrict)
#include "tst_strict.moc"
