// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/flaw.h"

#include <optional>

namespace pushbench::odata {

/// The key that a path names: EntityEvent(1101), EntityEvent(EntityEventSequence=1101),
/// Property('3yd-1').
struct KeyPath
{
    QByteArray resource{};
    std::optional<qint64> number{};
    std::optional<QByteArray> text{}; ///< Unquoted.
};

/// Reads a path of one segment with a key predicate, still percent-encoded and with its leading
/// "/". `keyField` gives the name that the key of a resource has, for the named form; empty when
/// there is no such resource, which is no flaw here.
[[nodiscard]] Read<KeyPath> parseKeyPath(QByteArrayView path,
                                         QByteArray (*keyField)(QByteArrayView resource));

} // namespace pushbench::odata
