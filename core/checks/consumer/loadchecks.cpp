// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast a consumer answers, what it makes of many requests, and how it asks producers to wait.

#include "core/checks/consumer/consumercheck.h"
#include "core/protocol/retryafter.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::checks {
namespace {

using Probes = std::vector<Probe>;
using Answers = std::vector<Seen>;

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

std::span<const ConsumerCheck> loadChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
