// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/consumer/judge/politeness.h"
#include "core/ledger/eventstate.h"
#include "core/ledger/gap.h"
#include "core/protocol/finding.h"

#include <QString>

namespace pushbench::ui {

/// What the window tells apart by colour, shape and word. The ledger's states are finer; several of
/// them share one meaning here and keep their own word.
enum class Meaning : quint8 {
    Received,
    Late,
    Duplicate,
    Conflict,
    Open, ///< Nobody knows yet: open, unexplained, being checked.
    Hidden,
    Superseded, ///< Lost, but a later event of the same record came.
    Lost,
    Seen, ///< Came in a request that was not accepted.
};

inline constexpr int kMeaningCount = 9;

[[nodiscard]] Meaning meaningOf(ledger::EventState) noexcept;
[[nodiscard]] Meaning meaningOf(ledger::GapState) noexcept;

/// The word that stands beside the glyph, translated.
[[nodiscard]] QString meaningWord(Meaning);
[[nodiscard]] QString stateWord(ledger::EventState);
[[nodiscard]] QString stateWord(ledger::GapState);
[[nodiscard]] QString verdictWord(protocol::Verdict);

/// What comparing a feed with its resource showed: how grave it is, and the word for it.
[[nodiscard]] protocol::Verdict verdictOf(ledger::FeedCondition) noexcept;
[[nodiscard]] QString conditionWord(ledger::FeedCondition);

/// How a producer took a "slow down", as a person tells it apart.
enum class Conduct : quint8 {
    Waiting, ///< Nobody is back yet.
    Pass,
    Info, ///< Nothing to judge.
    Warn,
    Fail,
};

[[nodiscard]] Conduct conductOf(const consumer::PolitenessRecord &) noexcept;
[[nodiscard]] QString conductWord(Conduct);

/// How the cells of a column want to be shown. Delegates turn it into fonts and colours.
enum class CellKind : quint8 {
    Text,
    Code,    ///< Fixed width: keys, numbers that are names.
    Quiet,   ///< Fixed width and in the background: times.
    State,   ///< Glyph and word of a Meaning.
    Verdict, ///< Glyph and word of a protocol::Verdict.
    Conduct, ///< Glyph and word of a Conduct.
};

/// What models answer beside the display text.
/// What somebody said of a row.
enum class RemarkKind : quint8 {
    None,
    Note,
    Mark, ///< With or without a note.
};

enum Role {
    MeaningRole = Qt::UserRole + 1, ///< int(Meaning)
    VerdictRole,                    ///< int(protocol::Verdict)
    ConductRole,                    ///< int(Conduct)
    ExchangeRole,                   ///< qint64
    FeedRole,                       ///< int
    FirstRole,                      ///< qint64: the first sequence that the row stands for
    LastRole,                       ///< qint64
    RemarkRole,                     ///< int(RemarkKind)
    CellKindRole,                   ///< int(CellKind), of a header section
    WidthRole,                      ///< int, characters, of a header section
    ElasticRole, ///< bool, of a header section: it gives way where there is no room for all
};

} // namespace pushbench::ui
