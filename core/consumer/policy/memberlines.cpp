// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/memberlines.h"

#include "core/protocol/json/strictjson.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

constexpr int kDeepest = 64;

/// "/rules/0/reply" as people write it. Settings have no numbers for names.
QString pathOf(QByteArrayView pointer)
{
    QString path;
    for (const QString &part : QString::fromUtf8(pointer).split(u'/').mid(1)) {
        bool isIndex = false;
        const uint index = part.toUInt(&isIndex);
        if (isIndex)
            path.append(u"[%1]"_s.arg(index));
        else
            path = joinPath(path, QString(part).replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s));
    }
    return path;
}

} // namespace

QString joinPath(const QString &path, const QString &member)
{
    return path.isEmpty() ? member : QString(path + u'.' + member);
}

Result<> MemberLines::read(QByteArrayView json, const QString &name)
{
    protocol::JsonReader reader(json, kDeepest);
    qsizetype line = 1;
    qsizetype counted = 0; ///< Bytes whose lines are counted.
    for (protocol::JsonToken token = reader.next(); token != protocol::JsonToken::End;
         token = reader.next()) {
        const qsizetype at = reader.range().offset;
        line += json.sliced(counted, at - counted).count('\n');
        counted = at;
        if (token == protocol::JsonToken::Malformed)
            return Fault{FaultKind::Malformed, name,
                         u"line %1 is not JSON: %2"_s.arg(line).arg(
                             QString::fromUtf8(protocol::describe(reader.flaw()).text))};
        const QString path = pathOf(reader.pointer());
        if (token == protocol::JsonToken::Name && m_lines.contains(path))
            return Fault{
                FaultKind::Malformed, name,
                u"line %1: member %2 stands twice in one object; keep one of them"_s.arg(line).arg(
                    path)};
        if (!m_lines.contains(path))
            m_lines.insert(path, line);
    }
    return {};
}

qsizetype MemberLines::lineOf(QString path) const
{
    while (!path.isEmpty()) {
        if (const auto line = m_lines.constFind(path); line != m_lines.constEnd())
            return *line;
        path.truncate(std::max<qsizetype>(path.lastIndexOf(u'.'), 0));
    }
    return 1;
}

} // namespace pushbench::consumer
