// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/producer/batch.h"
#include "core/producer/csvevents.h"
#include "core/producer/progress.h"
#include "core/protocol/eventfile.h"

#include <QFile>

#include <functional>
#include <memory>

namespace pushbench::producer {

/// Where a feed's events come from, in the order in which they are to be pushed. Lives on the
/// producer's thread; hands out a few at a time, so that a source may be larger than memory.
class EventSource
{
public:
    EventSource() = default;
    EventSource(const EventSource &) = delete;
    EventSource &operator=(const EventSource &) = delete;
    virtual ~EventSource() = default;

    /// Up to count more events; fewer, or none, only at the end or where more are awaited. A fault
    /// is final: what came before it has been handed out. Never blocks on anybody else.
    [[nodiscard]] virtual Result<std::vector<protocol::EntityEvent>> take(size_t count) = 0;

    /// What take() gave was less than asked for because the rest has not come yet. wake() is called
    /// when it is worth asking again.
    [[nodiscard]] virtual bool awaitsMore() const noexcept { return false; }

    /// Of a source that gives whole bodies instead, as they are to be sent: the next one, or none
    /// at the end. take() gives nothing then.
    [[nodiscard]] virtual bool givesBodies() const noexcept { return false; }
    [[nodiscard]] virtual Result<std::optional<Batch>> takeBody() { return std::optional<Batch>(); }

    /// Whose feed it is, for a checkpoint: the same name and the same place must mean the same
    /// event.
    [[nodiscard]] virtual QString name() const = 0;

    /// Whether events may be gone when the feed is read again: then a checkpoint counts sequences
    /// and not places, and what was settled ahead of others comes again.
    [[nodiscard]] virtual bool mayThin() const noexcept { return false; }

    /// Nothing up to that sequence is needed, but for what comes late of those holes. A source that
    /// has to read everything anyway need not listen. Before the first take().
    virtual void goOnBehind(protocol::Sequence, const std::vector<Hole> &) { }

    /// Numbers below the last that it gave which may come late: such a source gives them when they
    /// do, out of order. Ascending.
    [[nodiscard]] virtual std::vector<Hole> openHoles() const { return {}; }

    /// Set before the first take(). Called on the producer's thread.
    void onWake(std::function<void()> wake) { m_wake = std::move(wake); }
    /// Hears what people should know of, although the feed goes on.
    void onNotice(std::function<void(const QString &)> notice) { m_notice = std::move(notice); }

protected:
    void wake() const
    {
        if (m_wake)
            m_wake();
    }
    void notice(const QString &what) const
    {
        if (m_notice)
            m_notice(what);
    }

private:
    std::function<void()> m_wake;
    std::function<void(const QString &)> m_notice;
};

/// Events of an NDJSON file, of RESO Common Format payloads, or of a CSV file (contract section 3,
/// `--from FILE`).
class FileSource final : public EventSource
{
public:
    [[nodiscard]] static Result<std::unique_ptr<EventSource>> open(const QString &path);

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override;
    [[nodiscard]] QString name() const override { return QStringLiteral("a file"); }

private:
    explicit FileSource(const QString &path);

    QFile m_file;
    protocol::EventFileReader m_reader;
    std::optional<CsvEvents> m_csv; ///< Instead, where the file begins like CSV.
    bool m_begun = false;
    std::vector<protocol::EntityEvent> m_read;
    size_t m_at = 0;
    std::optional<Fault> m_fault;
    bool m_ended = false;
};

/// A handful of given events.
class ListSource final : public EventSource
{
public:
    explicit ListSource(std::vector<protocol::EntityEvent> events)
        : m_events(std::move(events))
    {
    }

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override;
    [[nodiscard]] QString name() const override { return QStringLiteral("a list"); }

private:
    std::vector<protocol::EntityEvent> m_events;
    size_t m_at = 0;
};

} // namespace pushbench::producer
