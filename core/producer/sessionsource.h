// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/sessionfile.h"
#include "core/producer/eventsource.h"

#include <deque>

namespace pushbench::producer {

/// Which of a session's exchanges are pushed again.
enum class Recorded : quint8 {
    Accepted, ///< Those that were answered 2xx.
    All,      ///< Refused and broken ones, too, as far as they have a body.
};

/// The requests of a recorded session, in their order and a few at a time. Where a consumer
/// recorded, what it received counts, otherwise what the producer sent.
class RecordedRequests
{
public:
    [[nodiscard]] static Result<RecordedRequests> open(const QString &path, Recorded which);

    /// None at the end.
    [[nodiscard]] Result<std::optional<journal::Exchange>> next();

private:
    RecordedRequests(journal::SessionReader reader, Side side, Recorded which)
        : m_reader(std::move(reader))
        , m_side(side)
        , m_which(which)
    {
    }

    journal::SessionReader m_reader;
    Side m_side;
    Recorded m_which;
    ExchangeNumber m_last{};
    std::deque<journal::Exchange> m_read;
};

/// The events of a recorded session, as they were accepted, repetitions included; batched anew
/// (contract section 3, `--from-session FILE`).
class SessionSource final : public EventSource
{
public:
    [[nodiscard]] static Result<std::unique_ptr<EventSource>> open(const QString &path);

    Result<std::vector<protocol::EntityEvent>> take(size_t count) override;
    [[nodiscard]] QString name() const override { return QStringLiteral("a session"); }

private:
    explicit SessionSource(RecordedRequests requests)
        : m_requests(std::move(requests))
    {
    }

    RecordedRequests m_requests;
    std::deque<protocol::EntityEvent> m_read;
    bool m_ended = false;
};

/// The bodies of a recorded session with their labels, byte by byte (the verb `replay`).
class ReplaySource final : public EventSource
{
public:
    [[nodiscard]] static Result<std::unique_ptr<EventSource>> open(const QString &path,
                                                                   Recorded which);

    Result<std::vector<protocol::EntityEvent>> take(size_t) override
    {
        return std::vector<protocol::EntityEvent>();
    }
    [[nodiscard]] bool givesBodies() const noexcept override { return true; }
    Result<std::optional<Batch>> takeBody() override;
    [[nodiscard]] QString name() const override { return QStringLiteral("a replay"); }

private:
    explicit ReplaySource(RecordedRequests requests)
        : m_requests(std::move(requests))
    {
    }

    RecordedRequests m_requests;
};

} // namespace pushbench::producer
