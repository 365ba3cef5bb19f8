// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// In what order the resource answers, and what its filters let through.

#include "core/checks/resource/resourcechecks.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

using Probes = std::vector<Probe>;
using Answers = std::vector<Seen>;

constexpr qint64 kBeyondDoubles = 9'007'199'254'740'993;

void ordered(const Seen &seen, Judging &judging, bool ascending)
{
    if (!answeredWell(seen, judging))
        return;
    std::optional<qint64> before;
    every(seen, judging, ascending ? u"ascending"_s : u"descending"_s,
          [&](const protocol::EntityEventView &event) {
              const qint64 n = event.sequence.value;
              const bool fine = !before || (ascending ? n > *before : n < *before);
              before = n;
              return fine;
          });
}

Probes unordered(ProbeContext &)
{
    return {get(u"without $orderby"_s, "EntityEvent?$top=100")};
}
Probes ascending(ProbeContext &)
{
    return {get(u"$orderby asc"_s, "EntityEvent?$orderby=EntityEventSequence%20asc&$top=100")};
}
Probes descending(ProbeContext &)
{
    return {get(u"$orderby desc"_s, "EntityEvent?$orderby=EntityEventSequence%20desc&$top=100")};
}
void up(const Answers &answers, Judging &judging)
{
    ordered(answers.front(), judging, true);
}
void down(const Answers &answers, Judging &judging)
{
    ordered(answers.front(), judging, false);
}

QByteArray behind(qint64 n)
{
    return "EntityEvent?$filter=EntityEventSequence%20gt%20" + QByteArray::number(n) + "&$top=100";
}

Probes greater(ProbeContext &context)
{
    const qint64 n = context.sample ? std::max<qint64>(context.sample->sequence.value - 20, 0) : 0;
    Probe probe = get(QString::number(n), behind(n));
    return {probe};
}
Probes greaterExactly(ProbeContext &)
{
    return {get(QString::number(kBeyondDoubles), behind(kBeyondDoubles))};
}
Probes greatest(ProbeContext &)
{
    return {get(u"9223372036854775807"_s, behind(protocol::kLastSequence.value))};
}

void onlyLater(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    const qint64 bound = seen.what.toLongLong();
    every(seen, judging, u"all above %1"_s.arg(bound),
          [bound](const protocol::EntityEventView &event) { return event.sequence.value > bound; });
}

void emptyList(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging))
        return;
    const auto count = pageOf(seen).payload.events().size();
    judging.add(count == 0 && objectOf(seen)[u"value"_s].isArray() ? Status::Pass : Status::Fail,
                seen.what, u"200 with an empty list"_s, u"%1 events"_s.arg(count));
}

Probes fromZero(ProbeContext &)
{
    return {get(u"ge 0"_s, "EntityEvent?$filter=EntityEventSequence%20ge%200&$top=1"),
            get(u"asc, the first"_s, "EntityEvent?$orderby=EntityEventSequence%20asc&$top=1")};
}

void sameFirst(const Answers &answers, Judging &judging)
{
    if (!answeredWell(answers.at(0), judging) || !answeredWell(answers.at(1), judging))
        return;
    const odata::PageBody filtered = pageOf(answers.at(0));
    const odata::PageBody first = pageOf(answers.at(1));
    const auto number = [](const odata::PageBody &page) -> qint64 {
        return page.payload.events().empty() ? 0 : page.payload.events().front().sequence.value;
    };
    judging.add(number(filtered) == number(first) ? Status::Pass : Status::Fail,
                u"the first event"_s, QString::number(number(first)),
                QString::number(number(filtered)));
}

Probes combined(ProbeContext &context)
{
    const qint64 n = context.sample ? context.sample->sequence.value : 1;
    const QByteArray low = QByteArray::number(std::max<qint64>(n - 10, 0));
    const QByteArray high = QByteArray::number(n);
    return {get(u"ge and le"_s,
                "EntityEvent?$filter=EntityEventSequence%20ge%20" + low
                    + "%20and%20EntityEventSequence%20le%20" + high),
            get(u"not (…)"_s,
                "EntityEvent?$filter=not%20(EntityEventSequence%20lt%20" + high + ")&$top=20"),
            get(u"eq or eq"_s,
                "EntityEvent?$filter=EntityEventSequence%20eq%20" + low
                    + "%20or%20EntityEventSequence%20eq%20" + high)};
}
void understood(const Answers &answers, Judging &judging)
{
    for (const Seen &seen : answers) {
        if (answeredWell(seen, judging))
            judging.add(pageOf(seen).flaw.isEmpty() ? Status::Pass : Status::Fail, seen.what,
                        u"a list of events"_s,
                        pageOf(seen).flaw.isEmpty() ? u"it is"_s : pageOf(seen).flaw);
    }
}

Probes byName(ProbeContext &context)
{
    if (!context.sample)
        return {};
    Probe probe = get(QString::fromUtf8(context.sample->resourceName),
                      "EntityEvent?$filter=ResourceName%20eq%20'"
                          + context.sample->resourceName.toPercentEncoding() + "'&$top=20");
    return {probe};
}
void onlyThatName(const Answers &answers, Judging &judging)
{
    const Seen &seen = answers.front();
    if (!answeredWell(seen, judging, Status::Warn))
        return;
    const QByteArray name = seen.what.toUtf8();
    every(seen, judging, u"ResourceName eq '%1'"_s.arg(seen.what),
          [&name](const protocol::EntityEventView &event) { return event.resourceName == name; });
}

const ConsumerCheck kChecks[] = {
    {{"RCP027-R7.order", Level::Must, "is in logical order by itself", "A hundred events, no order",
      "strictly ascending"},
     unordered,
     up},
    {{"RCP027-R7.ascending", Level::Must, "orders ascending", "$orderby=EntityEventSequence asc",
      "strictly ascending"},
     ascending,
     up},
    {{"CORE-11.descending", Level::Must, "orders descending", "$orderby=EntityEventSequence desc",
      "strictly descending"},
     descending,
     down},
    {{"RCP027-R13.greater", Level::Must, "gives only later events", "gt the newest but twenty",
      "all are above it"},
     greater,
     onlyLater},
    {{"RCP027-R13.exact", Level::Must, "compares beyond what doubles hold", "gt 2^53+1",
      "all are above it"},
     greaterExactly,
     onlyLater},
    {{"CORE-15.empty", Level::Must, "gives an empty list where nothing matches", "gt 2^63-1",
      "200 with value: []"},
     greatest,
     emptyList},
    {{"RCP027-R14.from-zero", Level::Must, "begins at its first event", "ge 0, and the first asc",
      "the same event"},
     fromZero,
     sameFirst},
    {{"CORE-12.logic", Level::Must, "understands and, or and not", "Three filters",
      "200 with a list"},
     combined,
     understood},
    {{"CORE-13.name", Level::Should, "filters by ResourceName", "ResourceName eq 'X'",
      "only those; 4xx and 501 are a warning"},
     byName,
     onlyThatName},
};

} // namespace

std::span<const ConsumerCheck> resourceFilterChecks()
{
    return kChecks;
}

} // namespace pushbench::checks
