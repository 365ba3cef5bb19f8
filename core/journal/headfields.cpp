// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/headfields.h"

#include <QByteArrayList>

#include <algorithm>

namespace pushbench::journal {
namespace {

/// HTTP/2 has no start line: its heads begin with a pseudo field.
bool hasStartLine(QByteArrayView head)
{
    return !head.startsWith(':');
}

/// Calls visit(line, offset) for each line without its end, until it returns false.
template <typename Visitor>
void forEachLine(QByteArrayView head, qsizetype at, Visitor visit)
{
    while (at < head.size()) {
        const qsizetype next = head.indexOf('\n', at);
        QByteArrayView line = head.sliced(at, (next < 0 ? head.size() : next) - at);
        if (line.endsWith('\r'))
            line.chop(1);
        if (!visit(line, at) || next < 0)
            return;
        at = next + 1;
    }
}

HeadField fieldOf(QByteArrayView line, qsizetype at)
{
    const qsizetype colon = std::max<qsizetype>(line.indexOf(':', line.startsWith(':') ? 1 : 0), 0);
    return {.name = line.first(colon),
            .value = line.sliced(colon > 0 ? colon + 1 : 0).trimmed(),
            .line = {at, line.size()}};
}

qsizetype fieldsAt(QByteArrayView head)
{
    if (!hasStartLine(head))
        return 0;
    const qsizetype end = head.indexOf('\n');
    return end < 0 ? head.size() : end + 1;
}

std::optional<HeadField> findField(QByteArrayView head, QByteArrayView name)
{
    std::optional<HeadField> found;
    forEachLine(head, fieldsAt(head), [&found, name](QByteArrayView line, qsizetype at) {
        const HeadField field = fieldOf(line, at);
        if (field.name.compare(name, Qt::CaseInsensitive) == 0)
            found = field;
        return !found;
    });
    return found;
}

} // namespace

std::vector<HeadField> headFields(QByteArrayView head)
{
    std::vector<HeadField> fields;
    forEachLine(head, fieldsAt(head), [&fields](QByteArrayView line, qsizetype at) {
        if (!line.isEmpty())
            fields.push_back(fieldOf(line, at));
        return true;
    });
    return fields;
}

QByteArrayView startLine(QByteArrayView head)
{
    QByteArrayView start;
    if (hasStartLine(head)) {
        forEachLine(head, 0, [&start](QByteArrayView line, qsizetype) {
            start = line;
            return false;
        });
    }
    return start;
}

std::optional<protocol::ByteRange> headerLine(QByteArrayView head, QByteArrayView name)
{
    const std::optional<HeadField> field = findField(head, name);
    return field ? std::optional(field->line) : std::nullopt;
}

std::optional<QByteArrayView> headerValue(QByteArrayView head, QByteArrayView name)
{
    const std::optional<HeadField> field = findField(head, name);
    return field ? std::optional(field->value) : std::nullopt;
}

QByteArray combinedValue(QByteArrayView head, QByteArrayView name)
{
    QByteArrayList values;
    for (const HeadField &field : headFields(head)) {
        if (field.name.compare(name, Qt::CaseInsensitive) == 0)
            values.append(field.value.toByteArray());
    }
    return values.join(", ");
}

} // namespace pushbench::journal
