// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/filter.h"

#include <QStringList>

namespace pushbench::ui {

/// What may stand where a person types a filter.
struct FilterWord
{
    qsizetype from = 0; ///< Of the word that is typed, in the text.
    qsizetype length = 0;
    QStringList choices{}; ///< Whole words to put there.
};

/// The word around the cursor, and what it may become: a term, or one of its values where they are
/// known. `sources` are the labels of the session's feeds.
[[nodiscard]] FilterWord completeFilter(const QString &text, qsizetype cursor,
                                        const QStringList &sources, ledger::Filter::Scope scope);

} // namespace pushbench::ui
