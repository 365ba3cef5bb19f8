// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Single events by their keys, and how much of the rest comes at a time.

#include "core/checks/resource/resourcechecks.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

using Probes = std::vector<Probe>;
using Answers = std::vector<Seen>;

QByteArray number(const ProbeContext &context)
{
    return QByteArray::number(context.sample ? context.sample->sequence.value : 1);
}

Probes byKey(ProbeContext &context)
{
    if (!context.sample)
        return {};
    return {
        get(u"by key"_s, "EntityEvent(" + number(context) + ')'),
        get(u"by filter"_s, "EntityEvent?$filter=EntityEventSequence%20eq%20" + number(context))};
}

void topLevel(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    const QJsonObject object = objectOf(seen);
    judging.add(
        object.contains(u"EntityEventSequence"_s) && !object.contains(u"value"_s) ? Status::Pass
                                                                                  : Status::Fail,
        seen.what, u"an object with its fields at the top"_s,
        !object.contains(u"value"_s)                    ? u"see the answer"_s
            : object.contains(u"EntityEventSequence"_s) ? u"its fields, and a list as well"_s
                                                        : u"a list"_s);
}

void sameRecord(const Answers &answers, Judging &judging)
{
    if (!answeredWell(answers.at(0), judging) || !answeredWell(answers.at(1), judging))
        return;
    const QJsonObject one = objectOf(answers.at(0));
    const QJsonObject other = objectOf(answers.at(1))[u"value"_s].toArray().at(0).toObject();
    for (const QString &field : {u"ResourceName"_s, u"ResourceRecordKey"_s})
        judging.add(one[field] == other[field] ? Status::Pass : Status::Fail, field,
                    one[field].toString(), other[field].toString());
}

Probes unknownKey(ProbeContext &)
{
    return {get(u"a number that is not there"_s, "EntityEvent(9223372036854775806)")};
}
void notFound(const Answers &answers, Judging &judging)
{
    judging.add(answers.front().status() == 404 ? Status::Pass : Status::Fail, answers.front().what,
                u"404"_s, statusText(answers.front()));
}

Probes quotedKey(ProbeContext &context)
{
    if (!context.sample)
        return {};
    return {get(u"the key in quotes"_s, "EntityEvent('" + number(context) + "')")};
}
void refusedOrWarn(const Answers &answers, Judging &judging)
{
    const int status = answers.front().status();
    judging.add(status == 400 || status == 404      ? Status::Pass
                    : status >= 200 && status < 500 ? Status::Warn
                                                    : Status::Fail,
                answers.front().what, u"400 or 404"_s, statusText(answers.front()));
}

Probes selected(ProbeContext &)
{
    return {get(u"$select of two fields"_s,
                "EntityEvent?$select=EntityEventSequence,ResourceName&$top=5")};
}
void onlySelected(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    for (const QJsonValue &row : objectOf(seen)[u"value"_s].toArray()) {
        const QStringList names = row.toObject().keys();
        for (const QString &name : names) {
            if (!name.contains(u'@') && name != u"EntityEventSequence"_s
                && name != u"ResourceName"_s) {
                judging.add(Status::Fail, seen.what, u"only what was asked for"_s, name);
                return;
            }
        }
    }
    judging.add(Status::Pass, seen.what, u"only what was asked for"_s, u"it is so"_s);
}

Probes topped(ProbeContext &)
{
    return {get(u"$top=3"_s, "EntityEvent?$top=3"), get(u"$top=0"_s, "EntityEvent?$top=0")};
}
void atMost(const Answers &answers, Judging &judging)
{
    const qsizetype most[] = {3, 0};
    for (size_t i = 0; i < answers.size(); ++i) {
        if (!answeredWell(answers[i], judging))
            continue;
        const auto count = qsizetype(pageOf(answers[i]).payload.events().size());
        judging.add(count <= most[i] ? Status::Pass : Status::Fail, answers[i].what,
                    u"at most %1"_s.arg(most[i]), QString::number(count));
    }
}

Probes skipped(ProbeContext &)
{
    return {get(u"the first two"_s, "EntityEvent?$orderby=EntityEventSequence%20asc&$top=2"),
            get(u"$skip=1"_s, "EntityEvent?$orderby=EntityEventSequence%20asc&$top=1&$skip=1")};
}
void secondIsFirst(const Answers &answers, Judging &judging)
{
    if (!answeredWell(answers.at(0), judging)
        || !answeredWell(answers.at(1), judging, Status::Warn))
        return;
    const odata::PageBody two = pageOf(answers.at(0));
    const odata::PageBody one = pageOf(answers.at(1));
    if (two.payload.events().size() < 2 || one.payload.events().empty())
        return;
    const qint64 expected = two.payload.events()[1].sequence.value;
    const qint64 actual = one.payload.events().front().sequence.value;
    judging.add(expected == actual ? Status::Pass : Status::Fail, answers.at(1).what,
                QString::number(expected), QString::number(actual));
}

