// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/bearer.h"
#include "core/protocol/mediatype.h"
#include "tests/fuzz/fuzz.h"

#include <QList>

using namespace pushbench;
using namespace pushbench::protocol;

namespace {

/// Shorter texts may stand in the fingerprint, or in "Bearer", by chance.
constexpr qsizetype kShortestSecret = 17;

void tryBearer(QByteArrayView value)
{
    const Secret expected(QByteArray("kV8wPq3-long.lived~token"));
    const BearerCheck live = checkBearer({value}, expected);
    require((live.verdict == BearerVerdict::Accepted) == !hasFailure(live.findings)
                || live.verdict == BearerVerdict::Malformed,
            "what is not accepted has a reason");
    require(live.verdict == BearerVerdict::Accepted || !live.findings.empty(),
            "a refusal has a finding");
    if (live.verdict == BearerVerdict::Accepted)
        require(value.endsWith(expected.reveal()), "only the token itself is accepted");

    const QByteArray redacted = redactAuthorization(value);
    const BearerCheck recorded = checkBearer({redacted}, expected, CredentialOrigin::Recorded);
    require(recorded.verdict == live.verdict, "a replay reaches the same verdict");
    require(recorded.fingerprint == live.fingerprint, "a replay sees the same fingerprint");
    require(checkBearer({redacted}, expected).verdict != BearerVerdict::Accepted,
            "a fingerprint never passes for the token");

    const QList<QByteArray> words = value.toByteArray().replace('\t', ' ').trimmed().split(' ');
    const QByteArray &last = words.last();
    if (last.size() >= kShortestSecret)
        require(!redacted.contains(last), "a redacted value holds no credential");

    require(checkBearer({value, value}, expected).verdict == BearerVerdict::Malformed,
            "two fields are one too many");
}

void tryMediaType(QByteArrayView value)
{
    const std::optional<MediaType> mediaType = parseMediaType(value);
    const MediaTypeCheck check = checkMediaType(value);
    require(check.accepted == !hasFailure(check.findings), "what is refused has a reason");
    require(mediaType || !check.accepted, "what breaks the grammar is refused");
    if (!mediaType)
        return;
    QByteArray again = mediaType->type;
    again.append('/');
    again.append(mediaType->subtype);
    for (const auto &[name, text] : mediaType->parameters) {
        again.append(';');
        again.append(name);
        again.append("=\"");
        for (const char c : text) {
            if (c == '"' || c == '\\')
                again.append('\\');
            again.append(c);
        }
        again.append('"');
        require(mediaType->parameter(name).has_value(), "a parameter is found by its name");
    }
    const std::optional<MediaType> reread = parseMediaType(again);
    require(reread && reread->type == mediaType->type && reread->subtype == mediaType->subtype
                && reread->parameters == mediaType->parameters,
            "written canonically, it means the same");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView value = viewOf(data, size);
    tryBearer(value);
    tryMediaType(value);
    return 0;
}
