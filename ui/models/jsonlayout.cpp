// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/jsonlayout.h"

#include <algorithm>

namespace pushbench::ui {
namespace {

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

bool isStructural(char byte)
{
    return byte == '{' || byte == '}' || byte == '[' || byte == ']' || byte == ',' || byte == ':';
}

qsizetype skipBlanks(QByteArrayView json, qsizetype at)
{
    while (at < json.size() && isBlank(json[at]))
        ++at;
    return at;
}

/// Behind the closing quote, or the end of the text when there is none.
qsizetype endOfString(QByteArrayView json, qsizetype at)
{
    for (++at; at < json.size(); ++at) {
        if (json[at] == '\\')
            ++at;
        else if (json[at] == '"')
            return at + 1;
    }
    return json.size();
}

qsizetype endOfToken(QByteArrayView json, qsizetype at)
{
    if (isStructural(json[at]))
        return at + 1;
    if (json[at] == '"')
        return endOfString(json, at);
    while (at < json.size() && !isBlank(json[at]) && !isStructural(json[at]) && json[at] != '"')
        ++at;
    return at;
}

} // namespace

bool layOutJson(QByteArrayView json,
                const std::function<bool(const JsonPiece &, QByteArrayView)> &visit)
{
    qsizetype level = 0;
    bool breakNext = true;
    bool afterEmpty = false; // "{}" and "[]" stay together
    qsizetype at = skipBlanks(json, 0);
    while (at < json.size()) {
        const char first = json[at];
        const qsizetype end = endOfToken(json, at);
        const qsizetype following = skipBlanks(json, end);
        const bool opens = first == '{' || first == '[';
        const bool closes = first == '}' || first == ']';
        const bool empty =
            opens && following < json.size() && json[following] == (first == '{' ? '}' : ']');
        if (closes && level > 0)
            --level;
        const JsonPiece piece{.source = at,
                              .length = end - at,
                              .level = int(std::min<qsizetype>(level, kDeepestIndent)),
                              .breakBefore = closes ? !afterEmpty : breakNext,
                              .blankBehind = first == ':'};
        if (!visit(piece, json))
            return false;
        if (opens)
            ++level;
        breakNext = (opens && !empty) || first == ',';
        afterEmpty = empty;
        at = following;
    }
    return true;
}

} // namespace pushbench::ui
