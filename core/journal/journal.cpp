// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journal.h"

#include <QTimer>

#include <span>

using namespace Qt::StringLiterals;

namespace pushbench::journal {
namespace {

/// One transaction holds at most so many entries, so that receipts do not wait behind a mountain.
constexpr size_t kGroup = 4096;

/// A transaction costs as much as inserting some ten exchanges, so those that nobody waits for are
/// written that much later, together.
constexpr std::chrono::milliseconds kSoon{5};

} // namespace

/// Lives on the journal's thread; the only one that touches the file.
class Journal::Writer final : public QObject
{
public:
    explicit Writer(SessionWriter file)
        : m_file(std::move(file))
        , m_last(m_file->last())
        , m_inbox([this] {
            if (!m_urgent)
                QMetaObject::invokeMethod(&m_soon, qOverload<>(&QTimer::start),
                                          Qt::QueuedConnection);
        })
    {
        m_soon.setParent(this);
        m_soon.setSingleShot(true);
        m_soon.setTimerType(Qt::PreciseTimer);
        m_soon.setInterval(kSoon);
        connect(&m_soon, &QTimer::timeout, this, &Writer::drain);
    }

    void post(Entry entry)
    {
        const Urgent urgent(*this);
        m_inbox.post(std::move(entry));
    }
    void post(std::vector<Entry> entries)
    {
        const Urgent urgent(*this);
        m_inbox.postAll(std::move(entries));
    }
    void postSoon(Entry entry) { m_inbox.post(std::move(entry)); }
    void postSoon(std::vector<Entry> entries) { m_inbox.postAll(std::move(entries)); }

    void drain()
    {
        m_soon.stop();
        m_urgent = false; // Before the inbox is emptied: what is posted from now on asks anew.
        std::vector<Entry> entries = m_inbox.drain();
        if (!m_file) {
            giveReceipts(entries, false); // Too late.
            return;
        }
        for (size_t from = 0; from < entries.size(); from += kGroup) {
            const size_t count = std::min(kGroup, entries.size() - from);
            write(std::span(entries).subspan(from, count));
        }
    }

    Result<> close(WallTime ended)
    {
        drain();
        const Result<> closed = m_file->close(ended);
        m_file.reset(); // Here, where it was used; whoever wants the file next may have it.
        return m_fault ? *m_fault : closed;
    }

    Result<> moveTo(const QString &path, WallTime now)
    {
        drain();
        if (!m_file)
            return Fault{FaultKind::Usage, path, u"the session has ended; save it before"_s};
        Result<SessionWriter> copy = m_file->copyTo(path, Durability::PowerLoss);
        if (!copy)
            return copy.fault();
        // The copy is whole, so what closing the old file may complain about loses nothing.
        static_cast<void>(m_file->close(now));
        m_file = std::move(copy).value();
        return {};
    }

    std::vector<CommittedBox> subscribers;
    std::function<void(const Fault &)> report;

private:
    /// Around a post: the first that cannot wait calls the writer.
    class Urgent
    {
    public:
        explicit Urgent(Writer &writer)
            : m_writer(writer)
            , m_first(!writer.m_urgent.exchange(true))
        {
        }
        ~Urgent()
        {
            if (m_first)
                QMetaObject::invokeMethod(&m_writer, &Writer::drain, Qt::QueuedConnection);
        }
        Q_DISABLE_COPY_MOVE(Urgent)

    private:
        Writer &m_writer;
        const bool m_first;
    };

    void write(std::span<Entry> entries)
    {
        const ExchangeNumber before = m_last;
        const Result<> done = transaction(entries);
        if (!done) {
            m_file->rollback();
            m_last = before;
            for (Entry &entry : entries) {
                if (auto *exchange = std::get_if<std::shared_ptr<Exchange>>(&entry.what))
                    (*exchange)->number = {}; // The next one gets it.
            }
            m_fault = done.fault();
            if (report)
                report(done.fault());
        }
        giveReceipts(entries, done.ok());
        if (done)
            publish(entries);
    }

