// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/feedrange.h"
#include "core/ledger/records.h"

#include <QString>

#include <map>
#include <vector>

namespace pushbench::ui {

/// Recovering missing numbers, or pushing them again: how far it is, and what came of it, in words.
class RemedyWork
{
public:
    enum class Kind : quint8 {
        None,
        Recover,
        Push,
    };

    /// `missing` is how many numbers of those are.
    void begin(Kind kind, std::vector<ledger::FeedRange> numbers, quint64 missing);
    void take(const ledger::Records &records);
    /// Push: so many events are queued.
    void setQueued(qint64 events) noexcept { m_queued = events; }
    /// Whether something more may come of it, and what stands in its way; empty when nothing does.
    void setUnderWay(bool underWay, const QString &hindrance);

    [[nodiscard]] Kind kind() const noexcept { return m_kind; }
    [[nodiscard]] const std::vector<ledger::FeedRange> &numbers() const noexcept
    {
        return m_numbers;
    }
    [[nodiscard]] bool isUnderWay() const noexcept { return m_underWay && left() > 0; }
    /// Numbers that are missing still.
    [[nodiscard]] quint64 left() const noexcept;

    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString sentence() const;

private:
    [[nodiscard]] QString recoverSentence() const;
    [[nodiscard]] QString pushSentence() const;

    Kind m_kind = Kind::None;
    std::vector<ledger::FeedRange> m_numbers;
    std::map<ledger::FeedNumber, ledger::SequenceSet> m_settled; ///< Each is counted once.
    quint64 m_missing = 0;
    quint64 m_recovered = 0;
    quint64 m_arrived = 0;
    qint64 m_queued = 0;
    bool m_underWay = false;
    QString m_hindrance;
};

} // namespace pushbench::ui
