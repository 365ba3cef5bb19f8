// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether there is an endpoint that takes events, what it answers, how fast, and whether it
// survives producers that give up.

#include "core/checks/consumer/consumercheck.h"
#include "core/protocol/mediatype.h"
#include "core/protocol/retryafter.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::checks {
namespace {

using Probes = std::vector<Probe>;
using Answers = std::vector<Seen>;

void allAccepted(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectAccepted(seen);
}

/// One form may have been left out by agreement.
void bareAccepted(const Answers &answers, Judging &judging)
{
    const bool agreed = judging.profile().forms != Forms::BatchOnly;
    judging.expectAccepted(answers.front(), agreed ? Status::Fail : Status::Warn);
}

void listAccepted(const Answers &answers, Judging &judging)
{
    const bool agreed = judging.profile().forms != Forms::SingleOnly;
    judging.expectAccepted(answers.front(), agreed ? Status::Fail : Status::Warn);
}

Probes bare(ProbeContext &context)
{
    return {{.what = u"one event, single-valued"_s, .body = context.events.bare()}};
}

Probes multi(ProbeContext &context)
{
    return {{.what = u"three events"_s, .body = context.events.list(3)}};
}

Probes oneElement(ProbeContext &context)
{
    return {{.what = u"value with one element"_s, .body = context.events.list(1)}};
}

Probes empty(ProbeContext &context)
{
    return {{.what = u"value: []"_s, .body = context.events.list(0)}};
}

Probes good(ProbeContext &context)
{
    return {{.what = u"a valid body"_s, .body = context.events.single()}};
}

void emptyAccepted(const Answers &answers, Judging &judging)
{
    judging.expectAccepted(answers.front(), Status::Warn);
}

/// A 200 with JSON passes; other 2xx are legal, and a page for people is not what a producer
/// expects.
void successAnswer(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    judging.expectAccepted(seen);
    if (seen.status() < 200 || seen.status() >= 300)
        return;
    judging.add(seen.status() == 200 ? Status::Pass : Status::Info, u"status"_s,
                u"200 (other 2xx are taken as success, too)"_s, statusText(seen));
    const QByteArray body = seen.answers.front().body;
    const QByteArray type = seen.field("Content-Type").value_or(QByteArrayView()).toByteArray();
    const auto media = protocol::parseMediaType(type);
    const bool json = media && media->subtype.endsWith("json");
    judging.add(body.isEmpty() && type.isEmpty() ? Status::Info
                    : json                       ? Status::Pass
                                                 : Status::Warn,
                u"Content-Type of the answer"_s, u"application/json"_s,
                type.isEmpty() ? u"none"_s : QString::fromUtf8(type));
    const QByteArray text = body.trimmed();
    if (json && !text.isEmpty())
        judging.add(text.startsWith('{') || text.startsWith('[') || text.startsWith('"')
                        ? Status::Pass
                        : Status::Warn,
                    u"the body is what it says"_s, u"JSON"_s,
                    QString::fromUtf8(text.first(std::min<qsizetype>(40, text.size()))));
}

Probes cut(ProbeContext &context, Manner manner, const QString &what)
{
    return {{.what = what, .body = context.events.multi(5), .manner = manner, .again = true}};
}
Probes cutAfterHead(ProbeContext &context)
{
    return cut(context, Manner::CutAfterHead, u"cut after the head, then sent again"_s);
}
Probes cutInBody(ProbeContext &context)
{
    return cut(context, Manner::CutInBody, u"cut in the body, then sent again"_s);
}
Probes cutBeforeAnswer(ProbeContext &context)
{
    return cut(context, Manner::CutBeforeAnswer, u"left before the answer, then sent again"_s);
}

void acceptedAgain(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    const int status = seen.after.value_or(0);
    judging.add(status >= 200 && status < 300 ? Status::Pass : Status::Fail, seen.what,
                u"2xx the second time"_s, status == 0 ? u"no answer"_s : QString::number(status));
}

Probes twice(ProbeContext &context)
{
    const QByteArray body = context.events.multi(2);
    return {{.what = u"the first time"_s, .body = body},
            {.what = u"the same body again"_s, .body = body}};
}

/// Those that were agreed on come first.
Probes labels(ProbeContext &context)
{
    Probes probes;
    const auto add = [&](const QString &what, const QByteArray &label) {
        probes.push_back({.what = what, .label = label, .body = context.events.single()});
    };
    for (const QByteArray &label : context.profile.labels)
        add(u"“%1”, which was agreed on"_s.arg(QString::fromUtf8(label)), label);
    add(u"a label of one character"_s, "x");
    add(u"with blanks inside"_s, "IDX Feed 123");
    add(u"nobody knows it"_s, "pushbench-check-unknown");
    add(u"in UTF-8"_s,
        "Qu\xc3\xa9"
        "bec");
    return probes;
}

void labelsTaken(const Answers &answers, Judging &judging)
{
    const size_t agreed = judging.profile().labels.size();
    for (size_t i = 0; i < answers.size(); ++i)
        judging.expectAccepted(answers[i], i < agreed ? Status::Fail : Status::Warn);
}

void oneLabelTaken(const Answers &answers, Judging &judging)
{
    judging.expectAccepted(answers.front(), Status::Warn);
}

Probes noLabel(ProbeContext &context)
{
    return {{.what = u"without EntityEventSource"_s, .label = "", .body = context.events.single()}};
}

Probes longLabel(ProbeContext &context)
{
    return {{.what = u"255 characters"_s,
             .label = QByteArray(255, 'L'),
             .body = context.events.single()}};
}

Probes tooLongLabel(ProbeContext &context)
{
    return {{.what = u"256 characters"_s,
             .label = QByteArray(256, 'L'),
             .body = context.events.single()}};
}

void survives(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectAnswer(seen, u"any answer but a 5xx"_s);
}

/// Where no lists are taken, there is one rung.
Probes ladder(ProbeContext &context)
{
    Probes probes;
    for (const int events : {1, 10, 100, 1000}) {
        probes.push_back(
            {.what = u"%1 events"_s.arg(events), .body = context.events.multi(events)});
        if (context.profile.forms == Forms::SingleOnly)
            break;
    }
    return probes;
}

/// It accepts and queues: the answer does not take longer with every event.
void quick(const Answers &answers, Judging &judging)
{
    const Thresholds &limits = judging.profile().thresholds;
    for (const Seen &seen : answers) {
        const bool tooLarge = seen.status() == 413;
        const bool accepted = seen.status() >= 200 && seen.status() < 300;
        judging.add(tooLarge                           ? Status::Info
                        : !accepted                    ? Status::Fail
                        : seen.latency > limits.answer ? Status::Warn
                                                       : Status::Pass,
                    seen.what, u"answered within %1 ms"_s.arg(limits.answer.count()),
                    accepted ? u"%1 ms"_s.arg(seen.latency.count()) : statusText(seen));
    }
    if (answers.size() < 2)
        return;
    const double slope = double((answers.back().latency - answers.front().latency).count()) / 999;
    judging.add(slope > limits.perEvent ? Status::Warn : Status::Pass,
                u"time for each further event"_s, u"at most %1 ms"_s.arg(limits.perEvent),
                u"%1 ms"_s.arg(slope, 0, 'f', 2));
}

Probes burst(ProbeContext &context)
{
    Probes probes;
    for (int i = 0; i < 30; ++i)
        probes.push_back({.what = u"request %1 of 30, one after the other"_s.arg(i + 1),
                          .body = context.events.single()});
    return probes;
}

void bearsLoad(const Answers &answers, Judging &judging)
{
    int refused = 0;
    for (const Seen &seen : answers) {
        if (seen.status() == 429 || (seen.status() == 503 && seen.field("Retry-After")))
            ++refused;
        else
            judging.expectAccepted(seen);
    }
    if (refused > 0)
        judging.add(Status::Info, u"told to slow down"_s, u"429, where it is too much"_s,
                    u"%1 times"_s.arg(refused));
}

Probes manyForRetryAfter(ProbeContext &context)
{
    return burst(context);
}

/// Whatever asks to wait says so as RFC 9110 has it.
void retryAfter(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers) {
        if (seen.status() != 429 && seen.status() != 503)
            continue;
        const auto values = seen.answers.front().head.values("Retry-After");
        if (values.isEmpty()) {
            judging.add(Status::Info, seen.what, u"Retry-After, so that producers know"_s,
                        u"%1 without it"_s.arg(seen.status()));
            continue;
        }
        const bool legal = protocol::parseRetryAfter(values.front(), WallTime{}).has_value();
        const bool date = legal && !QByteArrayView("0123456789").contains(values.front().front());
        const bool imf = !date || (values.front().size() == 29 && values.front().endsWith("GMT"));
        judging.add(values.size() > 1 || (legal && !imf) ? Status::Warn
                        : legal                          ? Status::Pass
                                                         : Status::Fail,
                    seen.what, u"one value: seconds, or a date as IMF-fixdate"_s,
                    values.size() > 1 ? u"%1 values"_s.arg(values.size())
                                      : QString::fromUtf8(values.front()));
    }
}

