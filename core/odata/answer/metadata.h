// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/fields.h"

#include <QByteArray>

#include <span>

namespace pushbench::odata {

/// The service's CSDL: EntityEvent, and an entity type for each of the resources, which must be
/// entity names (RCP027-R1, R4, CORE-4). The key of EntityEvent is not nullable, other than in the
/// Data Dictionary's reference metadata, because OData wants it so.
[[nodiscard]] QByteArray writeMetadataXml(std::span<const QByteArray> resources,
                                          DataDictionary version);
[[nodiscard]] QByteArray writeMetadataJson(std::span<const QByteArray> resources,
                                           DataDictionary version);

} // namespace pushbench::odata
