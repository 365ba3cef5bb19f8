// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/boundary/rules.h"

#include "tests/boundary/floors.h"
#include "tests/boundary/sourcetext.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringBuilder>
#include <QStringList>

#include <algorithm>
#include <array>

namespace pushbench::boundary {

using namespace Qt::StringLiterals;

namespace {

/// What may be written only in files whose path starts so.
struct WordRow
{
    Rule rule;
    const char16_t *pattern;
    QStringView home;
    QStringView sentence;
};

constexpr std::array kWords{
    WordRow{Rule::Library, u"#\\s*include\\s*<sqlite3", u"core/journal/",
            u"SQLite is the journal's"},
    WordRow{Rule::Library, u"#\\s*include\\s*<simdjson", u"core/protocol/payload/fastpayload.cpp",
            u"simdjson is fastpayload.cpp's"},
    WordRow{Rule::Library, u"#\\s*include\\s*<nghttp2/", u"core/wire/", u"nghttp2 is the wire's"},
    WordRow{Rule::Library, u"#\\s*include\\s*<openssl/", u"core/wire/", u"OpenSSL is the wire's"},
    WordRow{Rule::Library, u"#\\s*include\\s*<zip\\.h>", u"app/bundle/ziparchive.cpp",
            u"libzip is ziparchive.cpp's"},
    WordRow{Rule::Library, u"#\\s*include\\s*<CLI/", u"app/", u"CLI11 is the command line's"},
    WordRow{
        Rule::Clock,
        u"\\b(system_clock|steady_clock|high_resolution_clock)::now\\b|\\bcurrentDateTime(Utc)?\\b"
        "|\\bcurrent(M)?SecsSinceEpoch\\b",
        u"core/base/", u"time is an argument; the machine's clock is core/base's"},
    WordRow{Rule::Mutex,
            u"\\b(std::(recursive_|shared_|timed_)*mutex|QMutex|QReadWriteLock|QSemaphore|"
            "QWaitCondition|std::condition_variable\\w*)\\b",
            u"core/base/inbox.h", u"threads meet in the Inbox alone"},
    WordRow{
        Rule::Io,
        u"#\\s*include\\s*<(QFile|QSaveFile|QTemporaryFile|QDir|QIODevice|QTimer|QObject|QThread|"
        "QProcess|QSettings|fstream|iostream|cstdio|thread)>",
        {},
        u"protocol and ledger are pure functions and values"},
};

bool isOurs(QStringView path)
{
    return path.startsWith(u"app/") || path.startsWith(u"core/") || path.startsWith(u"ui/");
}

bool isCpp(QStringView path)
{
    return path.endsWith(u".cpp") || path.endsWith(u".h");
}

QStringView folderOf(QStringView path)
{
    return path.first(std::max<qsizetype>(path.lastIndexOf(u'/'), 0));
}

/// The file's name up to its first dot.
QStringView stemOf(QStringView path)
{
    const QStringView name = path.sliced(path.lastIndexOf(u'/') + 1);
    const qsizetype dot = name.indexOf(u'.');
    return dot < 0 ? name : name.first(dot);
}

bool isHttpServerHeader(const QString &name)
{
    return name.contains(u"httpserver", Qt::CaseInsensitive);
}

/// Judges one tree; every method looks at one rule.
class Judge
{
public:
    Judge(const Tree &tree, const QtHeaders &qt)
        : m_tree(tree)
        , m_qt(qt)
    {
        for (const SourceFile &file : tree)
            m_byPath.insert(file.path, &file);
    }

    std::vector<Breach> judge()
    {
        for (const SourceFile &file : m_tree) {
            m_file = &file;
            if (isCpp(file.path))
                judgeCpp();
            if (file.path.endsWith(u"CMakeLists.txt"))
                judgeLinks();
            judgeSpdx();
        }
        judgeHttpServer();
        judgeReadmes();
        return std::move(m_breaches);
    }

private:
    void report(Rule rule, int line, const QString &text)
    {
        m_breaches.push_back({.rule = rule, .path = m_file->path, .line = line, .text = text});
    }

