// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/fastpayload.h"
#include "core/protocol/payload/payloadwriter.h"
#include "core/protocol/payload/strictpayload.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace pushbench;
using namespace pushbench::protocol;

namespace {

std::vector<EntityEvent> owned(const Payload &payload)
{
    std::vector<EntityEvent> events;
    for (const EntityEventView &event : payload.events())
        events.push_back(event.toEvent());
    return events;
}

bool sameFinding(const Finding &a, const Finding &b)
{
    return qstrcmp(a.id, b.id) == 0 && a.verdict == b.verdict && a.where == b.where
        && a.text == b.text && a.bytes == b.bytes;
}

void requireSame(const Payload &a, const Payload &b)
{
    require(a.form() == b.form(), "both roads see the same form");
    require(a.accepted() == b.accepted(), "both roads accept or neither");
    require(owned(a) == owned(b), "both roads read the same events");
    require(std::equal(a.findings().begin(), a.findings().end(), b.findings().begin(),
                       b.findings().end(), sameFinding),
            "both roads find the same");
    require(a.suppressedFindings() == b.suppressedFindings(), "both roads suppress the same");
}

void requireSoundFindings(const Payload &payload, const PayloadLimits &limits)
{
    qsizetype before = 0;
    require(qsizetype(payload.findings().size()) <= limits.findings,
            "findings keep to their limit");
    for (const Finding &finding : payload.findings()) {
        require(*finding.id != '\0' && !finding.text.isEmpty(), "a finding has an id and a text");
        require(finding.where.isEmpty() || finding.where.startsWith('/'),
                "a finding names a pointer");
        require(finding.bytes.has_value(), "a finding of a body has its bytes");
        require(finding.bytes->offset >= before, "findings stand in the order of the body");
        require(finding.bytes->length >= 0
                    && finding.bytes->offset + finding.bytes->length <= payload.body().size(),
                "a finding's bytes lie in the body");
        before = finding.bytes->offset;
    }
    require(!payload.accepted() || !hasFailure(payload.findings()), "no failure is accepted");
    require(payload.accepted() || payload.suppressedFindings() > 0
                || hasFailure(payload.findings()),
            "what is refused has a reason");
    require(!payload.accepted() || payload.form() != PayloadForm::None,
            "what is accepted has a form");
}

void requireSoundViews(const Payload &payload)
{
    const QByteArray &body = payload.body();
    const bool escapes = body.contains('\\');
    for (const EntityEventView &event : payload.events()) {
        for (const QByteArrayView text :
             {event.resourceName, event.resourceRecordKey, event.resourceRecordUrl}) {
            const bool inside = text.isEmpty()
                || (text.data() >= body.constBegin()
                    && text.data() + text.size() <= body.constEnd());
            require(inside || escapes, "without escapes a text is a view into the body");
        }
        require(event.sequence.value >= 0, "a sequence is never negative");
        require(!event.resourceName.isEmpty() && !event.resourceRecordKey.isEmpty(),
                "an event is whole");
    }
}

/// A body that was plain has left its layout behind. One that is nearly the same must not be read
/// by it as anything but what it is.
void requireSameBesideALayout(QByteArray body)
{
    constexpr int kVariants = 16;
    constexpr QByteArrayView kSpoilers("0\"\\}{,:-. 9eE\x1f\x80\xff");
    auto seed = quint32(qHash(body));
    for (int i = 0; i < kVariants && !body.isEmpty(); ++i) {
        seed = seed * 1664525 + 1013904223;
        QByteArray variant = body;
        variant[qsizetype(seed >> 8) % variant.size()] = kSpoilers[qsizetype(seed >> 4) & 15];
        PayloadBuilder plainBuilder(variant, {});
        if (!readPlainly(plainBuilder))
            continue;
        PayloadBuilder strictBuilder(variant, {});
        readStrictly(strictBuilder);
        requireSame(plainBuilder.take(), strictBuilder.take());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray body = viewOf(data, size).toByteArray();
    const PayloadLimits limits;

    PayloadBuilder strictBuilder(body, limits);
    readStrictly(strictBuilder);
    const Payload strict = strictBuilder.take();
    requireSoundFindings(strict, limits);
    requireSoundViews(strict);

    PayloadBuilder plainBuilder(body, limits);
    if (readPlainly(plainBuilder)) {
        const Payload plain = plainBuilder.take();
        require(plain.accepted() && plain.findings().empty(), "a plain body has no findings");
        requireSame(plain, strict);
        requireSoundViews(plain);
        requireSameBesideALayout(body);
    }

    const Payload either = parsePayload(body);
    requireSame(either, strict);
    require(either.body() == body, "the body stays as it came");

    const PayloadLimits few{.findings = 2};
    const Payload terse = parsePayload(body, few);
    requireSoundFindings(terse, few);
    require(terse.accepted() == strict.accepted(), "the limit of findings decides nothing");

    const std::vector<EntityEvent> events = owned(strict);
    if (!events.empty()) {
        const Payload again = parsePayload(writeMulti(events));
        require(again.accepted() && owned(again) == events,
                "what was read can be written and read");
    }
    return 0;
}
