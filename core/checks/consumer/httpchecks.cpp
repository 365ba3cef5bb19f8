// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Methods, media types, fields and connections.

#include "core/checks/consumer/consumercheck.h"

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

using Probes = std::vector<Probe>;
using Answers = std::vector<Seen>;

void accepted(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectAccepted(seen);
}

void survives(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectAnswer(seen, u"any answer but a 5xx"_s);
}

Probe method(const char *name)
{
    return {.what = QString::fromLatin1(name), .method = name, .framing = Framing::None};
}

Probes get(ProbeContext &)
{
    return {method("GET")};
}

Probes writes(ProbeContext &context)
{
    if (!context.consents)
        return {};
    return {method("PUT"), method("PATCH"), method("DELETE")};
}

Probes harmless(ProbeContext &)
{
    return {method("GET"), method("HEAD"), method("OPTIONS")};
}

void notAllowed(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers) {
        const int status = seen.status();
        if (status == 405) {
            const QByteArray allow = seen.field("Allow").value_or(QByteArrayView()).toByteArray();
            judging.add(allow.toUpper().contains("POST") ? Status::Pass : Status::Fail, seen.what,
                        u"405 with Allow: POST"_s,
                        allow.isEmpty() ? u"405 without Allow"_s
                                        : u"405, Allow: %1"_s.arg(QString::fromUtf8(allow)));
            continue;
        }
        judging.add(status == 0 || status >= 500 ? Status::Fail : Status::Warn, seen.what,
                    u"405 with Allow: POST"_s, statusText(seen));
    }
}

Probe typed(ProbeContext &context, const QString &what, const QByteArray &type)
{
    return {.what = what, .contentType = type, .body = context.events.single()};
}

Probes otherTypes(ProbeContext &context)
{
    return {typed(context, u"text/plain"_s, "text/plain"),
            typed(context, u"application/xml"_s, "application/xml"),
            typed(context, u"no Content-Type"_s, "")};
}

Probes coded(ProbeContext &context)
{
    Probe probe{.what = u"Content-Encoding: gzip, and it is not"_s,
                .body = context.events.single()};
    probe.fields = {{"Content-Encoding", "gzip"}};
    return {probe};
}

void refusedOrWarn(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectRefused(seen, Status::Warn);
}

Probes charset(ProbeContext &context)
{
    return {typed(context, u"charset=utf-8"_s, "application/json; charset=utf-8"),
            typed(context, u"quoted, and without a blank"_s, "application/json;charset=\"UTF-8\"")};
}

Probes typeCase(ProbeContext &context)
{
    return {typed(context, u"Application/JSON"_s, "Application/JSON")};
}

Probes nameCase(ProbeContext &context)
{
    return {{.what = u"field names in capitals"_s,
             .body = context.events.single(),
             .upperCaseNames = true}};
}

Probes expecting(ProbeContext &context)
{
    Probe probe{.what = u"Expect: 100-continue"_s,
                .body = context.events.single(),
                .manner = Manner::AwaitContinue};
    probe.fields = {{"Expect", "100-continue"}};
    return {probe};
}

void continued(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    judging.expectAccepted(seen);
    judging.add(seen.continued || seen.status() >= 400 ? Status::Pass : Status::Warn,
                u"before the body"_s, u"100, or a final status"_s,
                seen.continued ? u"100"_s : u"nothing within two seconds"_s);
}

Probes reused(ProbeContext &context)
{
    return {{.what = u"ten requests on one connection"_s,
             .body = context.events.single(),
             .repeats = 10}};
}

void keptAlive(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    const bool all = seen.answers.size() == 10;
    judging.expectAccepted(seen);
    judging.add(all ? Status::Pass : Status::Info, u"answers on one connection"_s,
                u"10 (closing is legal, and slow)"_s, QString::number(seen.answers.size()));
}