    void judgeCpp()
    {
        const QString &path = m_file->path;
        const QString code = withoutComments(m_file->content);
        const std::vector<Include> includes = includesOf(code);
        m_room = roomOf(path);
        if (isOurs(path) && !m_room)
            report(Rule::Room, 1, u"this folder stands on no floor"_s);
        for (const Include &include : includes) {
            if (include.quoted)
                judgeQuoted(include);
            else
                judgeAngled(include);
        }
        judgeOwnHeaderFirst(includes);
        judgeNamedInCmake();
        if (isOurs(path))
            judgeWords(code);
    }

    void judgeQuoted(const Include &include)
    {
        const QString &name = include.name;
        const QStringView stem = stemOf(m_file->path);
        if (name == stem % u".moc" || name == u"moc_" % stem % u".cpp")
            return; // moc's output for this very file
        if (!isOurs(name) && !name.startsWith(u"tests/")) {
            report(Rule::Rooted, include.line, name % u" does not start at the checkout's root");
        } else if (m_room) {
            const Room *target = roomOf(name);
            if (!target || !mayInclude(m_file->path, target->path))
                report(Rule::Arrow, include.line,
                       m_room->path % u" may not know " % (target ? target->path : name));
        }
    }

    void judgeAngled(const Include &include)
    {
        const QString &name = include.name;
        if (isOurs(name) || name.startsWith(u"tests/"))
            report(Rule::Rooted, include.line, name % u" is ours: it stands in quotes");
        if (isHttpServerHeader(name)) {
            if (isOurs(m_file->path))
                m_httpServerIncludes.emplace_back(m_file, include.line);
        } else if (m_room && !isOfItsQt(name)) {
            report(Rule::QtModule, include.line,
                   m_room->path % u" may not use the Qt module of " % name);
        }
    }

    bool isOfItsQt(const QString &name) const
    {
        static const QRegularExpression ofQt(u"^(Q[A-Z]|Qt[A-Z]?|q[a-z]+\\.h$)"_s);
        if (m_room->qt == QtUse::Everything || !ofQt.match(name).hasMatch())
            return true;
        const bool network = m_room->qt == QtUse::CoreAndNetwork;
        if (name.contains(u'/'))
            return name.startsWith(u"QtCore/") || (network && name.startsWith(u"QtNetwork/"));
        return m_qt.core.contains(name) || (network && m_qt.network.contains(name));
    }

    void judgeOwnHeaderFirst(const std::vector<Include> &includes)
    {
        const QString &path = m_file->path;
        const QString own = path.chopped(path.endsWith(u".cpp") ? 4 : 2) % u".h";
        if (path.endsWith(u".cpp") && m_byPath.contains(own)
            && (includes.empty() || includes.front().name != own))
            report(Rule::OwnFirst, includes.empty() ? 1 : includes.front().line,
                   own % u" must come first");
    }

    void judgeWords(const QString &code)
    {
        for (const WordRow &row : kWords) {
            const bool pure = m_file->path.startsWith(u"core/protocol/")
                || m_file->path.startsWith(u"core/ledger/");
            if (row.rule == Rule::Io ? !pure : m_file->path.startsWith(row.home))
                continue;
            reportWord(row.rule, code, QString::fromUtf16(row.pattern), row.sentence);
        }
        if (!includesHttpServer(m_file))
            reportWord(Rule::QtVersion, code, u"^[ \\t]*#[ \\t]*(el)?if.*\\bQT_VERSION"_s,
                       u"only the source that includes QtHttpServer asks for Qt's version");
    }

    void reportWord(Rule rule, const QString &code, const QString &pattern, QStringView sentence)
    {
        const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
        const QRegularExpressionMatch match = expression.match(code);
        if (match.hasMatch())
            report(rule, 1 + int(QStringView(code).first(match.capturedStart()).count(u'\n')),
                   sentence.toString());
    }