    Result<> transaction(std::span<Entry> entries)
    {
        if (Result<> begun = m_file->begin(); !begun)
            return begun;
        for (Entry &entry : entries) {
            Result<> inserted;
            if (auto *exchange = std::get_if<std::shared_ptr<Exchange>>(&entry.what)) {
                (*exchange)->number = m_last = next(m_last);
                inserted = m_file->insert(**exchange);
            } else {
                Note &note = std::get<Note>(entry.what);
                if (note.kind == Note::Kind::Intended)
                    note.exchange = m_last; // They come together, the exchange first.
                inserted = m_file->insert(note, m_last);
            }
            if (!inserted)
                return inserted;
        }
        return m_file->commit();
    }

    static void giveReceipts(std::span<const Entry> entries, bool recorded)
    {
        // There are one or two boxes, and their entries come in long runs.
        std::vector<Receipt> run;
        for (size_t i = 0; i < entries.size(); ++i) {
            const ReceiptBox &box = entries[i].receipts;
            if (!box)
                continue;
            run.push_back({entries[i].tag, recorded});
            if (i + 1 == entries.size() || entries[i + 1].receipts != box)
                box->postAll(std::exchange(run, {}));
        }
    }

    void publish(std::span<Entry> entries)
    {
        for (size_t s = 0; s < subscribers.size(); ++s) {
            std::vector<Committed> committed;
            committed.reserve(entries.size());
            for (Entry &entry : entries) {
                if (auto *exchange = std::get_if<std::shared_ptr<Exchange>>(&entry.what))
                    committed.emplace_back(std::shared_ptr<const Exchange>(*exchange));
                else
                    committed.emplace_back(std::get<Note>(entry.what));
            }
            subscribers[s]->postAll(std::move(committed));
        }
    }

    std::optional<SessionWriter> m_file; ///< Absent: closed.
    ExchangeNumber m_last;
    std::optional<Fault> m_fault;
    std::atomic<bool> m_urgent = false; ///< drain() is on its way.
    QTimer m_soon;
    Inbox<Entry> m_inbox;
};

Journal::Journal(SessionWriter file, QString path, const Clock &clock)
    : m_path(std::move(path))
    , m_clock(clock)
    , m_writer(std::make_unique<Writer>(std::move(file)))
{
    m_thread.setObjectName(QStringLiteral("journal"));
    m_writer->moveToThread(&m_thread);
    m_thread.start();
}

Result<std::unique_ptr<Journal>> Journal::open(const QString &path, const RunInfo &run,
                                               Durability durability, const Clock &clock)
{
    Result<SessionWriter> file = SessionWriter::open(path, run, durability);
    if (!file)
        return file.fault();
    return std::unique_ptr<Journal>(new Journal(std::move(file).value(), path, clock));
}

Journal::~Journal()
{
    if (!m_closed)
        static_cast<void>(close());
}

void Journal::subscribe(CommittedBox box)
{
    m_writer->subscribers.push_back(std::move(box));
}

void Journal::onFailure(std::function<void(const Fault &)> report)
{
    m_writer->report = std::move(report);
}

void Journal::append(std::shared_ptr<Exchange> exchange, ReceiptBox receipts, quint64 tag)
{
    m_writer->post({std::move(exchange), std::move(receipts), tag});
}

void Journal::appendSoon(std::shared_ptr<Exchange> exchange, ReceiptBox receipts, quint64 tag)
{
    m_writer->postSoon({std::move(exchange), std::move(receipts), tag});
}

void Journal::appendSoon(std::shared_ptr<Exchange> exchange, ReceiptBox receipts, quint64 tag,
                         Note intended)
{
    std::vector<Entry> entries;
    entries.push_back({std::move(exchange), std::move(receipts), tag});
    entries.push_back({std::move(intended), {}, 0});
    m_writer->postSoon(std::move(entries));
}

void Journal::append(std::vector<Entry> entries)
{
    m_writer->post(std::move(entries));
}

void Journal::note(Note note)
{
    m_writer->post({std::move(note), {}, 0});
}

void Journal::moveTo(const QString &path, std::function<void(const Result<> &)> done)
{
    QMetaObject::invokeMethod(
        m_writer.get(),
        [this, path, done = std::move(done)] { done(m_writer->moveTo(path, m_clock.now().wall)); },
        Qt::QueuedConnection);
}

Result<> Journal::close()
{
    if (std::exchange(m_closed, true))
        return {};
    Result<> result;
    QMetaObject::invokeMethod(
        m_writer.get(), [this, &result] { result = m_writer->close(m_clock.now().wall); },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    return result;
}

} // namespace pushbench::journal
