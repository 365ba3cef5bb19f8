// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/books.h"
#include "app/enginethread.h"

#include <QTemporaryDir>

namespace pushbench::app {

/// What comes of asking a resource, on its way into that journal.
[[nodiscard]] TriageSinks recordingIn(journal::Journal &journal);

/// A live session: its journal, and the books that are fed by it. Everything that a run records
/// goes through here.
class Session
{
public:
    struct Config
    {
        QString path{}; ///< Empty: a temporary file that goes with the session.
        QByteArray program;
        Books::Detail detail = Books::Detail::Exchanges;
        std::optional<std::chrono::microseconds> grace{}; ///< How long holes stay open; absent: as
                                                          ///< the feeds' lateness has it.
        std::optional<triage::TriageConfig> triage{};     ///< Whom to ask about them.
        consumer::PolitenessConfig politeness{};          ///< What producers are allowed.
        bool shown = false;   ///< Somebody reads the file while it grows, even a temporary one.
        bool listens = false; ///< A consumer records: between two such runs nobody listened.
    };

    /// Facts arrive through sink, on the books' thread. A file that has runs already is read first,
    /// and its books go on.
    [[nodiscard]] static Result<std::unique_ptr<Session>>
    open(const Config &config, const Clock &clock, Books::Sink sink);
    ~Session();

    [[nodiscard]] journal::Journal &journal() const { return *m_journal; }
    [[nodiscard]] EngineThread<Books> &books() { return m_books; }
    [[nodiscard]] const QString &path() const { return m_journal->path(); }
    [[nodiscard]] bool isTemporary() const { return m_folder != nullptr; }

    /// Asks that resource about holes from now on; or nobody any more.
    void askResource(const triage::TriageConfig &config);
    void stopAsking();

    /// How long holes stay open from now on.
    void setGrace(std::chrono::microseconds grace);

    /// Everything recorded is on disk and in the books, and the last facts are in the sink.
    Result<> close();

private:
    Session(std::unique_ptr<QTemporaryDir> folder, std::unique_ptr<journal::Journal> journal,
            std::unique_ptr<Books> books, const Clock &clock);

    [[nodiscard]] Result<> begin(const Config &config);
    void noteGrace(std::chrono::microseconds grace);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<journal::Journal> m_journal;
    const Clock &m_clock;
    std::chrono::microseconds m_grace = ledger::kDefaultGrace; ///< What the journal says of it.
    EngineThread<Books> m_books;
};

} // namespace pushbench::app