    bool includesHttpServer(const SourceFile *file) const
    {
        return std::ranges::any_of(m_httpServerIncludes,
                                   [file](const auto &found) { return found.first == file; });
    }

    void judgeHttpServer()
    {
        const SourceFile *home = nullptr;
        for (const auto &[file, line] : m_httpServerIncludes) {
            m_file = file;
            if (!file->path.startsWith(u"core/wire/") || !file->path.endsWith(u".cpp"))
                report(Rule::HttpServer, line,
                       u"QtHttpServer belongs in one source of core/wire"_s);
            else if (home && home != file)
                report(Rule::HttpServer, line, home->path % u" includes QtHttpServer already");
            else
                home = file;
        }
    }

    void judgeLinks()
    {
        static const QString prefix = u"Pushbench::"_s;
        const QString &path = m_file->path;
        if (!roomOf(path))
            return;
        for (const QString &word : cmakeWords(m_file->content)) {
            const QString room =
                word.startsWith(prefix) ? u"core/" % word.sliced(prefix.size()) : u""_s;
            if (rooms().contains(room) && !mayLink(path, room))
                report(Rule::Arrow, 1, folderOf(path) % u" may not link " % word);
        }
    }

    /// The nearest CMakeLists.txt above a source, or one further up, must name it: by its path, or
    /// in tests, where a function may add the ending, by its stem.
    void judgeNamedInCmake()
    {
        const QString &path = m_file->path;
        for (QStringView folder = folderOf(path); !folder.isEmpty(); folder = folderOf(folder)) {
            const SourceFile *cmake = m_byPath.value(folder % u"/CMakeLists.txt");
            if (!cmake)
                continue;
            const QStringList words = cmakeWords(cmake->content);
            if (words.contains(path.sliced(folder.size() + 1))
                || (path.startsWith(u"tests/") && words.contains(stemOf(path))))
                return;
        }
        report(Rule::Cmake, 1, u"no CMakeLists.txt names it"_s);
    }

    void judgeSpdx()
    {
        static const QRegularExpression lines(
            u"\\A(#!.*\\n)?(# shellcheck .*\\n)?(//|#) SPDX-FileCopyrightText: \\d{4} The "
            u"Pushbench authors\\n"
            "\\3 SPDX-License-Identifier: GPL-3\\.0-or-later\\n"_s);
        if (!m_file->path.endsWith(u".md")
            && !lines.match(QString::fromUtf8(m_file->content)).hasMatch())
            report(Rule::Spdx, 1, u"the two SPDX lines are missing"_s);
    }

    void judgeReadmes()
    {
        for (const Room &row : roomTable()) {
            const auto inRoom = [&row](const SourceFile &file) {
                return isCpp(file.path) && roomOf(file.path) == &row;
            };
            const auto first = std::ranges::find_if(m_tree, inRoom);
            if (first == m_tree.end())
                continue;
            m_file = &*first;
            const SourceFile *readme = m_byPath.value(row.path % u"/README.md");
            const qsizetype count = readme ? readme->content.count('\n') : 0;
            if (count < 5 || count > 20)
                report(Rule::Readme, 1,
                       QStringLiteral("%1/README.md should have some ten lines, not %2")
                           .arg(row.path)
                           .arg(count));
        }
    }

    const Tree &m_tree;
    const QtHeaders &m_qt;
    QHash<QString, const SourceFile *> m_byPath;
    std::vector<std::pair<const SourceFile *, int>> m_httpServerIncludes;
    const SourceFile *m_file = nullptr;
    const Room *m_room = nullptr;
    std::vector<Breach> m_breaches;
};

} // namespace

QString Breach::message() const
{
    return path % u':' % QString::number(line) % u": " % text;
}

std::vector<Breach> breaches(const Tree &tree, const QtHeaders &qt)
{
    return Judge(tree, qt).judge();
}

} // namespace pushbench::boundary
