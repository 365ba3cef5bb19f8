// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/imports/sessionmaker.h"

#include "core/ledger/verdict.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

ExchangeNumber moved(ExchangeNumber number, ExchangeNumber base)
{
    return number.value > 0 ? ExchangeNumber{number.value + base.value} : number;
}

/// A verdict names its exchanges in its text.
QByteArray movedVerdict(const QByteArray &text, ExchangeNumber base)
{
    Result<ledger::Verdict> verdict = ledger::readVerdict(text);
    if (!verdict || verdict->exchanges.empty())
        return text;
    for (ExchangeNumber &number : verdict->exchanges)
        number = moved(number, base);
    return ledger::writeVerdict(verdict.value());
}

} // namespace

SessionMaker::SessionMaker(QString path, QByteArray program)
    : m_path(std::move(path))
    , m_program(std::move(program))
{
}

SessionMaker::~SessionMaker()
{
    abandon();
}

Result<> SessionMaker::open(WallTime began)
{
    if (m_writer)
        return {};
    m_created = !QFileInfo::exists(m_path);
    Result<journal::SessionWriter> writer = journal::SessionWriter::open(
        m_path, {.began = m_began.value_or(began), .program = m_program},
        journal::Durability::PowerLoss);
    if (!writer) {
        removeCreated();
        return writer.fault();
    }
    m_writer = std::move(writer).value();
    m_base = m_last = m_writer->last();
    return m_writer->begin();
}

Result<> SessionMaker::add(journal::Exchange exchange, qint64 number)
{
    if (const Result<> opened = open(exchange.began); !opened)
        return opened;
    if (number <= 0)
        exchange.number = next(m_last);
    else if (number + m_base.value > m_last.value)
        exchange.number = {number + m_base.value};
    else
        exchange.number = {(m_base = m_last).value + number};
    m_last = exchange.number;
    lasted(exchange.began);
    ++m_exchanges;
    m_events += exchange.payload ? qint64(exchange.payload->events().size()) : 0;
    if (const Result<> inserted = m_writer->insert(exchange); !inserted)
        return inserted;
    if (exchange.intended.isEmpty())
        return {};
    return m_writer->insert(journal::Note{.kind = journal::Note::Kind::Intended,
                                          .exchange = m_last,
                                          .text = exchange.intended},
                            m_last);
}

Result<> SessionMaker::add(journal::Note note)
{
    if (const Result<> opened = open(m_until); !opened)
        return opened;
    note.exchange = moved(note.exchange, m_base);
    if (note.kind == journal::Note::Kind::Verdict && m_base.value > 0)
        note.text = movedVerdict(note.text, m_base);
    return insert(note);
}

Result<> SessionMaker::addAboutLast(journal::Note note)
{
    note.exchange = m_last;
    return insert(note);
}

Result<> SessionMaker::insert(const journal::Note &note)
{
    ++m_notes;
    return m_writer->insert(note, m_last);
}

Result<> SessionMaker::finish()
{
    if (const Result<> opened = open(m_until); !opened)
        return opened;
    if (const Result<> done = m_writer->commit(); !done)
        return done;
    const Result<> closed = m_writer->close(m_until);
    m_writer.reset();
    return closed;
}

void SessionMaker::abandon()
{
    if (!m_writer)
        return;
    m_writer->rollback();
    m_writer.reset();
    removeCreated();
}

void SessionMaker::removeCreated() const
{
    if (!m_created)
        return;
    for (const QLatin1String suffix : {""_L1, "-wal"_L1, "-shm"_L1, "-journal"_L1})
        QFile::remove(m_path + suffix);
}

} // namespace pushbench::app
