// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/enginethread.h"
#include "app/exports/exporter.h"
#include "core/ledger/filter.h"
#include "ui/bench.h"

#include <atomic>
#include <map>
#include <set>
#include <span>

namespace pushbench::app {

/// Looks a session through for what passes a filter, on a thread of its own: what is in its file
/// first, then what the books tell of while it grows. By the very records that `export --filter`
/// goes by.
class Sieve final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sieve)

public:
    Sieve() = default;

    /// Begins anew with the file; an earlier filter is given up. On this object's thread.
    void look(quint64 wish, const ledger::Filter &filter, const QString &path);

    /// More was recorded. On this object's thread.
    void take(const ledger::Records &records);

    /// Adds them to a session that is only read; answered by remarked() or failed(). On this
    /// object's thread.
    void remark(const std::vector<ledger::Remark> &remarks, const QString &path,
                const Clock &clock);

    /// Writes what passes. On this object's thread.
    void write(const ui::ExportWish &wish, const QString &path);

    /// Which wish is still wanted; 0: none. From any thread.
    void want(quint64 wish) noexcept { m_wanted = wish; }
    [[nodiscard]] bool isWanted() const noexcept { return m_wanted != 0; }

Q_SIGNALS:
    void matched(const pushbench::ui::Matches &matches);
    void exported(const QString &path, qint64 records);
    void remarked(const QString &path, const std::vector<pushbench::ledger::Remark> &remarks);
    void failed(const pushbench::Fault &fault);

private:
    void sift(const ledger::Records &records, ui::Matches &matches);
    /// What the session's people said until now, for a filter that asks for it.
    [[nodiscard]] std::shared_ptr<ledger::RemarkIndex> remarksFor(ledger::Filter &filter,
                                                                  const QString &path);

    std::atomic<quint64> m_wanted = 0;
    quint64 m_wish = 0;
    ledger::Filter m_filter;
    std::shared_ptr<ledger::RemarkIndex> m_remarks; ///< What the filter looks at, if it does.
    ExchangeNumber m_last;                          ///< Looked at.
    std::set<std::pair<ledger::FeedNumber, protocol::Sequence>> m_recovered; ///< As well.
    std::map<ledger::FeedNumber, QByteArray> m_labels;
    qint64 m_seen = 0;
};

} // namespace pushbench::app
