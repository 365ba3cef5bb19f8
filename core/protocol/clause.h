// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QtGlobal>

#include <span>

namespace pushbench::protocol {

/// How strongly a text wants what a clause says. A reader of a report weighs a finding by it: only
/// what MUST be can fail by the standard.
enum class Level : quint8 {
    Must,
    Should,
    May,
    Type,    ///< A type or a length that a field's definition gives.
    Example, ///< Only examples of the standard show it.
    Harness, ///< No text says it; a rule of this bench.
};

/// "MUST", "SHOULD", "MAY", "type", "example", "rule of the bench".
[[nodiscard]] QByteArrayView levelName(Level) noexcept;

/// One clause of the requirements catalogue, as far as a pushed request can break it.
struct Clause
{
    QByteArrayView id;
    Level level = Level::Harness;
    QByteArrayView title; ///< What it wants, in a few English words.
};

/// Every clause that a finding may cite, in the order of the catalogue.
[[nodiscard]] std::span<const Clause> clauses() noexcept;

/// Null for an id that is in no catalogue.
[[nodiscard]] const Clause *findClause(QByteArrayView id) noexcept;

} // namespace pushbench::protocol
