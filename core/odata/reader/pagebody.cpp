// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/reader/pagebody.h"

#include "core/odata/query/numbers.h"
#include "core/protocol/json/strictjson.h"
#include "core/protocol/json/unicode.h"

using namespace Qt::StringLiterals;

namespace pushbench::odata {
namespace {

using protocol::JsonToken;

constexpr int kDepth = 512;

/// The annotations beside the list.
void readAnnotations(PageBody &page)
{
    protocol::JsonReader json(page.payload.body(), kDepth);
    QByteArray name;
    for (JsonToken token = json.next(); token != JsonToken::End && token != JsonToken::Malformed;
         token = json.next()) {
        if (json.depth() != 1)
            continue;
        if (token == JsonToken::Name) {
            name.clear();
            protocol::appendUnescaped(name, json.text());
        } else if (token == JsonToken::String
                   && (name == "@odata.nextLink" || name == "@nextLink")) {
            page.nextLink.clear();
            protocol::appendUnescaped(page.nextLink, json.text());
        } else if ((token == JsonToken::Number || token == JsonToken::String)
                   && (name == "@odata.count" || name == "@count")) {
            page.count = integerFrom(json.text());
        }
    }
}

/// A page of a resource is no payload: it needs no @reso.context.
bool countsHere(const protocol::Finding &finding)
{
    return finding.verdict == protocol::Verdict::Fail && finding.where != "/@reso.context";
}

} // namespace

PageBody parsePageBody(QByteArray body)
{
    PageBody page{.payload = protocol::parsePayload(std::move(body))};
    for (const protocol::Finding &finding : page.payload.findings()) {
        if (countsHere(finding) && page.flaw.isEmpty())
            page.flaw = QString::fromUtf8(finding.where) + u": "_s + finding.text;
    }
    if (page.flaw.isEmpty() && page.payload.suppressedFindings() > 0)
        page.flaw = u"so much is wrong with it that not all of it was looked at"_s;
    if (page.flaw.isEmpty() && page.payload.form() != protocol::PayloadForm::Multi)
        page.flaw = u"it is no list: \"value\" is missing"_s;
    readAnnotations(page);
    return page;
}

} // namespace pushbench::odata
