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
    explicit EventMaker(qint64 first, Forms forms = Forms::Any)
        : m_first(first)
        , m_next(first)
        , m_forms(forms)
    {
    }

    /// One event, with further members when given (as JSON), in a form that was agreed on.
    [[nodiscard]] QByteArray single(const QByteArray &furtherMembers = {});
    /// So many events; a single one where no lists are taken.
    [[nodiscard]] QByteArray multi(int events);
    /// One with that number as its sequence.
    [[nodiscard]] QByteArray withSequence(const QByteArray &number) const;
    /// A payload around these members of an event (as JSON), in a form that was agreed on.
    [[nodiscard]] QByteArray around(const QByteArray &members) const;

    // For checks of the forms themselves.
    /// {"@reso.context":…,"EntityEventSequence":…,…}
    [[nodiscard]] QByteArray bare();
    /// {"@reso.context":…,"value":[…]} of so many events.
    [[nodiscard]] QByteArray list(int events);

    /// The numbers that were used: from first to next, without it.
    [[nodiscard]] qint64 first() const noexcept { return m_first; }
    [[nodiscard]] qint64 next() const noexcept { return m_next; }

private:
    qint64 m_first;
    qint64 m_next;
    Forms m_forms;
};

struct ProbeContext
{
    EventMaker &events;
    QByteArray token;
    QUrl url;
    bool consents = false; ///< To requests that might change something: PUT, PATCH, DELETE.
    std::optional<protocol::EntityEvent> sample{}; ///< Of a resource: its newest event.
    Profile profile{};                             ///< What was agreed on.
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
[[nodiscard]] std::span<const ConsumerCheck> labelChecks();
[[nodiscard]] std::span<const ConsumerCheck> loadChecks();
[[nodiscard]] std::span<const ConsumerCheck> tokenChecks();
[[nodiscard]] std::span<const ConsumerCheck> payloadChecks();
[[nodiscard]] std::span<const ConsumerCheck> httpChecks();
[[nodiscard]] std::span<const ConsumerCheck> framingChecks();

} // namespace pushbench::checks