const ConsumerCheck kChecks[] = {
    {{"RCP028-R1.single", Level::Must, "takes an event by POST",
      "A valid single-valued body with the token",
      "2xx passes, everything else fails; 4xx is a warning where only lists were agreed on"},
     bare,
     bareAccepted},
    {{"RCP028-R8.multi", Level::Must, "takes several events in one body",
      "A valid multi-valued body",
      "2xx passes; both forms are legal; 4xx is a warning where only single events were agreed on"},
     multi,
     listAccepted},
    {{"RCP025-R6.one-element", Level::Should, "takes a list with one element",
      "A multi-valued body with one event",
      "2xx passes; it means the same as a single one; as for several"},
     oneElement,
     listAccepted},
    {{"RCP025-R5.empty", Level::May, "takes an empty list", "A body with value: []",
      "2xx passes, a 4xx is a warning: zero records are legal; a 5xx fails"},
     empty,
     emptyAccepted},
    {{"RCP028-R9.answer", Level::Should, "answers success as the standard shows it", "A valid body",
      "200 with JSON passes; other 2xx are a remark, other content a warning"},
     good,
     successAnswer},
    {{"RCP028-R11.cut-head", Level::Must, "bears an abort after the head",
      "The connection is closed after the head, then the body is sent anew", "2xx the second time"},
     cutAfterHead,
     acceptedAgain},
    {{"RCP028-R11.cut-body", Level::Must, "bears an abort in the body",
      "The connection is closed in the body, then it is sent anew", "2xx the second time"},
     cutInBody,
     acceptedAgain},
    {{"RCP028-R11.cut-answer", Level::Must, "bears a producer that does not wait for the answer",
      "The connection is closed when all was sent, then the same body comes again",
      "2xx the second time: the producer cannot know that it arrived"},
     cutBeforeAnswer,
     acceptedAgain},
    {{"RCP028-R11.again", Level::Must, "takes what was delivered once more", "The same body twice",
      "2xx both times: answers get lost, and producers send again"},
     twice,
     allAccepted},
    {{"RCP028-R22.no-label", Level::Must, "takes events without a label", "No EntityEventSource",
      "2xx passes, a 4xx is a warning, a 5xx fails"},
     noLabel,
     oneLabelTaken},
    {{"RCP028-R22.labels", Level::Must, "takes labels that it does not know",
      "Short, unknown and non-ASCII labels",
      "2xx passes, a 4xx is a warning, a 5xx fails; of labels of the profile a 4xx fails, too"},
     labels,
     labelsTaken},
    {{"RCP028-R22.label-255", Level::Must, "takes a label of 255 characters",
      "EntityEventSource with 255 characters", "2xx passes, a 4xx is a warning, a 5xx fails"},
     longLabel,
     oneLabelTaken},
    {{"RCP028-R22.label-256", Level::May, "survives a label that is too long",
      "EntityEventSource with 256 characters", "any answer passes but a 5xx"},
     tooLongLabel,
     survives},
    {{"RCP028-R19.ladder", Level::Should, "accepts and queues",
      "Bodies of 1, 10, 100 and 1,000 events",
      "answered within 5 s, and at most 5 ms longer for each further event, or as a profile says; "
      "else a warning"},
     ladder,
     quick},
    {{"RCP028-R12.burst", Level::May, "bears thirty requests in a row",
      "Thirty single events, one after the other", "2xx, or 429; a 5xx or a reset fails"},
     burst,
     bearsLoad},
    {{"RCP028-R14.retry-after", Level::Must, "says in a legal form how long to wait",
      "The same; judged where 429 or 503 comes",
      "seconds or an HTTP date; two values or another date form are a warning; none is a remark"},
     manyForRetryAfter,
     retryAfter},
};

} // namespace

std::span<const ConsumerCheck> endpointChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
