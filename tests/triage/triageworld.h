// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/bookkeeper.h"
#include "core/triage/feedtriage.h"

#include <QByteArrayList>

#include <map>

namespace pushbench::triage {

/// A producer, its resource, a consumer's books and triage between them, in a world whose clock a
/// test turns. Verdicts go the way of a session: written, read again, and applied by the books.
class TriageWorld
{
public:
    explicit TriageWorld(TriageTimes times);

    /// Told as text, steps parted by "|":
    ///   "push 1 2 4-6"     one accepted body; "4=a" is 4 for the record a
    ///   "lose 2"           the answer to the second push never got out
    ///   "has 1-6 9=b"      the resource shows these from now on
    ///   "hide 3"           and these not any more
    ///   "fails", "cuts", "works"   it answers 503, loses the second half of a page, or is well
    ///   "at 90"            time goes on to second 90; triage asks what is due each second
    ///   "ask 3-5"          somebody asks for that range by hand
    ///   "recover 3-5"      or wants it taken over; "recovers": everything that is lost, from now
    ///   on
    /// A number stands for a record of its own unless it says otherwise.
    void play(QByteArrayView story);

    void push(const std::map<qint64, QByteArray> &events);
    void advanceTo(qint64 second);
    std::map<qint64, QByteArray> &resource() noexcept { return m_resource; }
    void failFor(bool fails) noexcept { m_fails = fails; }

    /// "3 lost, 5-6 hidden": the gaps that there are.
    [[nodiscard]] QByteArray gaps() const;
    /// "3=a 5": the events that were taken over.
    [[nodiscard]] QByteArray recovered() const { return m_recovered.join(' '); }
    /// "phantom 7, contradicted 8": what was told besides, in order.
    [[nodiscard]] const QByteArray &conditions() const noexcept { return m_conditions; }
    /// Every state that a gap was ever told in: "3 open, 3 unexplained, …".
    [[nodiscard]] const std::vector<ledger::GapRecord> &told() const noexcept { return m_told; }
    [[nodiscard]] const ledger::FeedBook &book() const;
    [[nodiscard]] FeedTriage &triage() noexcept { return m_triage; }
    [[nodiscard]] int questions() const noexcept { return m_questions; }
    [[nodiscard]] const ledger::Totals &totals() const noexcept { return m_totals; }
    /// Is it one of the reader's?
    [[nodiscard]] bool isRead(ExchangeNumber number) const;

    /// The same session from its beginning, as it would be read from a file.
    [[nodiscard]] QByteArray replayed() const;

private:
    void commit(const journal::Committed &item);
    void apply(const FeedTriage::Verdicts &verdicts);
    void look();
    [[nodiscard]] Answer read(const Question &question);
    void recordRead(Answer &answer);

    WallTime m_now;
    std::map<qint64, QByteArray> m_resource;
    std::map<qint64, QByteArray> m_elsewhere;
    bool m_fails = false;
    bool m_cuts = false;
    ledger::Bookkeeper m_keeper;
    FeedTriage m_triage;
    std::vector<std::pair<WallTime, journal::Committed>> m_journal;
    std::vector<std::shared_ptr<const journal::Exchange>> m_pushes;
    ledger::Totals m_totals;
    std::vector<ledger::GapRecord> m_told;
    QByteArray m_conditions;
    QByteArrayList m_recovered;
    qint64 m_exchanges = 0;
    int m_questions = 0;
};

[[nodiscard]] QByteArray gapsOf(const ledger::FeedBook &book);

} // namespace pushbench::triage
