// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/sessionfile.h"

namespace pushbench::app {

/// Writes exchanges that were recorded elsewhere into a session file, all of them or none: what was
/// begun and not finished leaves the file as it was, or takes a new one away again. Numbers and
/// notes keep their places; behind what a file holds already they move up together.
class SessionMaker
{
public:
    SessionMaker(QString path, QByteArray program);
    ~SessionMaker();
    Q_DISABLE_COPY_MOVE(SessionMaker)

    /// `number` is that of its source, from 1; 0: none, then it gets the next one. A source that
    /// begins anew with smaller numbers, such as two exports one behind the other, goes on behind
    /// what came so far.
    [[nodiscard]] Result<> add(journal::Exchange exchange, qint64 number);

    /// What stands behind the exchange that was added last, in front of the next one; its exchange
    /// is numbered like those.
    [[nodiscard]] Result<> add(journal::Note note);
    /// The same about that very exchange.
    [[nodiscard]] Result<> addAboutLast(journal::Note note);

    /// The recording began then; told before anything is added, and once.
    void began(WallTime at)
    {
        if (!m_began)
            m_began = at;
    }
    /// It went on until then.
    void lasted(WallTime until) { m_until = std::max(m_until, until); }

    /// Everything is on disk, and the session has ended.
    [[nodiscard]] Result<> finish();

    /// The number that the exchange added last got.
    [[nodiscard]] ExchangeNumber last() const noexcept { return m_last; }
    [[nodiscard]] qint64 exchanges() const noexcept { return m_exchanges; }
    [[nodiscard]] qint64 events() const noexcept { return m_events; }
    [[nodiscard]] qint64 notes() const noexcept { return m_notes; }

private:
    [[nodiscard]] Result<> open(WallTime began);
    [[nodiscard]] Result<> insert(const journal::Note &note);
    void abandon();
    void removeCreated() const;

    QString m_path;
    QByteArray m_program;
    std::optional<journal::SessionWriter> m_writer;
    bool m_created = false;
    ExchangeNumber m_base{}; ///< In front of the source's number 1.
    ExchangeNumber m_last{}; ///< In the file.
    std::optional<WallTime> m_began{};
    WallTime m_until{};
    qint64 m_exchanges = 0;
    qint64 m_events = 0;
    qint64 m_notes = 0;
};

} // namespace pushbench::app
