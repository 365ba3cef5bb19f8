// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"
#include "core/checks/consumer/probe.h"
#include "core/checks/profile/profile.h"

namespace pushbench::checks {

/// Collects what a judge compares. Pure.
class Judging
{
public:
    explicit Judging(Profile profile = {})
        : m_profile(std::move(profile))
    {
    }

    /// What was agreed on.
    [[nodiscard]] const Profile &profile() const noexcept { return m_profile; }

    /// Adds an assertion with its status.
    void add(Status status, const QString &description, const QString &expected,
             const QString &actual)
    {
        m_assertions.push_back({description, status, expected, actual});
    }

    /// 2xx passes; what else comes is worth what is said, a 5xx or no answer always a failure.
    void expectAccepted(const Seen &seen, Status otherwise = Status::Fail);

    /// 4xx passes; 2xx is worth what is said, a 5xx or no answer a failure. A closed connection
    /// refuses, too, where `closeRefuses`.
    void expectRefused(const Seen &seen, Status accepted, bool closeRefuses = false);

    /// It survives: anything but a 5xx or silence.
    void expectAnswer(const Seen &seen, const QString &expected);

    [[nodiscard]] std::vector<Assertion> take() { return std::move(m_assertions); }

private:
    Profile m_profile;
    std::vector<Assertion> m_assertions;
};

/// "401", or why there is none.
[[nodiscard]] QString statusText(const Seen &seen);

} // namespace pushbench::checks
