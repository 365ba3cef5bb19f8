// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journal.h"
#include "core/producer/attemptrecord.h"

#include <QObject>

#include <functional>

namespace pushbench::producer {

/// Puts what was attempted into the journal and counts what the journal has not confirmed, so that
/// pushing waits for a disk that does not keep up, and a feed is not over before it is recorded.
class AttemptRecorder final
{
    Q_DISABLE_COPY_MOVE(AttemptRecorder)

public:
    /// Calls confirmed() on the owner's thread whenever the journal has confirmed some. The owner
    /// outlives the recorder.
    AttemptRecorder(journal::Journal &journal, QObject &owner, std::function<void()> confirmed);
    ~AttemptRecorder();

    void record(const Landed &landed, const Config &config, const RequestHeads &heads,
                WallTime now);

    /// Is the journal so far behind, in exchanges or in bytes of bodies, that pushing has to wait?
    [[nodiscard]] bool lags() const noexcept;
    [[nodiscard]] bool allConfirmed() const noexcept { return m_unrecorded == 0; }

private:
    void takeReceipts();

    journal::Journal &m_journal;
    QObject &m_owner;
    std::function<void()> m_confirmed;
    journal::ReceiptBox m_receipts;
    qint64 m_unrecorded = 0;       ///< Exchanges that the journal has not confirmed yet.
    quint64 m_unrecordedBytes = 0; ///< Of their bodies.
};

} // namespace pushbench::producer
