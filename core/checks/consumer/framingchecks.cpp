// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where a body begins and ends: what is not clear must be refused, or two machines see two
// different requests.

#include "core/checks/consumer/consumercheck.h"

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

using Probes = std::vector<Probe>;
using Answers = std::vector<Seen>;

Probes chunked(ProbeContext &context)
{
    return {
        {.what = u"in one chunk"_s, .body = context.events.single(), .framing = Framing::Chunked}};
}

Probes crumbs(ProbeContext &context)
{
    return {{.what = u"chunks of one byte, an extension, a trailer"_s,
             .body = context.events.single(),
             .framing = Framing::Crumbs}};
}

void takesChunks(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectAccepted(seen, seen.status() == 411 ? Status::Warn : Status::Fail);
}

/// Two answers mean that a second request was found in the body of the first.
void clearlyRefused(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers) {
        judging.expectRefused(seen, Status::Fail, true);
        if (seen.answers.size() > 1)
            judging.add(Status::Fail, seen.what + u": one request"_s, u"one answer"_s,
                        u"%1 answers"_s.arg(seen.answers.size()));
    }
}

Probe framed(ProbeContext &context, const QString &what, const QByteArray &fields)
{
    Probe probe{.what = what, .body = context.events.single()};
    probe.framingFields =
        QByteArray(fields).replace("LENGTH", QByteArray::number(probe.body.size()));
    return probe;
}

Probes lengthAndChunked(ProbeContext &context)
{
    Probe probe = framed(context, u"Content-Length and Transfer-Encoding"_s,
                         "Content-Length: LENGTH\r\nTransfer-Encoding: chunked\r\n");
    return {probe};
}

Probes twoLengths(ProbeContext &context)
{
    return {framed(context, u"two lengths that differ"_s,
                   "Content-Length: LENGTH\r\nContent-Length: 3\r\n")};
}

Probes badLengths(ProbeContext &context)
{
    return {framed(context, u"Content-Length: +LENGTH"_s, "Content-Length: +LENGTH\r\n"),
            framed(context, u"Content-Length: 0xff"_s, "Content-Length: 0xff\r\n"),
            framed(context, u"Content-Length: -1"_s, "Content-Length: -1\r\n")};
}

Probes badFields(ProbeContext &context)
{
    Probe blank{.what = u"a blank before the colon"_s, .body = context.events.single()};
    blank.fields = {{"X-Check ", "x"}};
    return {blank};
}

Probes unknownCoding(ProbeContext &context)
{
    return {framed(context, u"Transfer-Encoding: pushbench"_s, "Transfer-Encoding: pushbench\r\n")};
}

Probes noHost(ProbeContext &context)
{
    return {
        {.what = u"HTTP/1.1 without Host"_s, .body = context.events.single(), .withHost = false}};
}

const ConsumerCheck kChecks[] = {
    {{"H-TE.chunked", Level::Must, "takes chunked bodies", "Transfer-Encoding: chunked",
      "2xx passes, 411 is a warning, else it fails"},
     chunked,
     takesChunks},
    {{"H-TE.crumbs", Level::Must, "takes chunks of any size, extensions and trailers",
      "Chunks of one byte each", "2xx passes, 411 is a warning, else it fails"},
     crumbs,
     takesChunks},
    {{"H-FRAME.length-and-chunked", Level::Must, "refuses two framings at once",
      "Content-Length and Transfer-Encoding", "4xx or a close passes: RFC 9112 section 6.1"},
     lengthAndChunked,
     clearlyRefused},
    {{"H-FRAME.two-lengths", Level::Must, "refuses two lengths that differ",
      "Two Content-Length fields", "4xx or a close passes"},
     twoLengths,
     clearlyRefused},
    {{"H-FRAME.bad-length", Level::Must, "refuses a length that is no number",
      "Signed and hexadecimal lengths", "4xx or a close passes"},
     badLengths,
     clearlyRefused},
    {{"H-FRAME.blank-in-name", Level::Must, "refuses a blank before the colon",
      "A field name with a blank at its end", "4xx or a close passes: RFC 9112 section 5.1"},
     badFields,
     clearlyRefused},
    {{"H-FRAME.unknown-coding", Level::Must, "refuses a transfer coding that nobody knows",
      "Transfer-Encoding: pushbench", "4xx, 501 or a close passes"},
     unknownCoding,
     clearlyRefused},
    {{"H-FRAME.no-host", Level::Must, "refuses HTTP/1.1 without Host", "No Host field",
      "400 passes: RFC 9112 section 3.2"},
     noHost,
     clearlyRefused},
};

} // namespace

std::span<const ConsumerCheck> framingChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
