// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/answer/entitymodel.h"

#include <QStringBuilder>

#include <algorithm>
#include <array>

namespace pushbench::odata {
namespace {

struct KeyField
{
    QByteArrayView resource;
    QByteArrayView field;
};

/// Where Data Dictionary 2.0 does not simply put Key behind the resource's name.
constexpr std::array<KeyField, 16> kKeyFields{{
    {"EntityEvent", "EntityEventSequence"},
    {"Property", "ListingKey"},
    {"Contacts", "ContactKey"},
    {"ContactListings", "ContactListingsKey"},
    {"HistoryTransactional", "HistoryTransactionalKey"},
    {"InternetTracking", "EventKey"},
    {"OUID", "OrganizationUniqueIdKey"},
    {"PropertyGreenVerification", "GreenBuildingVerificationKey"},
    {"PropertyPowerProduction", "PowerProductionKey"},
    {"PropertyPowerStorage", "PowerStorageKey"},
    {"PropertyRooms", "RoomKey"},
    {"PropertyUnitTypes", "UnitTypeKey"},
    {"Queue", "QueueTransactionKey"},
    {"Rules", "RuleKey"},
    {"TeamMembers", "TeamMemberKey"},
    {"Teams", "TeamKey"},
}};

} // namespace

QByteArray keyFieldOf(QByteArrayView resource)
{
    const auto known = std::ranges::find(kKeyFields, resource, &KeyField::resource);
    return known != kKeyFields.end() ? known->field.toByteArray() : resource.toByteArray() + "Key";
}

bool isEntityName(QByteArrayView name) noexcept
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !name.isEmpty() && name.size() <= 128 && isLetter(name.front())
        && std::ranges::all_of(
            name, [isLetter](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

} // namespace pushbench::odata
