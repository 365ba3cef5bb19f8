// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/findingjson.h"

#include "core/protocol/payload/payloadwriter.h"

#include <utility>

namespace pushbench::protocol {

void appendFindingJson(QByteArray &out, const Finding &finding)
{
    out.append("{\"id\":");
    appendJsonString(out, finding.id);
    out.append(",\"verdict\":");
    appendJsonString(out, verdictName(finding.verdict));
    out.append(",\"where\":");
    appendJsonString(out, finding.where);
    out.append(",\"text\":");
    appendJsonString(out, finding.text.toUtf8());
    if (!finding.expected.isEmpty()) {
        out.append(",\"expected\":");
        appendJsonString(out, finding.expected.toUtf8());
    }
    if (!finding.actual.isEmpty()) {
        out.append(",\"actual\":");
        appendJsonString(out, finding.actual.toUtf8());
    }
    out.append('}');
}

void appendFindingsJson(QByteArray &out, const Findings &findings)
{
    out.append('[');
    bool first = true;
    for (const Finding &finding : findings) {
        if (!std::exchange(first, false))
            out.append(',');
        appendFindingJson(out, finding);
    }
    out.append(']');
}

} // namespace pushbench::protocol
