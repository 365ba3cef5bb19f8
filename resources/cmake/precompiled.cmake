# SPDX-FileCopyrightText: 2026 The Pushbench authors
# SPDX-License-Identifier: GPL-3.0-or-later

# pushbench_precompiled(NAME HEADERS ... LINKS ...)
# Headers that many files of a floor include, compiled once; pushbench_uses_precompiled(TARGET NAME) lends them to
# a target. Reading them took a compiler more than half of its time. A file names what it uses nevertheless: the
# preset tidy compiles each file without.
function(pushbench_precompiled name)
    cmake_parse_arguments(ARG "" "" "HEADERS;LINKS" ${ARGN})
    set(nothing ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp)
    if(NOT EXISTS ${nothing})
        file(WRITE ${nothing} "")
    endif()
    add_library(pushbench_precompiled_${name} OBJECT ${nothing})
    set_target_properties(pushbench_precompiled_${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(pushbench_precompiled_${name} PRIVATE pushbench_strict ${ARG_LINKS})
    target_precompile_headers(pushbench_precompiled_${name} PRIVATE ${ARG_HEADERS})
endfunction()

function(pushbench_uses_precompiled target name)
    target_precompile_headers(${target} REUSE_FROM pushbench_precompiled_${name})
endfunction()

# The standard library and Qt Core, for everything; the others add to it. Not Qt Test, whose headers hold the
# folder of the very test.
set(PUSHBENCH_PRECOMPILED_CORE
    <algorithm> <array> <chrono> <cstring> <deque> <functional> <limits> <map> <memory> <optional> <set> <span>
    <string> <string_view> <unordered_map> <unordered_set> <utility> <variant> <vector>
    <QByteArray> <QByteArrayList> <QCoreApplication> <QDateTime> <QFile> <QHash> <QJsonArray> <QJsonDocument>
    <QJsonObject> <QList> <QObject> <QPointer> <QString> <QStringBuilder> <QStringList> <QTimer> <QUrl>)
