// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/stripmeaning.h"

#include <array>

namespace pushbench::ui {
namespace {

struct FlagMeaning
{
    quint16 flag;
    Meaning meaning;
};

/// Gravest first.
constexpr std::array<FlagMeaning, 8> kFlags{{
    {ledger::StripConflict, Meaning::Conflict},
    {ledger::StripLost, Meaning::Lost},
    {ledger::StripSuperseded, Meaning::Superseded},
    {ledger::StripDuplicate, Meaning::Duplicate},
    {ledger::StripLate, Meaning::Late},
    {ledger::StripOpen, Meaning::Open},
    {ledger::StripHidden, Meaning::Hidden},
    {ledger::StripReceived, Meaning::Received},
}};

} // namespace

QList<Meaning> meaningsIn(const ledger::StripCell &cell)
{
    QList<Meaning> meanings;
    for (const FlagMeaning &row : kFlags) {
        if (cell.states & row.flag)
            meanings.append(row.meaning);
    }
    return meanings;
}

std::optional<Meaning> leadingMeaning(const ledger::StripCell &cell)
{
    // Holes among received numbers show as a paler shade; only where nothing came they show as
    // such.
    const bool any = cell.states & ledger::StripReceived;
    const quint16 faint = ledger::StripOpen | ledger::StripHidden;
    for (const FlagMeaning &row : kFlags) {
        if (cell.states & row.flag && !(any && (row.flag & faint)))
            return row.meaning;
    }
    return std::nullopt;
}

} // namespace pushbench::ui
