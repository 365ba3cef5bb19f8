// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace pushbench::app {

Session::Session(std::unique_ptr<QTemporaryDir> folder, std::unique_ptr<journal::Journal> journal,
                 std::unique_ptr<Books> books, const Clock &clock)
    : m_folder(std::move(folder))
    , m_journal(std::move(journal))
    , m_clock(clock)
    , m_books(u"books"_s, std::move(books))
{
    m_journal->subscribe(m_books.engine()->inbox());
}

/// What earlier runs recorded comes into the books before anything of this one.
Result<> Session::begin(const Config &config)
{
    if (!m_folder) {
        const Result<std::optional<Books::Earlier>> earlier =
            m_books.call([this] { return m_books.engine()->resume(m_journal->path()); });
        if (!earlier)
            return earlier.fault();
        if (config.listens && earlier.value())
            m_journal->note({.kind = journal::Note::Kind::Down,
                             .text = ledger::writeDown({.from = earlier.value()->until,
                                                        .to = m_clock.now().wall,
                                                        .clean = earlier.value()->clean})});
        if (earlier.value() && !config.grace)
            m_journal->note({.kind = journal::Note::Kind::Grace, .text = {}});
    }
    if (config.grace)
        noteGrace(*config.grace);
    m_books.call([this] { m_books.engine()->follow(m_clock); });
    if (config.triage)
        askResource(*config.triage);
    return {};
}

TriageSinks recordingIn(journal::Journal &journal)
{
    return {.verdict =
                [&journal](const ledger::Verdict &verdict) {
                    journal.note({.kind = journal::Note::Kind::Verdict,
                                  .text = ledger::writeVerdict(verdict)});
                },
            .exchange =
                [&journal](std::shared_ptr<journal::Exchange> exchange) {
                    journal.append(std::move(exchange));
                }};
}

void Session::setGrace(std::chrono::microseconds grace)
{
    if (m_grace != grace)
        noteGrace(grace);
}

void Session::noteGrace(std::chrono::microseconds grace)
{
    m_grace = grace;
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
        m_books.engine()->askResource(config, m_clock, recordingIn(*m_journal));
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
    std::unique_ptr<Session> session(new Session(
        std::move(folder), std::move(journal).value(),
        std::make_unique<Books>(config.detail, std::move(sink), config.politeness), clock));
    if (const Result<> begun = session->begin(config); !begun)
        return begun.fault();
    return session;
}

Result<> Session::close()
{
    Result<> closed = m_journal->close();
    m_books.call([this] { m_books.engine()->finish(m_clock.now().wall); });
    return closed;
}

} // namespace pushbench::app
