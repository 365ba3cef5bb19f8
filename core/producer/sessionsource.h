// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/sessionfile.h"
#include "core/producer/eventsource.h"

#include <deque>

namespace pushbench::producer {

/// The events of a recorded session, as they were accepted and in that order, repetitions included
/// (contract section 3, `--from-session FILE`). Where a consumer recorded, its exchanges count,
/// otherwise the producer's. Holds a few exchanges at a time.
class SessionSource final : public EventSource
{
public:
    [[nodiscard]] static Result<std::unique_ptr<EventSource>> open(const QString &path);

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override;
    [[nodiscard]] QString name() const override { return QStringLiteral("a session"); }

private:
    SessionSource(journal::SessionReader reader, Side side)
        : m_reader(std::move(reader))
        , m_side(side)
    {
    }

    [[nodiscard]] Result<> readMore();

    journal::SessionReader m_reader;
    Side m_side;
    ExchangeNumber m_last{};
    std::deque<protocol::EntityEvent> m_read;
    bool m_ended = false;
};

} // namespace pushbench::producer
