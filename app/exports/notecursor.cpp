// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/exports/notecursor.h"

#include <algorithm>

namespace pushbench::app {
namespace {

constexpr int kNotesAtATime = 256;

} // namespace

Result<const journal::PlacedNote *> NoteCursor::peek()
{
    if (m_read.empty()) {
        Result<std::vector<journal::PlacedNote>> more = m_reader.notesBehind(m_last, kNotesAtATime);
        if (!more)
            return more.fault();
        if (more->empty())
            return nullptr;
        m_last = more->back().id;
        m_read.assign(std::make_move_iterator(more->begin()), std::make_move_iterator(more->end()));
    }
    return &m_read.front();
}

bool NoteCursor::belongs(const journal::Note &note) const
{
    // The exchange itself says what was intended with it.
    if (note.kind == journal::Note::Kind::Intended)
        return false;
    return note.exchange.value == 0 || m_written.contains(note.exchange.value);
}

Result<Beside> NoteCursor::beside(ExchangeNumber written)
{
    Beside beside;
    if (!std::exchange(m_begun, true))
        beside.session = m_session;
    while (true) {
        const Result<const journal::PlacedNote *> next = peek();
        if (!next)
            return next.fault();
        const journal::PlacedNote *placed = next.value();
        if (!placed || placed->after > written)
            break;
        if (placed->after == written)
            m_written.insert(written.value);
        if (belongs(placed->note))
            (placed->after < written ? beside.before : beside.behind).push_back(placed->note);
        m_read.pop_front();
    }
    m_written.insert(written.value);
    return beside;
}

Result<Beside::Span> spanOf(const journal::SessionReader &reader)
{
    const Result<std::vector<journal::RunRecord>> runs = reader.runs();
    if (!runs)
        return runs.fault();
    Beside::Span span;
    for (const journal::RunRecord &run : runs.value()) {
        span.began = span.began == WallTime() ? run.began : std::min(span.began, run.began);
        span.ended = std::max(span.ended, run.ended.value_or(run.began));
    }
    return span;
}

} // namespace pushbench::app