Probes pipelined(ProbeContext &context)
{
    return {{.what = u"two requests in one write"_s,
             .body = context.events.single(),
             .repeats = 2,
             .pipelined = true}};
}

void bothAnswered(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    judging.expectAccepted(seen);
    judging.add(seen.answers.size() == 2 ? Status::Pass : Status::Warn, u"answers in their order"_s,
                u"2"_s, QString::number(seen.answers.size()));
}

Probes dated(ProbeContext &context)
{
    return {{.what = u"a valid body"_s, .body = context.events.single()}};
}

void hasDate(const Answers &answers, Judging &judging)
{
    const auto date = answers.front().field("Date");
    if (answers.front().status() != 0)
        judging.add(date ? Status::Pass : Status::Info, u"Date"_s,
                    u"there, so that clocks can be compared"_s,
                    date ? QString::fromUtf8(*date) : u"none"_s);
}

Probes dribbled(ProbeContext &)
{
    return {{.what = u"a head that never ends"_s, .manner = Manner::Dribble}};
}

/// How long nobody may wait is for each to say; that it ends is worth knowing.
void ended(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    const bool over = seen.closed || seen.reset || seen.status() >= 400;
    judging.add(over ? Status::Pass : Status::Info, seen.what,
                u"408 or a closed connection, in time"_s,
                over ? statusText(seen)
                     : u"still open after %1 s"_s.arg(double(seen.latency.count()) / 1000));
}

const ConsumerCheck kChecks[] = {
    {{"H-405.get", Level::Must, "says that only POST is allowed", "GET",
      "405 with Allow passes, without it fails; another status is a warning, 5xx fails"},
     get,
     notAllowed},
    {{"H-405.writes", Level::Must, "the same for methods that change things",
      "PUT, PATCH and DELETE; sent with --consent only", "as for GET"},
     writes,
     notAllowed},
    {{"H-HEAD.harmless", Level::Must, "survives harmless methods", "GET, HEAD and OPTIONS",
      "any answer passes but a 5xx"},
     harmless,
     survives},
    {{"H-415.types", Level::Should, "refuses other media types",
      "text/plain, application/xml, and none at all", "4xx passes, 2xx is a warning, 5xx fails"},
     otherTypes,
     refusedOrWarn},
    {{"H-415.coding", Level::Should, "refuses a content coding that it cannot undo",
      "Content-Encoding: gzip with plain JSON", "4xx passes, 2xx is a warning, 5xx fails"},
     coded,
     refusedOrWarn},
    {{"H-CT.charset", Level::Must, "reads parameters of the media type",
      "application/json with charset=utf-8, in two notations", "2xx passes"},
     charset,
     accepted},
    {{"H-CT.case", Level::Must, "reads the media type in any case", "Application/JSON",
      "2xx passes"},
     typeCase,
     accepted},
    {{"H-HDR.case", Level::Must, "reads field names in any case", "All names in capitals",
      "2xx passes"},
     nameCase,
     accepted},
    {{"H-EXP.continue", Level::Must, "does not leave Expect: 100-continue waiting",
      "The body is held back for two seconds, or until a 100 comes",
      "2xx passes; that no 100 came is a warning"},
     expecting,
     continued},
    {{"H-PERS.reuse", Level::May, "keeps connections open", "Ten requests on one connection",
      "closing is legal and a remark"},
     reused,
     keptAlive},
    {{"H-PERS.pipelined", Level::Must, "answers pipelined requests in their order",
      "Two requests in one write", "two answers pass, fewer are a warning"},
     pipelined,
     bothAnswered},
    {{"H-DATE.date", Level::Should, "says what time it is", "A valid body",
      "Date passes; without it is a remark"},
     dated,
     hasDate},
    {{"H-SLOW.dribble", Level::Polite, "does not wait for ever", "A head, byte by byte",
      "an end passes; still open when the check gives up is a remark"},
     dribbled,
     ended},
};

} // namespace

std::span<const ConsumerCheck> httpChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
