// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"

#include <QString>
#include <QUrl>

namespace pushbench::ui {

/// What the explanation of a hole has to know of who is asked about it.
struct AskedResource
{
    bool asking = false;
    std::chrono::seconds grace{};
    std::chrono::seconds settle{};
    std::chrono::seconds deadline{};
    QString trouble{}; ///< Why it proves nothing about the feed at present; empty when it may.
};

struct GapExplanation
{
    QString headline; ///< "2640–2670, open for 12 s".
    QString text;     ///< What that means, the evidence, and what would change it.
};

/// A hole in words.
[[nodiscard]] GapExplanation explain(const ledger::GapRecord &record, const QString &age,
                                     const AskedResource &resource);

/// The very request that asks a resource about these numbers; without a resource, all of it behind
/// the service root.
[[nodiscard]] QString queryText(const QUrl &root, ledger::NumberRange range);

} // namespace pushbench::ui
