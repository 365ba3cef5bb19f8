// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether there is an endpoint that takes events, what it answers, and whether it survives
// producers that give up.

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
};

} // namespace

std::span<const ConsumerCheck> endpointChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
