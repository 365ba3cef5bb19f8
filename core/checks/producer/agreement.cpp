// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a profile makes of a producer: header fields, forms, extensions, and the call that has it go
// on.

#include "core/checks/producer/agreement.h"

#include "core/journal/headfields.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

/// A producer that does the same thing a thousand times needs to be told once.
constexpr size_t kMostDeviations = 10;

void add(Outcome &outcome, Status status, const QString &what, const QString &expected,
         const QString &actual, ExchangeNumber evidence)
{
    outcome.assertions.push_back({what, status, expected, actual});
    if (evidence.value > 0)
        outcome.evidence.push_back(evidence);
}

void addDeviations(const std::vector<Deviation> &deviations, Outcome &outcome)
{
    for (const Deviation &deviation : deviations)
        add(outcome, Status::Warn, deviation.what, deviation.expected, deviation.actual,
            deviation.exchange);
}

void note(std::vector<Deviation> &list, Deviation deviation)
{
    if (list.size() < kMostDeviations)
        list.push_back(std::move(deviation));
}

/// Is the finding about a member or a header field that nobody has to agree on?
bool isOfExtension(QByteArrayView id)
{
    for (const QByteArrayView one : {"RCP027-R19", "V-1", "V-2", "V-3", "V-4", "DD21-F5"}) {
        if (id == one)
            return true;
    }
    return false;
}

bool wasAgreed(const Profile &profile, const protocol::Finding &finding)
{
    if (finding.where.startsWith("header:"))
        return profile.hasField(QByteArrayView(finding.where).sliced(7));
    QByteArray member = finding.where.sliced(finding.where.lastIndexOf('/') + 1);
    return profile.hasExtension(member.replace("~1", "/").replace("~0", "~"));
}

void byExtensions(const ProducerCheck &, const ProducerSeen &seen, Outcome &outcome)
{
    if (seen.withEvents == 0)
        return;
    for (const ledger::FindingRecord &record : seen.findings) {
        if (isOfExtension(record.finding.id) && !wasAgreed(seen.profile, record.finding))
            add(outcome, Status::Info, QString::fromUtf8(record.finding.where),
                u"what the standard defines, or a profile"_s, record.finding.text, record.exchange);
    }
    if (outcome.assertions.empty())
        add(outcome, Status::Pass, u"%1 requests"_s.arg(seen.exchanges),
            u"what the standard defines, or a profile"_s, u"nothing else"_s, {});
}

/// A profile that says how it is done has to be right about it.
void byResume(const ProducerCheck &, const ProducerSeen &seen, Outcome &outcome)
{
    if (!seen.profile.resume) {
        outcome.sentence = u"not exercised: no profile says how the producer is called"_s;
        return;
    }
    const auto within = u"within %1 ms"_s.arg(seen.profile.resume->within.count());
    for (const ResumeSeen &call : seen.resumes) {
        const bool taken = call.status >= 200 && call.status < 300;
        add(outcome, taken ? Status::Pass : Status::Fail, u"the call"_s, u"2xx"_s,
            call.status > 0 ? QString::number(call.status) : call.trouble, call.exchange);
        if (!taken)
            continue;
        const bool back = call.returned.value > 0 && call.until <= seen.profile.resume->within;
        add(outcome,
            !back             ? Status::Fail
                : call.halted ? Status::Pass
                              : Status::Info,
            u"events after it"_s, within,
            call.returned.value == 0 ? u"none came in time"_s
                : call.halted
                ? u"after %1 ms"_s.arg(call.until.count())
                : u"after %1 ms, and the feed had not stopped before"_s.arg(call.until.count()),
            call.returned);
    }
}

const ProducerCheck kChecks[] = {
    {{"RCP027-R19.extensions", Level::Info, "sends nothing beyond what was agreed on",
      "Everything that it sends is looked at",
      "further members and vendors' header fields are a remark, unless a profile names them"},
     byExtensions,
     {}},
    {{"RCP028-R18.resume", Level::May, "goes on when it is called",
      "The resume call of a profile, once the feed has stopped",
      "2xx and events in time pass; else it fails, because the profile says so; without a profile "
      "it is not exercised"},
     byResume,
     "resume"},
};

} // namespace

void compare(ProducerSeen &seen, const journal::Exchange &exchange)
{
    for (const AgreedField &field : seen.profile.fields) {
        const auto value = journal::headerValue(exchange.requestHead, field.name);
        if (value && *value == field.shown())
            continue;
        note(seen.fields,
             {exchange.number, QString::fromUtf8(field.name), QString::fromUtf8(field.shown()),
              value && field.secret.isEmpty() ? QString::fromUtf8(*value)
                  : value                     ? u"another value"_s
                                              : u"none"_s});
    }
    if (!exchange.payload)
        return;
    const protocol::PayloadForm form = exchange.payload->form();
    if (seen.profile.forms == Forms::BatchOnly && form == protocol::PayloadForm::Single)
        note(seen.forms, {exchange.number, u"the form"_s, u"a list"_s, u"a single event"_s});
    if (seen.profile.forms == Forms::SingleOnly && form == protocol::PayloadForm::Multi)
        note(seen.forms, {exchange.number, u"the form"_s, u"a single event"_s, u"a list"_s});
}

void judgeAgreedFields(const ProducerSeen &seen, Outcome &outcome)
{
    addDeviations(seen.fields, outcome);
}

void judgeAgreedForms(const ProducerSeen &seen, Outcome &outcome)
{
    addDeviations(seen.forms, outcome);
}

bool isAgreedName(const Profile &profile, const protocol::Finding &finding)
{
    return wasAgreed(profile, finding);
}

std::span<const ProducerCheck> agreementChecks()
{
    return kChecks;
}

std::vector<std::pair<CheckSpec, Outcome>> judgeAll(const ProducerSeen &seen,
                                                    const Selection &selection, Extent extent)
{
    std::vector<std::pair<CheckSpec, Outcome>> judged;
    const auto add = [&](std::span<const ProducerCheck> list) {
        for (const ProducerCheck &check : list) {
            if (selection.takes(check.spec.id))
                judged.emplace_back(check.spec, judge(check, seen));
        }
    };
    add(producerChecks());
    if (extent == Extent::WithAgreement)
        add(agreementChecks());
    return judged;
}

} // namespace pushbench::checks
