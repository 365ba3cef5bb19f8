// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/resource/resourcechecks.h"

#include "core/odata/reader/pagebody.h"

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

std::span<const ConsumerCheck> resourceChecks()
{
    static const std::vector<ConsumerCheck> all = [] {
        std::vector<ConsumerCheck> list;
        for (const auto part : {resourceShapeChecks(), resourceQueryChecks()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

} // namespace pushbench::checks
