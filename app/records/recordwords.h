// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/records.h"

#include <QString>

namespace pushbench::app {

/// "consumer" or "producer".
[[nodiscard]] QByteArrayView sideName(Side side);

/// "1101..1111", or "1101" alone.
[[nodiscard]] QString range(protocol::Sequence first, protocol::Sequence last);

/// "1 exchange", "2 exchanges".
[[nodiscard]] QString plural(qint64 count, const QString &one, const QString &many);

/// Where both halves of the bench record into one session, the producer's feed says what the
/// consumer's does.
[[nodiscard]] bool shadowed(const ledger::FeedSummary &feed,
                            const std::vector<ledger::FeedSummary> &feeds);

} // namespace pushbench::app
