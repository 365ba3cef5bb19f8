// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <array>
#include <optional>

namespace pushbench::odata {

/// What an EntityEvent has (DD20-F1 to F4, DD21-F5).
enum class Field : quint8 {
    Sequence,
    ResourceName,
    ResourceRecordKey,
    ResourceRecordUrl,
    FeedTypes, ///< Data Dictionary 2.1 only.
};

inline constexpr std::array<QByteArrayView, 5> kFieldNames{
    "EntityEventSequence", "ResourceName", "ResourceRecordKey", "ResourceRecordUrl", "FeedTypes"};

/// Which fields an entity of the service has.
enum class DataDictionary : quint8 {
    V20,
    V21,
};

[[nodiscard]] constexpr QByteArrayView nameOf(Field field) noexcept
{
    return kFieldNames[static_cast<size_t>(field)];
}

[[nodiscard]] constexpr size_t fieldCount(DataDictionary version) noexcept
{
    return version == DataDictionary::V20 ? 4 : 5;
}

[[nodiscard]] inline std::optional<Field> fieldNamed(QByteArrayView name,
                                                     DataDictionary version) noexcept
{
    for (size_t i = 0; i < fieldCount(version); ++i) {
        if (kFieldNames[i] == name)
            return static_cast<Field>(i);
    }
    return std::nullopt;
}

} // namespace pushbench::odata
