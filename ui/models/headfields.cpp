// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/headfields.h"

#include <algorithm>

namespace pushbench::ui {

std::vector<HeadField> headFields(QByteArrayView head)
{
    std::vector<HeadField> fields;
    qsizetype at = head.indexOf('\n') + 1;
    while (at > 0 && at < head.size()) {
        const qsizetype next = head.indexOf('\n', at);
        QByteArrayView line = head.sliced(at, (next < 0 ? head.size() : next) - at);
        if (line.endsWith('\r'))
            line.chop(1);
        const qsizetype colon = std::max<qsizetype>(line.indexOf(':'), 0);
        if (!line.isEmpty())
            fields.push_back({.name = line.first(colon),
                              .value = line.sliced(colon > 0 ? colon + 1 : 0).trimmed(),
                              .line = {at, line.size()}});
        at = next + 1;
    }
    return fields;
}

QByteArrayView startLine(QByteArrayView head)
{
    const qsizetype end = head.indexOf('\n');
    const QByteArrayView line = end < 0 ? head : head.first(end);
    return line.endsWith('\r') ? line.chopped(1) : line;
}

std::optional<protocol::ByteRange> headerLine(QByteArrayView head, QByteArrayView name)
{
    const std::vector<HeadField> fields = headFields(head);
    const auto found = std::ranges::find_if(fields, [name](const HeadField &field) {
        return field.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == fields.end() ? std::nullopt : std::optional(found->line);
}

} // namespace pushbench::ui
