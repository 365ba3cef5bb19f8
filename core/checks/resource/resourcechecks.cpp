// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/resource/resourcechecks.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pushbench::checks {

Probe get(const QString &what, const QByteArray &pathAndQuery)
{
    return {.what = what, .method = "GET", .query = pathAndQuery, .framing = Framing::None};
}

Probe samplingProbe()
{
    return get(QStringLiteral("the newest event"),
               "EntityEvent?$orderby=EntityEventSequence%20desc&$top=1");
}

std::optional<protocol::EntityEvent> sampleOf(const Seen &seen)
{
    if (seen.status() != 200)
        return std::nullopt;
    const odata::PageBody page = odata::parsePageBody(seen.answers.front().body);
    if (page.payload.events().empty())
        return std::nullopt;
    return page.payload.events().front().toEvent();
}

odata::PageBody pageOf(const Seen &seen)
{
    return seen.status() == 200 ? odata::parsePageBody(seen.answers.front().body)
                                : odata::PageBody();
}

QJsonObject objectOf(const Seen &seen)
{
    return seen.answers.empty() ? QJsonObject()
                                : QJsonDocument::fromJson(seen.answers.front().body).object();
}

bool answeredWell(const Seen &seen, Judging &judging, Status otherwise)
{
    if (seen.status() == 200)
        return true;
    judging.add(seen.status() == 0 || (seen.status() >= 500 && seen.status() != 501) ? Status::Fail
                                                                                     : otherwise,
                seen.what, u"200"_s, statusText(seen));
    return false;
}

void every(const Seen &seen, Judging &judging, const QString &expected,
           const std::function<bool(const protocol::EntityEventView &)> &holds)
{
    const odata::PageBody page = pageOf(seen);
    for (const protocol::EntityEventView &event : page.payload.events()) {
        if (!holds(event)) {
            judging.add(Status::Fail, seen.what, expected, QString::number(event.sequence.value));
            return;
        }
    }
    judging.add(Status::Pass, seen.what, expected,
                u"%1 events"_s.arg(page.payload.events().size()));
}

std::span<const ConsumerCheck> resourceChecks()
{
    static const std::vector<ConsumerCheck> all = [] {
        std::vector<ConsumerCheck> list;
        for (const auto part :
             {resourceShapeChecks(), resourceFilterChecks(), resourceAccessChecks()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

} // namespace pushbench::checks
