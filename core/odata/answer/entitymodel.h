// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace pushbench::odata {

inline constexpr QByteArrayView kEntityEvent = "EntityEvent";

/// The key property of a resource's records by the Data Dictionary ("ListingKey" of Property), or
/// by its habit of naming ("WidgetKey" of Widget).
[[nodiscard]] QByteArray keyFieldOf(QByteArrayView resource);

/// Whether a ResourceName can name an entity type at all: a letter or "_", then letters, digits
/// and "_", 128 in all.
[[nodiscard]] bool isEntityName(QByteArrayView name) noexcept;

} // namespace pushbench::odata
