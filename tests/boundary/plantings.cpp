// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/boundary/plantings.h"

#include "tests/boundary/floors.h"

#include <QStringBuilder>

namespace pushbench::boundary {

using namespace Qt::StringLiterals;

namespace {

bool isCmake(const QString &path)
{
    return path.endsWith(u".txt") || path.endsWith(u".cmake");
}

QByteArray dressed(const QString &path, const QByteArray &code)
{
    if (path.endsWith(u".md"))
        return code;
    return (isCmake(path) ? spdxLines().replace("//", "#") : spdxLines()) + '\n' + code;
}

} // namespace

QByteArray spdxLines()
{
    return "// SPDX-FileCopyrightText: 2026 The Pushbench authors\n"
           "// SPDX-License-Identifier: GPL-3.0-or-later\n";
}

const std::vector<Planting> &plantings()
{
    static const std::vector<Planting> rows{
        {"a folder on no floor", Rule::Room, "core/attic/planted.h", "",
         ":1: this folder stands on no floor"},
        {"an include from the same folder", Rule::Rooted, "core/wire/planted.h",
         "#include \"a.h\"\n", ":4: a.h does not start at the checkout's root"},
        {"an include by way of the parent", Rule::Rooted, "core/wire/planted.h",
         "#include \"../base/a.h\"\n", ":4: ../base/a.h does not start at the checkout's root"},
        {"a relative include in a test", Rule::Rooted, "tests/wire/planted.cpp",
         "\n#include \"planted.h\"\n", ":5: planted.h does not start at the checkout's root"},
        {"ours in angle brackets", Rule::Rooted, "core/wire/planted.h",
         "#include <core/base/a.h>\n", ":4: core/base/a.h is ours: it stands in quotes"},
        {"moc output of another file", Rule::Rooted, "core/wire/planted.cpp",
         "#include \"a.moc\"\n", ":4: a.moc does not start at the checkout's root"},
        {"own header second", Rule::OwnFirst, "core/wire/a.cpp",
         "#include <vector>\n#include \"core/wire/a.h\"\n", ":4: core/wire/a.h must come first"},
        {"own header not at all", Rule::OwnFirst, "core/wire/a.cpp", "",
         ":1: core/wire/a.h must come first"},
        {"a neighbour on the same floor", Rule::Arrow, "core/protocol/planted.h",
         "#include \"core/wire/a.h\"\n", ":4: core/protocol may not know core/wire"},
        {"a floor above", Rule::Arrow, "core/base/planted.h", "#  include \"core/wire/a.h\"\n",
         ":4: core/base may not know core/wire"},
        {"behind a comment of several lines", Rule::Arrow, "core/base/planted.h",
         "/* one\n two */\n#include \"core/wire/a.h\"\n", ":6: core/base may not know core/wire"},
        {"the producer and its consumer", Rule::Arrow, "core/producer/planted.cpp",
         "#include \"core/consumer/a.h\"\n", ":4: core/producer may not know core/consumer"},
        {"the consumer and the books", Rule::Arrow, "core/consumer/planted.cpp",
         "#include \"core/ledger/a.h\"\n", ":4: core/consumer may not know core/ledger"},
        {"the producer's engine and the books", Rule::Arrow, "core/producer/planted.cpp",
         "#include \"core/ledger/a.h\"\n", ":4: core/producer may not know core/ledger"},
        {"the books and HTTP", Rule::Arrow, "core/ledger/planted.cpp",
         "#include \"core/wire/a.h\"\n", ":4: core/ledger may not know core/wire"},
        {"a model and a view", Rule::Arrow, "ui/models/planted.h", "#include \"ui/views/a.h\"\n",
         ":4: ui/models may not know ui"},
        {"the program from the window", Rule::Arrow, "ui/planted.h", "#include \"app/a.h\"\n",
         ":4: ui may not know app"},
        {"a test's helper from the core", Rule::Arrow, "core/wire/planted.h",
         "#include \"tests/support/testcase.h\"\n",
         ":4: core/wire may not know tests/support/testcase.h"},
        {"a link upwards", Rule::Arrow, "core/wire/CMakeLists.txt",
         "pushbench_library(wire SOURCES a.h a.cpp planted.h planted.cpp LINKS "
         "Pushbench::journal)\n",
         ":1: core/wire may not link Pushbench::journal"},
        {"Widgets in a model", Rule::QtModule, "ui/models/planted.h", "#include <QWidget>\n",
         ":4: ui/models may not use the Qt module of QWidget"},
        {"Gui in a model, by module", Rule::QtModule, "ui/models/planted.h",
         "#include <QtGui/QColor>\n", ":4: ui/models may not use the Qt module of QtGui/QColor"},
        {"Gui in the core", Rule::QtModule, "core/checks/planted.h", "#include <qcolor.h>\n",
         ":4: core/checks may not use the Qt module of qcolor.h"},
        {"the network in the books", Rule::QtModule, "core/ledger/planted.h",
         "#include <QTcpSocket>\n", ":4: core/ledger may not use the Qt module of QTcpSocket"},
        {"a file in the protocol", Rule::Io, "core/protocol/planted.cpp", "#include <QFile>\n",
         ":4: protocol and ledger are pure functions and values"},
        {"a timer in the books", Rule::Io, "core/ledger/planted.cpp",
         "#include <QString>\n#include <QTimer>\n",
         ":5: protocol and ledger are pure functions and values"},
        {"SQLite in the window", Rule::Library, "ui/planted.cpp", "#include <sqlite3.h>\n",
         ":4: SQLite is the journal's"},
        {"simdjson beside fastpayload.cpp", Rule::Library, "core/protocol/planted.cpp",
         "#include <simdjson.h>\n", ":4: simdjson is fastpayload.cpp's"},
        {"nghttp2 above the wire", Rule::Library, "core/producer/planted.cpp",
         "#include <nghttp2/nghttp2.h>\n", ":4: nghttp2 is the wire's"},
        {"OpenSSL above the wire", Rule::Library, "app/planted.cpp", "#include <openssl/x509.h>\n",
         ":4: OpenSSL is the wire's"},
        {"CLI11 below the app", Rule::Library, "core/checks/planted.cpp",
         "#include <CLI/CLI.hpp>\n", ":4: CLI11 is the command line's"},
        {"QtHttpServer twice", Rule::HttpServer, "core/wire/planted.cpp",
         "#include <QtHttpServer>\n", ":4: core/wire/a.cpp includes QtHttpServer already"},
        {"QtHttpServer in a header", Rule::HttpServer, "core/wire/planted.h",
         "#include <QAbstractHttpServer>\n", ":4: QtHttpServer belongs in one source of core/wire"},
        {"QtHttpServer above the wire", Rule::HttpServer, "core/producer/planted.cpp",
         "#include <QtHttpServer/qhttpserver.h>\n",
         ":4: QtHttpServer belongs in one source of core/wire"},
        {"Qt's version asked for elsewhere", Rule::QtVersion, "core/wire/planted.cpp",
         "\n#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)\n#endif\n",
         ":5: only the source that includes QtHttpServer asks for Qt's version"},
        {"Qt's version asked for second", Rule::QtVersion, "app/planted.cpp",
         "#ifdef A\n#elif defined(B) && QT_VERSION > 0\n#endif\n",
         ":5: only the source that includes QtHttpServer asks for Qt's version"},
        {"the standard library's clock", Rule::Clock, "core/consumer/planted.cpp",
         "auto t = std::chrono::steady_clock::now();\n",
         ":4: time is an argument; the machine's clock is core/base's"},
        {"Qt's clock", Rule::Clock, "core/journal/planted.cpp",
         "\n\nauto t = QDateTime::currentDateTimeUtc();\n",
         ":6: time is an argument; the machine's clock is core/base's"},
        {"a mutex", Rule::Mutex, "core/journal/planted.h", "struct A { mutable std::mutex m; };\n",
         ":4: threads meet in the Inbox alone"},
        {"Qt's mutex", Rule::Mutex, "core/base/planted.h", "QMutex m;\n",
         ":4: threads meet in the Inbox alone"},
        {"a source that nothing builds", Rule::Cmake, "core/wire/forgotten.cpp", "",
         ":1: no CMakeLists.txt names it"},
        {"a source that only a comment names", Rule::Cmake, "core/wire/commented.cpp", "",
         ":1: no CMakeLists.txt names it"},
        {"a test that nothing builds", Rule::Cmake, "tests/wire/tst_forgotten.cpp", "",
         ":1: no CMakeLists.txt names it"},
        {"no README", Rule::Readme, "core/base/README.md", nullptr,
         ":1: core/base/README.md should have some ten lines, not 0"},
        {"a README of one line", Rule::Readme, "ui/README.md", "Window.\n",
         ":1: ui/README.md should have some ten lines, not 1"},
        {"a README that became a book", Rule::Readme, "app/README.md",
         "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n21\n",
         ":1: app/README.md should have some ten lines, not 21"},
    };
    return rows;
}

void plant(Tree &tree, const QString &path, const char *code)
{
    std::erase_if(tree, [&path](const SourceFile &file) { return file.path == path; });
    if (code)
        tree.push_back({path, dressed(path, code)});
}

Tree soundHouse()
{
    Tree tree;
    QStringList folders = rooms();
    folders << u"ui/views"_s << u"tests/wire"_s << u"core/attic"_s;
    for (const QString &folder : folders) {
        const QByteArray header = u"#include \"%1/a.h\"\n"_s.arg(folder).toUtf8();
        if (folder != u"core/attic") {
            plant(tree, folder % u"/a.h", "#include <vector>\n");
            plant(tree, folder % u"/a.cpp", header.constData());
        }
        plant(tree, folder % u"/CMakeLists.txt",
              "x(SOURCES a.h a.cpp b.cpp \"planted.h\" planted.cpp) # commented.cpp\n");
        plant(tree, folder % u"/README.md", "1\n2\n3\n4\n5\n");
    }
    plant(tree, u"core/wire/a.cpp"_s,
          "#include \"core/wire/a.h\"\n#include <QtHttpServer>\n#if QT_VERSION > 0\n#endif\n");
    plant(tree, u"core/producer/CMakeLists.txt"_s,
          "x(SOURCES a.h a.cpp planted.h planted.cpp resource.cpp LINKS Pushbench::ledger)\n");
    plant(tree, u"core/producer/resource.cpp"_s, "#include \"core/ledger/a.h\"\n");
    plant(tree, u"core/protocol/CMakeLists.txt"_s,
          "x(SOURCES a.h a.cpp planted.h planted.cpp payload/fastpayload.cpp)\n");
    plant(tree, u"core/protocol/payload/fastpayload.cpp"_s, "#include <simdjson.h>\n");
    plant(tree, u"core/journal/b.cpp"_s, "#include <sqlite3.h>\n#include <QFile>\n");
    plant(tree, u"core/base/b.cpp"_s, "auto t = std::chrono::system_clock::now();\n");
    plant(tree, u"core/consumer/b.cpp"_s,
          "// std::mutex\n/* #include \"core/ledger/a.h\" */\n#include <QObject>\n"
          "#include <QTcpSocket>\n#include \"b.moc\"\n");
    plant(tree, u"ui/models/b.cpp"_s,
          "#include <QAbstractItemModel>\n#include \"core/checks/a.h\"\n");
    plant(tree, u"tests/wire/b.cpp"_s, "#include \"app/a.h\"\n#include <QMutex>\nQMutex m;\n");
    return tree;
}

} // namespace pushbench::boundary
