// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/inbox.h"
#include "core/journal/sessionfile.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <variant>

namespace pushbench::journal {

/// Something that is on disk now.
using Committed = std::variant<std::shared_ptr<const Exchange>, Note>;

/// Tells an engine that what it appended under that tag is on disk, or why it is not.
struct Receipt
{
    quint64 tag = 0;
    bool recorded = false;
};

using ReceiptBox = std::shared_ptr<Inbox<Receipt>>;
using CommittedBox = std::shared_ptr<Inbox<Committed>>;

/// The only truth of a session: everything that went over the wire, appended in order by a thread
/// of its own. Whatever arrives while one transaction is being written goes into the next one
/// together (group commit), so the rate does not depend on what a commit costs.
///
/// append() and note() may be called from any thread. Receipts come after the commit; the committed
/// exchanges go to every subscriber in the order of the file, which is the order of a later replay.
class Journal
{
public:
    /// Opens path and starts the writer's thread. The clock outlives the journal.
    [[nodiscard]] static Result<std::unique_ptr<Journal>>
    open(const QString &path, const RunInfo &run, Durability durability, const Clock &clock);
    ~Journal();
    Q_DISABLE_COPY_MOVE(Journal)

    /// Before the first append.
    void subscribe(CommittedBox box);

    /// Called on the writer's thread when a transaction failed; receipts say recorded = false.
    void onFailure(std::function<void(const Fault &)> report);

    /// Records the exchange and gives it its number. Without a receipt box nobody is told.
    void append(std::shared_ptr<Exchange> exchange, ReceiptBox receipts = {}, quint64 tag = 0);

    /// The same for what no peer waits for: it may wait some milliseconds for others to share a
    /// transaction with.
    void appendSoon(std::shared_ptr<Exchange> exchange, ReceiptBox receipts, quint64 tag);
    /// The same with a note of kind Intended right behind it.
    void appendSoon(std::shared_ptr<Exchange> exchange, ReceiptBox receipts, quint64 tag,
                    Note intended);

    /// Several at once, for one wake-up of the writer.
    struct Entry
    {
        std::variant<std::shared_ptr<Exchange>, Note> what;
        ReceiptBox receipts{};
        quint64 tag = 0;
    };
    void append(std::vector<Entry> entries);

    /// Records something beside the exchanges, at this place in their order.
    void note(Note note);

    /// Goes on in another file, which gets everything that was recorded so far; the old one stays
    /// as it is. done is called on the writer's thread. An existing file there is replaced, but
    /// only when the copy is whole; when anything fails, the session goes on where it was.
    void moveTo(const QString &path, std::function<void(const Result<> &)> done);

    /// Everything appended so far is on disk when it returns. Ends the run and lets go of the file;
    /// what comes later is not recorded, and its receipt says so, if it comes at all.
    Result<> close();

    /// Where it was opened.
    [[nodiscard]] const QString &path() const noexcept { return m_path; }

private:
    class Writer;

    Journal(SessionWriter file, QString path, const Clock &clock);

    QString m_path;
    const Clock &m_clock;
    QThread m_thread;
    std::unique_ptr<Writer> m_writer;
    bool m_closed = false;
};

} // namespace pushbench::journal
