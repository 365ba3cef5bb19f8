// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/bookkeeper.h"

namespace pushbench::ledger {

/// A session told as text, and the books of it. Steps parted by "|":
///   "1-3 7=b"        one accepted body, a second after the one before; a number stands for a
///   record
///                    of its own, and for another one with a letter behind it
///   "? 1-3"          the same body, refused
///   "~ 2"            the answer to the second body never got out
///   "@ 90"           it becomes that late, in seconds
///   "down 40 90 clean" or "killed"   nobody listened in between
///   "fell 9 3"       the newest event of the resource was 9 and is 3
class KeeperStory
{
public:
    explicit KeeperStory(const QByteArray &story);

    /// Of that epoch: "1-3 7".
    [[nodiscard]] QByteArray received(int epoch = 1) const;
    /// "4-6 open": its gaps.
    [[nodiscard]] QByteArray gaps(int epoch = 1) const;
    [[nodiscard]] FeedNumber feed(int epoch = 1) const;

    /// What a reader of its records knows in the end, to be compared with what the books say.
    [[nodiscard]] QByteArray followedGaps(int epoch = 1) const;

    Bookkeeper keeper{Bookkeeper::Detail::Events};
    Records records{};
    QByteArray conditions{}; ///< "epoch-break 1, receiver-down": in order.

private:
    void push(QByteArrayView numbers, bool accepted);
    void apply(const journal::Committed &item);

    WallTime m_now;
    std::vector<std::shared_ptr<const journal::Exchange>> m_pushes;
};

} // namespace pushbench::ledger
