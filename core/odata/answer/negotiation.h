// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/query/query.h"

#include <span>

namespace pushbench::odata {

[[nodiscard]] constexpr QByteArrayView nameOf(Version version) noexcept
{
    return version == Version::V40 ? QByteArrayView("4.0") : QByteArrayView("4.01");
}

/// The version to answer in, by the fields OData-Version and OData-MaxVersion of a request
/// (CORE-3): 4.01 where it is asked for, else 4.0. What is asked for in a version that is not
/// spoken is a flaw.
[[nodiscard]] Read<Version> negotiateVersion(std::optional<QByteArrayView> version,
                                             std::optional<QByteArrayView> most);

/// What a body is written as.
struct Format
{
    enum class Kind : quint8 {
        Json,
        Xml, ///< $metadata only.
    };

    Kind kind = Kind::Json;
    bool context = true;  ///< odata.metadata=minimal; none leaves the context away.
    bool ieee754 = false; ///< Int64 as texts, for readers with doubles only (O-3).

    friend bool operator==(const Format &, const Format &) = default;
};

/// By $format, which overrides the values of Accept. The default is the first of those offered.
[[nodiscard]] Read<Format> negotiateFormat(std::span<const QByteArrayView> accept,
                                           const std::optional<QByteArray> &format,
                                           std::span<const Format::Kind> offered);

/// "application/json;odata.metadata=minimal" and so on.
[[nodiscard]] QByteArray contentTypeOf(const Format &format);

/// What maxpagesize, or odata.maxpagesize, asks for (O-2); a value that makes no sense is no
/// preference.
[[nodiscard]] std::optional<qint64> preferredPageSize(std::span<const QByteArrayView> prefer);

} // namespace pushbench::odata
