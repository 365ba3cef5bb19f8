// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/resourcenames.h"

#include <array>
#include <string_view>

namespace pushbench::protocol {
namespace {

/// The resources of Data Dictionary 2.0.
constexpr std::array<std::string_view, 41> kResources{"Association",
                                                      "Caravan",
                                                      "CaravanStop",
                                                      "ContactListingNotes",
                                                      "ContactListings",
                                                      "Contacts",
                                                      "EntityEvent",
                                                      "Field",
                                                      "HistoryTransactional",
                                                      "InternetTracking",
                                                      "InternetTrackingSummary",
                                                      "LockOrBox",
                                                      "Lookup",
                                                      "Media",
                                                      "Member",
                                                      "MemberAssociation",
                                                      "MemberStateLicense",
                                                      "OUID",
                                                      "Office",
                                                      "OfficeAssociation",
                                                      "OfficeCorporateLicense",
                                                      "OpenHouse",
                                                      "OtherPhone",
                                                      "Property",
                                                      "PropertyGreenVerification",
                                                      "PropertyPowerProduction",
                                                      "PropertyPowerStorage",
                                                      "PropertyRooms",
                                                      "PropertyUnitTypes",
                                                      "Prospecting",
                                                      "Queue",
                                                      "Rules",
                                                      "SavedSearch",
                                                      "Showing",
                                                      "ShowingAppointment",
                                                      "ShowingAvailability",
                                                      "ShowingRequest",
                                                      "SocialMedia",
                                                      "TeamMembers",
                                                      "Teams",
                                                      "TransactionManagement"};

constexpr char folded(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

/// Length, first, middle and last letter, folded: cheap, and the same for every spelling by case.
constexpr size_t bucketOf(std::string_view name) noexcept
{
    const auto letter = [name](size_t at) { return size_t(uchar(folded(name[at]))); };
    return (name.size() * 7 + letter(0) * 31 + letter(name.size() / 2) * 5
            + letter(name.size() - 1))
        % 128;
}

/// Open addressing with one step; every event asks, so a lookup costs one comparison as a rule.
constexpr std::array<quint8, 128> kBuckets = [] {
    std::array<quint8, 128> buckets{};
    for (size_t i = 0; i < kResources.size(); ++i) {
        size_t at = bucketOf(kResources[i]);
        while (buckets[at] != 0)
            at = (at + 1) % buckets.size();
        buckets[at] = quint8(i + 1);
    }
    return buckets;
}();

bool equalsFolded(std::string_view a, std::string_view b) noexcept
{
    for (size_t i = 0; i < a.size(); ++i) {
        if (folded(a[i]) != folded(b[i]))
            return false;
    }
    return true;
}

} // namespace

QByteArrayView misspeltResourceName(QByteArrayView name) noexcept
{
    if (name.isEmpty())
        return {};
    const std::string_view asked(name.data(), size_t(name.size()));
    for (size_t at = bucketOf(asked); kBuckets[at] != 0; at = (at + 1) % kBuckets.size()) {
        const std::string_view known = kResources[size_t(kBuckets[at] - 1)];
        if (known.size() != asked.size())
            continue;
        if (known == asked)
            return {};
        if (equalsFolded(known, asked))
            return {known.data(), qsizetype(known.size())};
    }
    return {};
}

bool isKnownResource(QByteArrayView name) noexcept
{
    if (name.isEmpty())
        return false;
    const std::string_view asked(name.data(), size_t(name.size()));
    for (size_t at = bucketOf(asked); kBuckets[at] != 0; at = (at + 1) % kBuckets.size()) {
        if (kResources[size_t(kBuckets[at] - 1)] == asked)
            return true;
    }
    return false;
}

} // namespace pushbench::protocol
