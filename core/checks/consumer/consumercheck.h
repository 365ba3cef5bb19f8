// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/consumer/judging.h"
#include "core/protocol/event.h"

#include <QUrl>

#include <functional>

namespace pushbench::checks {

/// Makes bodies whose events nobody has seen: each number once, so that a consumer that keeps books
/// has nothing to complain of but what a check is about.
class EventMaker
{
public:
    explicit EventMaker(qint64 first)
        : m_next(first)
    {
    }

    /// {"@reso.context":…,"EntityEventSequence":…,…}, with further members when given (as JSON).
    [[nodiscard]] QByteArray single(const QByteArray &furtherMembers = {});
    /// {"@reso.context":…,"value":[…]} of so many events.
    [[nodiscard]] QByteArray multi(int events);
    /// A single one with that number as its sequence.
    [[nodiscard]] static QByteArray withSequence(const QByteArray &number);

    [[nodiscard]] qint64 next() const noexcept { return m_next; }

private:
    qint64 m_next;
};

struct ProbeContext
{
    EventMaker &events;
    QByteArray token;
    QUrl url;
    bool consents = false; ///< To requests that might change something: PUT, PATCH, DELETE.
    std::optional<protocol::EntityEvent> sample{}; ///< Of a resource: its newest event.
};

/// A check of a consumer: what to send, and what that says. Both are pure, so both are tested
/// without a socket.
struct ConsumerCheck
{
    CheckSpec spec;
    std::vector<Probe> (*probes)(ProbeContext &);
    void (*judge)(const std::vector<Seen> &, Judging &);
};

/// All of them, in the order in which they run.
[[nodiscard]] std::span<const ConsumerCheck> consumerChecks();

// By subject.
[[nodiscard]] std::span<const ConsumerCheck> endpointChecks();
[[nodiscard]] std::span<const ConsumerCheck> tokenChecks();
[[nodiscard]] std::span<const ConsumerCheck> payloadChecks();
[[nodiscard]] std::span<const ConsumerCheck> httpChecks();
[[nodiscard]] std::span<const ConsumerCheck> framingChecks();

} // namespace pushbench::checks
