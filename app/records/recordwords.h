// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"

#include <QString>

namespace pushbench::app {

/// "1101..1111", or "1101" alone.
[[nodiscard]] QString range(protocol::Sequence first, protocol::Sequence last);

/// "12:34:56.789", UTC.
[[nodiscard]] QString clockTime(WallTime time);

/// People read no faster; the rest is counted and told once a second.
inline constexpr int kLinesPerSecond = 25;

/// "1 exchange", "2 exchanges".
[[nodiscard]] QString plural(qint64 count, const QString &one, const QString &many);

/// "IDX Feed 123", "(no label)" or "(no label) at /hooks/b".
[[nodiscard]] QString feedName(const QByteArray &label, const QByteArray &path);
/// The same; ", epoch 2" behind it when its numbers began anew.
[[nodiscard]] QString feedName(const ledger::FeedSummary &feed);
/// "of epoch 2 "; nothing in the first one.
[[nodiscard]] QString epochName(const ledger::FeedSummary &feed);

/// Where both halves of the bench record into one session, the producer's feed says what the
/// consumer's does.
[[nodiscard]] bool shadowed(const ledger::FeedSummary &feed,
                            const std::vector<ledger::FeedSummary> &feeds);

} // namespace pushbench::app
