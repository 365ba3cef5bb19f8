// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <array>

namespace pushbench::protocol {

/// The four fields of an EntityEvent (DD20-F1 to F4), in the order of the Data Dictionary.
enum class Field : quint8 {
    EntityEventSequence,
    ResourceName,
    ResourceRecordKey,
    ResourceRecordUrl,
};

inline constexpr std::array<QByteArrayView, 4> kFieldNames{
    "EntityEventSequence", "ResourceName", "ResourceRecordKey", "ResourceRecordUrl"};

[[nodiscard]] constexpr QByteArrayView fieldName(Field field) noexcept
{
    return kFieldNames[static_cast<size_t>(field)];
}

enum class MemberKind : quint8 {
    Field,       ///< Spelt as in the Data Dictionary.
    LegacyField, ///< A name from before ratification (T1).
    NearField,   ///< Only case, plural or separators away from one (RCP025-R8).
    Context,
    NearContext,
    Value,
    NearValue,
    Annotation, ///< "@odata.…" (RCP025-R10).
    FeedTypes,  ///< Data Dictionary 2.1's own (DD21-F5).
    Vendor,     ///< An extension that is known by name (V-1 to V-4).
    Unknown,
};

/// What a member's name means to an EntityEvent payload.
struct Member
{
    MemberKind kind = MemberKind::Unknown;
    Field field = Field::EntityEventSequence; ///< Of the three kinds of field.
    const char *id = "";                      ///< Of a vendor extension: its id in the catalogue.
};

[[nodiscard]] Member recogniseMember(QByteArrayView unescapedName) noexcept;

} // namespace pushbench::protocol