Probes counted(ProbeContext &)
{
    return {get(u"$count=true, $top=1"_s, "EntityEvent?$count=true&$top=1"),
            get(u"$count=true, $top=3"_s, "EntityEvent?$count=true&$top=3")};
}
void countsAll(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers) {
        if (!answeredWell(seen, judging))
            return;
        const QJsonValue count = objectOf(seen)[u"@odata.count"_s];
        const auto rows = qint64(pageOf(seen).payload.events().size());
        judging.add(count.isDouble() && count.toInteger() >= rows ? Status::Pass : Status::Fail,
                    seen.what, u"@odata.count, a number, not below the rows"_s,
                    count.isDouble()       ? QString::number(count.toInteger())
                        : count.isString() ? u"a string"_s
                                           : u"none"_s);
    }
}

Probes preferring(ProbeContext &)
{
    Probe probe = get(u"Prefer: odata.maxpagesize=2"_s, "EntityEvent?$count=true");
    probe.fields = {{"Prefer", "odata.maxpagesize=2"}};
    return {probe};
}
void linked(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    const odata::PageBody page = pageOf(seen);
    const auto rows = qint64(page.payload.events().size());
    const bool partial = page.count.value_or(rows) > rows;
    judging.add(!partial || !page.nextLink.isEmpty() ? Status::Pass : Status::Fail,
                u"a page that is not all"_s, u"@odata.nextLink"_s,
                page.nextLink.isEmpty() ? (partial ? u"none"_s : u"it was all"_s) : u"there"_s);
    if (seen.field("Preference-Applied"))
        judging.add(rows <= 2 ? Status::Pass : Status::Fail, u"the preference was applied"_s,
                    u"at most 2 rows"_s, QString::number(rows));
}

Probes record(ProbeContext &context)
{
    if (!context.sample)
        return {};
    return {get(
        u"the record of the newest event"_s,
        context.sample->resourceName.toPercentEncoding() + "('"
            + QByteArray(context.sample->resourceRecordKey).replace('\'', "''").toPercentEncoding()
            + "')")};
}
/// A withdrawn record may be gone: the texts name 404 and 400 (T3).
void recordOrGone(const Answers &answers, Judging &judging)
{
    const int status = answers.front().status();
    judging.add(status == 200 || status == 400 || status == 404 || status == 410 ? Status::Pass
                    : status == 401 || status == 403                             ? Status::Warn
                                                                                 : Status::Fail,
                answers.front().what, u"200, or gone: 400, 404, 410"_s,
                statusText(answers.front()));
}

Probes writes(ProbeContext &context)
{
    if (!context.consents)
        return {};
    Probes probes;
    for (const char *method : {"POST", "PATCH", "DELETE"}) {
        Probe probe = get(QString::fromLatin1(method),
                          qstrcmp(method, "POST") == 0 ? "EntityEvent" : "EntityEvent(1)");
        probe.method = method;
        probe.framing = Framing::Length;
        probe.body = "{}";
        probes.push_back(probe);
    }
    return probes;
}

void readOnly(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers) {
        const int status = seen.status();
        judging.add(status >= 400 && status < 500      ? Status::Pass
                        : status == 501                ? Status::Pass
                        : status >= 500 || status == 0 ? Status::Warn
                                                       : Status::Fail,
                    seen.what, u"4xx or 501"_s, statusText(seen));
    }
}

const ConsumerCheck kChecks[] = {
    {{"CORE-6.key", Level::Must, "gives an event by its key", "The newest event's number",
      "an object with its fields at the top"},
     byKey,
     topLevel},
    {{"CORE-6.unknown-key", Level::Must, "knows what it does not have", "2^63-2 as the key", "404"},
     unknownKey,
     notFound},
    {{"O-6.quoted-key", Level::Should, "wants numbers without quotes", "The key in quotes",
      "400 or 404 passes, 200 is a warning, 5xx fails"},
     quotedKey,
     refusedOrWarn},
    {{"RCP027-R10.same", Level::Must, "says the same of a number whichever way it is asked",
      "By key and by filter", "the same name and key"},
     byKey,
     sameRecord},
    {{"CORE-7.select", Level::Must, "gives only what is selected", "$select of two fields",
      "those two, and annotations"},
     selected,
     onlySelected},
    {{"CORE-8.top", Level::Must, "obeys $top", "$top=3 and $top=0", "no more than that"},
     topped,
     atMost},
    {{"CORE-9.skip", Level::Must, "obeys $skip", "$skip=1", "the second event; 4xx is a warning"},
     skipped,
     secondIsFirst},
    {{"CORE-10.count", Level::Must, "counts", "$count=true with $top",
      "a number, not below the rows"},
     counted,
     countsAll},
    {{"RCP027-R15.next-link", Level::Must, "links to what is left", "Prefer: odata.maxpagesize=2",
      "a page that is not all has @odata.nextLink"},
     preferring,
     linked},
    {{"RCP027-R18.record", Level::Must, "gives the record, or says that it is gone",
      "The newest event's record", "200, 400, 404 or 410; 401 and 403 are a warning"},
     record,
     recordOrGone},
    // The last of all: who lets somebody write has other events afterwards.
    {{"RCP027-R21.read-only", Level::Should, "lets nobody write",
      "POST, PATCH and DELETE; sent with --consent only", "4xx or 501 passes, 2xx fails"},
     writes,
     readOnly},
};

} // namespace

std::span<const ConsumerCheck> resourceAccessChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
