// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/eventcolumns.h"
#include "core/odata/query/page.h"
#include "core/producer/resource/recordindex.h"

#include <deque>
#include <unordered_set>

namespace pushbench::producer {

/// The producer's append-only log as its EntityEvent resource shows it: ascending, one event of
/// each number, never changed (RCP027-R6, R7). Kept in the ledger's columns, about 25 bytes and the
/// key for each event.
class HostedLog final : public odata::EventRows
{
public:
    /// Publishes an event. What stands there under its number already stays (RCP027-R10); such an
    /// event is not shown. False when its number is not the highest.
    bool append(const protocol::EntityEvent &event, WallTime now);

    /// The same, but when its number is the highest, nobody sees it before that time: a number that
    /// was handed out early and committed late. The times of such events must not descend.
    void appendLate(const protocol::EntityEvent &event, WallTime now, WallTime visible);

    /// Brings what came out of order into its place and shows what is due by now. To be called
    /// before the rows are read.
    void settle(WallTime now);

    /// Hides the numbers whose record has a newer one, as RCP027-R8 allows; or shows them again. In
    /// a long log they go one after the other, as it is indexed.
    void setCompaction(bool compacts);
    [[nodiscard]] bool compacts() const noexcept { return m_compacts; }

    /// The index of records is made when the first of them is asked for, and kept up from then on.
    /// A part of the work each time, some milliseconds of it; true when all is done. Nobody who
    /// asks for something else has to wait for it.
    [[nodiscard]] bool indexSome();
    /// It was begun, and is not whole yet.
    [[nodiscard]] bool isIndexing() const noexcept;

    [[nodiscard]] qsizetype size() const override;
    [[nodiscard]] qsizetype rowFrom(qint64 sequence) const override;
    [[nodiscard]] protocol::EntityEventView at(qsizetype row) const override;
    [[nodiscard]] bool isVisible(qsizetype row) const override;
    [[nodiscard]] bool areAllVisible() const override;

    /// When the newest event of a record was published; nullopt for a record that has none.
    /// Finishes the index, however long that takes.
    [[nodiscard]] std::optional<WallTime> recordChanged(QByteArrayView resourceName,
                                                        QByteArrayView resourceRecordKey);

    /// The names that events spoke of, in the order of their first appearance; the first thousand.
    [[nodiscard]] const std::vector<QByteArray> &resourceNames() const noexcept { return m_names; }

    [[nodiscard]] size_t memoryBytes() const noexcept;

private:
    /// A place in the columns, which are in the order of arrival.
    using Place = quint32;

    struct Url
    {
        Place place = 0;
        QByteArray text;
    };

    struct Pending
    {
        Place place = 0;
        WallTime visible{};
    };

    [[nodiscard]] Place placeOf(qsizetype row) const;
    [[nodiscard]] qint64 sequenceAt(Place place) const;
    [[nodiscard]] quint64 fingerprintAt(Place place) const;
    void noteName(QByteArrayView name);
    void mergeLate();
    void index(Place place);
    void indexIfDue(Place place);
    [[nodiscard]] bool isListed(Place place) const;
    [[nodiscard]] bool isPending(Place place) const { return m_hidden.contains(place); }

    ledger::EventColumns m_columns;
    std::vector<Place> m_order; ///< Ascending by sequence; empty while that is the arrival's order.
    std::vector<Place> m_late;  ///< Arrived below what stood there, not in order yet.
    qint64 m_highest = std::numeric_limits<qint64>::min();
    std::vector<Url> m_urls;       ///< Ascending by place; only where an event has one.
    std::deque<Pending> m_pending; ///< Ascending by time; m_hidden holds the same places.
    std::unordered_set<Place> m_hidden;
    std::vector<QByteArray> m_names;
    QByteArray m_lastName;
    std::optional<RecordIndex> m_index; ///< Made when it is first needed.
    Place m_indexed = 0;                ///< So far, in the order of arrival.
    std::vector<bool> m_superseded;     ///< By place, with the index.
    bool m_compacts = false;
};

} // namespace pushbench::producer
