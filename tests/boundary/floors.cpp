// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/boundary/floors.h"

#include <QStringBuilder>

#include <array>

namespace pushbench::boundary {
namespace {

constexpr std::array kRooms{
    Room{u"core/base", 1, QtUse::CoreOnly},
    Room{u"core/wire", 2, QtUse::CoreAndNetwork},
    Room{u"core/protocol", 2, QtUse::CoreOnly},
    Room{u"core/journal", 3, QtUse::CoreOnly},
    Room{u"core/odata", 3, QtUse::CoreAndNetwork},
    Room{u"core/consumer", 4, QtUse::CoreAndNetwork},
    Room{u"core/ledger", 4, QtUse::CoreOnly},
    Room{u"core/producer", 5, QtUse::CoreAndNetwork},
    Room{u"core/triage", 5, QtUse::CoreAndNetwork},
    Room{u"core/checks", 6, QtUse::CoreAndNetwork},
    Room{u"ui/models", 7, QtUse::CoreOnly},
    Room{u"ui", 8, QtUse::Everything}, // views and panels too
    Room{u"app", 9, QtUse::Everything},
};

/// Arrows that the floors would allow and the design does not; files whose path starts with the
/// exception may all the same.
struct ForbiddenArrow
{
    QStringView from;
    QStringView to;
    QStringView exception;
};

constexpr std::array kForbiddenArrows{
    ForbiddenArrow{u"core/consumer", u"core/odata", {}},
    ForbiddenArrow{u"core/ledger", u"core/wire", {}},
    ForbiddenArrow{u"core/ledger", u"core/odata", {}},
    ForbiddenArrow{u"core/producer", u"core/consumer", {}},
    ForbiddenArrow{u"core/producer", u"core/ledger",
                   u"core/producer/resource"}, // hosts its columns
};

bool isIn(QStringView path, QStringView room)
{
    return path.startsWith(room) && path.sliced(room.size()).startsWith(u'/');
}

const ForbiddenArrow *forbiddenArrow(const Room &from, const Room &to)
{
    for (const ForbiddenArrow &arrow : kForbiddenArrows) {
        if (arrow.from == from.path && arrow.to == to.path)
            return &arrow;
    }
    return nullptr;
}

const Room *roomNamed(QStringView name)
{
    for (const Room &room : kRooms) {
        if (room.path == name)
            return &room;
    }
    return nullptr;
}

} // namespace

std::span<const Room> roomTable()
{
    return kRooms;
}

QStringList rooms()
{
    QStringList names;
    for (const Room &room : kRooms)
        names.append(room.path.toString());
    return names;
}

const Room *roomOf(QStringView path)
{
    const Room *best = nullptr;
    for (const Room &room : kRooms) {
        if (isIn(path, room.path) && (!best || room.path.size() > best->path.size()))
            best = &room;
    }
    return best;
}

bool mayInclude(QStringView path, QStringView room)
{
    const Room *from = roomOf(path);
    const Room *to = roomNamed(room);
    if (!from || !to)
        return false;
    if (const ForbiddenArrow *arrow = forbiddenArrow(*from, *to))
        return !arrow->exception.isEmpty() && path.startsWith(arrow->exception);
    return from == to || to->floor < from->floor;
}

bool mayLink(QStringView path, QStringView room)
{
    const Room *from = roomOf(path);
    const Room *to = roomNamed(room);
    const ForbiddenArrow *arrow = from && to ? forbiddenArrow(*from, *to) : nullptr;
    return mayInclude(arrow && !arrow->exception.isEmpty() ? arrow->exception : path, room);
}

} // namespace pushbench::boundary
