// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace pushbench::app {

Session::Session(std::unique_ptr<QTemporaryDir> folder, std::unique_ptr<journal::Journal> journal,
                 std::unique_ptr<Books> books, const Config &config, const Clock &clock)
    : m_folder(std::move(folder))
    , m_journal(std::move(journal))
    , m_clock(clock)
    , m_books(u"books"_s, std::move(books))
{
    m_journal->subscribe(m_books.engine()->inbox());
    setGrace(config.grace);
    m_books.call([this] { m_books.engine()->follow(m_clock); });
    if (config.triage)
        askResource(*config.triage);
}

void Session::setGrace(std::chrono::microseconds grace)
{
    if (std::exchange(m_grace, grace) == grace)
        return;
    m_journal->note(
        {.kind = journal::Note::Kind::Grace, .text = QByteArray::number(qint64(grace.count()))});
}

void Session::stopAsking()
{
    m_books.post([engine = m_books.engine()] { engine->stopAsking(); });
}

void Session::askResource(const triage::TriageConfig &config)
{
    m_books.post([this, config] {
        m_books.engine()->askResource(config, m_clock,
                                      [journal = m_journal.get()](const ledger::Verdict &verdict) {
                                          journal->note({.kind = journal::Note::Kind::Verdict,
                                                         .text = ledger::writeVerdict(verdict)});
                                      });
    });
}

Session::~Session()
{
    static_cast<void>(close());
}

Result<std::unique_ptr<Session>> Session::open(const Config &config, const Clock &clock,
                                               Books::Sink sink)
{
    std::unique_ptr<QTemporaryDir> folder;
    QString path = config.path;
    if (path.isEmpty()) {
        folder = std::make_unique<QTemporaryDir>();
        if (!folder->isValid())
            return Fault{FaultKind::Denied, QDir::tempPath(), folder->errorString()};
        path = folder->filePath(u"session.pushbench"_s);
    }
    const auto durability = !config.path.isEmpty() ? journal::Durability::PowerLoss
        : config.shown                             ? journal::Durability::Process
                                                   : journal::Durability::Run;
    Result<std::unique_ptr<journal::Journal>> journal = journal::Journal::open(
        path, {.began = clock.now().wall, .program = config.program}, durability, clock);
    if (!journal)
        return journal.fault();
    return std::unique_ptr<Session>(
        new Session(std::move(folder), std::move(journal).value(),
                    std::make_unique<Books>(config.detail, std::move(sink)), config, clock));
}

Result<> Session::close()
{
    Result<> closed = m_journal->close();
    m_books.call([this] { m_books.engine()->finish(m_clock.now().wall); });
    return closed;
}

} // namespace pushbench::app
