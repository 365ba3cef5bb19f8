// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may push: bearer tokens, and how a refusal says so.

#include "core/checks/consumer/consumercheck.h"

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

using Probes = std::vector<Probe>;
using Answers = std::vector<Seen>;

Probe with(ProbeContext &context, const QString &what, const QByteArray &authorization)
{
    return {.what = what, .authorization = authorization, .body = context.events.single()};
}

Probes noToken(ProbeContext &context)
{
    return {with(context, u"without a token"_s, "")};
}

Probes wrongToken(ProbeContext &context)
{
    return {
        with(context, u"with a token that nobody gave"_s, "Bearer pushbench-check-wrong-token")};
}

Probes almostToken(ProbeContext &context)
{
    return {with(context, u"the token without its last character"_s,
                 "Bearer " + context.token.chopped(1)),
            with(context, u"the token and one character more"_s, "Bearer " + context.token + "x")};
}

/// RFC 9110 wants 401 with a challenge; RESO's Core says 403 (T4), which is a warning here.
void refused(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers) {
        const int status = seen.status();
        judging.add(status == 401                       ? Status::Pass
                        : status == 403                 ? Status::Warn
                        : status >= 400 && status < 500 ? Status::Warn
                                                        : Status::Fail,
                    seen.what, u"401"_s, statusText(seen));
    }
}

Probes bothRefusals(ProbeContext &context)
{
    return {noToken(context).front(), wrongToken(context).front()};
}

void challenged(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers) {
        if (seen.status() != 401)
            continue;
        const auto challenge = seen.field("WWW-Authenticate");
        judging.add(challenge && !challenge->trimmed().isEmpty() ? Status::Pass : Status::Fail,
                    seen.what, u"401 with WWW-Authenticate"_s,
                    challenge ? QString::fromUtf8(*challenge) : u"401 without it"_s);
    }
}

void coded(const Answers &answers, Judging &judging)
{
    const auto challengeOf = [](const Seen &seen) {
        return seen.field("WWW-Authenticate").value_or(QByteArrayView()).toByteArray();
    };
    const Seen &none = answers.at(0);
    const Seen &wrong = answers.at(1);
    if (none.status() == 401 && !challengeOf(none).isEmpty())
        judging.add(challengeOf(none).contains("error=") ? Status::Warn : Status::Pass, none.what,
                    u"a challenge without an error code"_s, QString::fromUtf8(challengeOf(none)));
    if (wrong.status() == 401 && !challengeOf(wrong).isEmpty())
        judging.add(challengeOf(wrong).contains("invalid_token") ? Status::Pass : Status::Warn,
                    wrong.what, u"error=\"invalid_token\""_s,
                    QString::fromUtf8(challengeOf(wrong)));
}

Probes schemeCase(ProbeContext &context)
{
    return {with(context, u"bearer"_s, "bearer " + context.token),
            with(context, u"BEARER"_s, "BEARER " + context.token)};
}

void caseBlind(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectAccepted(seen, Status::Warn);
}

Probes oddCredentials(ProbeContext &context)
{
    return {with(context, u"Bearer with a second word"_s, "Bearer " + context.token + " x")};
}

Probes twoFields(ProbeContext &context)
{
    Probe probe = with(context, u"two Authorization fields, the second one wrong"_s,
                       "Bearer " + context.token);
    probe.fields = {{"Authorization", "Bearer pushbench-check-wrong-token"}};
    return {probe};
}

Probes basicScheme(ProbeContext &context)
{
    return {with(context, u"the token by Basic"_s, "Basic " + context.token.toBase64())};
}

Probes inQuery(ProbeContext &context)
{
    Probe probe = with(context, u"the token in the URL only"_s, "");
    probe.query = "?access_token=" + context.token.toPercentEncoding();
    return {probe};
}

void refusedOrWarn(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectRefused(seen, Status::Warn);
}

void refusedOrFail(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers)
        judging.expectRefused(seen, Status::Fail);
}

Probes nothing(ProbeContext &context)
{
    const bool tls = context.url.scheme() == u"https"_s;
    const QString host = context.url.host();
    const bool loopback = host == u"localhost"_s || host == u"::1"_s || host.startsWith(u"127."_s);
    Probe probe{.what = tls    ? u"https"_s
                    : loopback ? u"http on the loopback interface"_s
                               : u"http"_s,
                .body = context.events.single()};
    return {probe};
}

void encrypted(const Answers &answers, Judging &judging)
{
    const QString &what = answers.front().what;
    if (what == u"http on the loopback interface"_s)
        return;
    judging.add(what == u"https"_s ? Status::Pass : Status::Fail, u"the URL's scheme"_s, u"https"_s,
                what);
}

const ConsumerCheck kChecks[] = {
    {{"RCP028-R2.no-token", Level::Must, "refuses who shows no token", "No Authorization field",
      "401 passes; 403 and other 4xx are a warning (RESO Core says 403, RFC 9110 says 401); "
      "2xx fails"},
     noToken,
     refused},
    {{"RCP028-R2.wrong-token", Level::Must, "refuses a wrong token",
      "A well-formed token that is not the agreed one", "as without a token"},
     wrongToken,
     refused},
    {{"RCP028-R2.almost", Level::Must, "refuses a token that is nearly right",
      "The token shortened and lengthened by one character", "as a wrong one"},
     almostToken,
     refused},
    {{"RCP028-R2.basic", Level::Must, "refuses the token in another scheme",
      "Authorization: Basic with the token", "4xx passes, 2xx fails"},
     basicScheme,
     refusedOrFail},
    {{"H-401.challenge", Level::Must, "says with a 401 what it wants",
      "No token, and a wrong one; judged where 401 comes", "WWW-Authenticate must be there"},
     bothRefusals,
     challenged},
    {{"B-2.error-code", Level::Should, "gives the error codes of RFC 6750",
      "No token, and a wrong one; judged where a challenge comes",
      "no code without credentials, invalid_token for a wrong one; else a warning"},
     bothRefusals,
     coded},
    {{"B-1.scheme-case", Level::Must, "takes the scheme's name in any case", "bearer and BEARER",
      "2xx passes, 4xx is a warning"},
     schemeCase,
     caseBlind},
    {{"B-5.two-words", Level::Should, "refuses credentials that are no token",
      "Bearer, the token and another word", "4xx passes, 2xx is a warning"},
     oddCredentials,
     refusedOrWarn},
    {{"B-5.two-fields", Level::Should, "refuses two Authorization fields",
      "The right token and a wrong one", "4xx passes, 2xx is a warning"},
     twoFields,
     refusedOrWarn},
    {{"B-3.query", Level::Should, "does not want the token in the URL",
      "?access_token= and no Authorization field", "4xx passes, 2xx is a warning"},
     inQuery,
     refusedOrWarn},
    {{"B-4.tls", Level::Must, "is reached by TLS", "Nothing; the URL is looked at",
      "https passes, http fails, on the loopback it is no matter"},
     nothing,
     encrypted},
};

} // namespace

std::span<const ConsumerCheck> tokenChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
