// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QStringView>

#include <span>

/// The floors of the house: which folder stands where, and what it may know.
namespace pushbench::boundary {

/// How much of Qt a room may use. QtHttpServer has a rule of its own.
enum class QtUse : quint8 {
    CoreOnly,
    CoreAndNetwork,
    Everything,
};

/// A folder with all that stands below it, save what is a room itself.
struct Room
{
    QStringView path;
    int floor = 0;
    QtUse qt = QtUse::CoreOnly;
};

/// Bottom first.
[[nodiscard]] std::span<const Room> roomTable();
[[nodiscard]] QStringList rooms();

/// The room that a file stands in, or null.
[[nodiscard]] const Room *roomOf(QStringView path);

/// Whether a file at path may include one of the room: a room knows itself and what stands below.
[[nodiscard]] bool mayInclude(QStringView path, QStringView room);

/// Whether the target of the folder that path stands in may link the room: it may if any file there
/// may include it.
[[nodiscard]] bool mayLink(QStringView path, QStringView room);

} // namespace pushbench::boundary
