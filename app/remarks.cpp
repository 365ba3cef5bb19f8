// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/remarks.h"

#include "app/books.h"

namespace pushbench::app {

Result<std::shared_ptr<ledger::RemarkIndex>> readRemarks(const journal::SessionReader &session)
{
    const Result<std::vector<journal::Note>> notes = session.notesOf(journal::Note::Kind::Remark);
    if (!notes)
        return notes.fault();
    auto index = std::make_shared<ledger::RemarkIndex>();
    for (const journal::Note &note : notes.value()) {
        if (const Result<ledger::Remark> remark = ledger::readRemark(note))
            index->put(remark.value());
    }
    return index;
}

Result<> writeRemarks(const QString &path, const std::vector<ledger::Remark> &remarks,
                      QByteArrayView program, const Clock &clock)
{
    // Opening for writing would make a new session of a file that is not there.
    if (const Result<journal::SessionReader> there = journal::SessionReader::open(path); !there)
        return there.fault();
    Result<journal::SessionWriter> writer = journal::SessionWriter::open(
        path,
        {.began = clock.now().wall,
         .program = QByteArray(program.toByteArray()).append(kAnalyzing)},
        journal::Durability::PowerLoss);
    if (!writer)
        return writer.fault();
    Result<> done = writer->begin();
    for (const ledger::Remark &remark : remarks) {
        if (done)
            done = writer->insert(ledger::noteOf(remark), writer->last());
    }
    if (done)
        done = writer->commit();
    if (!done)
        writer->rollback();
    const Result<> closed = writer->close(clock.now().wall);
    return done ? closed : done;
}

} // namespace pushbench::app
