// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/producer/phases.h"

namespace pushbench::checks {
namespace {

using consumer::RetryAfterSpec;
using wire::AnswerFault;

consumer::Reply hold(int status, QByteArrayView retryAfter)
{
    return {.status = status, .retryAfter = RetryAfterSpec::parse(retryAfter)};
}

consumer::Reply fault(AnswerFault fault)
{
    return {.fault = fault};
}

QByteArray inSeconds(std::chrono::milliseconds time)
{
    return QByteArray::number(double(time.count()) / 1000) + " s";
}

Phase resumePhase(const ResumeCall &call)
{
    Phase phase{"resume", "the producer's resume call is made; go on pushing"};
    phase.resumes = true;
    if (call.haltStatus) {
        phase.doing = "the feed is stopped, then the producer's resume call is made; go on pushing";
        phase.reply = {.status = *call.haltStatus};
    }
    return phase;
}

Phase rotationPhase(bool nextToken)
{
    Phase phase{"rotation",
                nextToken ? "the token is refused with 401 from now on; go on with the next one"
                          : "the token is refused with 401 from now on; push on, or stop"};
    phase.rotates = true;
    return phase;
}

} // namespace

std::vector<Phase> producerPhases(const Lead &lead, const ResumeCall *resume)
{
    const QByteArray seconds = QByteArray::number(qint64(lead.hold.count()));
    const auto told = [&seconds](int status) -> QByteArray {
        return QByteArray::number(status) + " with Retry-After: " + seconds + "; push on";
    };
    std::vector<Phase> phases{
        {.name = "well", .doing = "everything is taken; push some events", .healthy = true},
        {"hold-seconds", told(429), hold(429, seconds)},
        {"hold-zero", "429 with Retry-After: 0; push on", hold(429, "0")},
        {"hold-imf", "429 with a date as IMF-fixdate; push on",
         hold(429, QByteArray("date:+").append(seconds))},
        {"hold-rfc850", "429 with a date as RFC 850 has it; push on",
         hold(429, QByteArray("rfc850:+").append(seconds))},
        {"hold-asctime", "429 with a date as asctime has it; push on",
         hold(429, QByteArray("asctime:+").append(seconds))},
        {"unavailable", told(503), hold(503, seconds)},
        {"error", "500, once; push on", {.status = 500}},
        {"close", "no answer, the connection is closed; push on", fault(AnswerFault::Close)},
        {"reset", "no answer, the connection is reset; push on", fault(AnswerFault::Reset)},
        {"refused", "400, once; push on", {.status = 400}},
        {"slow",
         "the next answer takes " + inSeconds(lead.slow) + "; wait for it, and push on",
         {.latency = lead.slow}},
        {"too-slow",
         "the next answer takes " + inSeconds(lead.tooSlow) + "; wait, or give up and come again",
         {.latency = lead.tooSlow}},
    };
    if (resume)
        phases.push_back(resumePhase(*resume));
    phases.push_back({.name = "well-again",
                      .doing = "everything is taken again; push some events",
                      .healthy = true});
    phases.push_back(rotationPhase(lead.nextToken));
    return phases;
}

} // namespace pushbench::checks
