// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/profile/profile.h"
#include "core/consumer/policy/policy.h"

namespace pushbench::checks {

/// One thing that the consumer does to the producer, while it goes on pushing.
struct Phase
{
    QByteArrayView name; ///< "hold-seconds".
    QByteArray doing;    ///< In words: what is done, and what the producer has to do now.
    consumer::Reply reply{};
    bool healthy = false; ///< Nothing is done; some requests are taken.
    bool resumes = false; ///< The producer is called, and has to go on.
    bool rotates = false; ///< Its token is refused from now on.

    /// The answer is late, and all right.
    [[nodiscard]] bool isSlow() const noexcept { return reply.latency.count() > 0; }
};

/// How long a producer is told to wait, where it is told to.
inline constexpr std::chrono::seconds kHold{3};
/// A latency that anybody bears: as long as a consumer may take for an answer (RCP028-R19).
inline constexpr std::chrono::milliseconds kSlow{5'000};
/// One that is past what most clients wait, which is half a minute.
inline constexpr std::chrono::milliseconds kTooSlow{45'000};
/// So long it is looked at who refuses to see that a token is refused.
inline constexpr std::chrono::milliseconds kRefusal{10'000};

/// What the phases are made by.
struct Lead
{
    std::chrono::seconds hold = kHold;
    std::chrono::milliseconds slow = kSlow;
    std::chrono::milliseconds tooSlow = kTooSlow;
    bool nextToken = false; ///< The producer was given a second token.
};

/// All of them, in their order. The first one is healthy, and so is the last one but for the
/// rotation of the token, behind which a feed may stand still for good reasons. Null: nobody said
/// how the producer is called.
[[nodiscard]] std::vector<Phase> producerPhases(const Lead &lead = {},
                                                const ResumeCall *resume = nullptr);

} // namespace pushbench::checks
