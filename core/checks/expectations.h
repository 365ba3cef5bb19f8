// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/checks/check.h"

#include <map>

namespace pushbench::checks {

/// Outcomes that are known, so that a run may be good while a known defect is open.
class Expectations
{
public:
    /// {"RCP028-R2.no-token": "fail", …}; `where` is the file, for messages.
    [[nodiscard]] static Result<Expectations> read(const QByteArray &json, const QString &where);

    [[nodiscard]] std::optional<Status> of(QByteArrayView id) const;

    /// A failure that nobody expected makes a run bad.
    [[nodiscard]] bool isBad(const Outcome &outcome) const
    {
        return outcome.status == Status::Fail && of(outcome.id) != Status::Fail;
    }

    /// It was expected to fail, and does not: the file wants to be brought up to date.
    [[nodiscard]] bool isBetter(const Outcome &outcome) const
    {
        return of(outcome.id) == Status::Fail && outcome.status < Status::Warn
            && outcome.status != Status::Skip && outcome.status != Status::Inconclusive;
    }

    /// Ids of the file that are no check.
    [[nodiscard]] QByteArrayList strangers(std::span<const CheckSpec> known) const;

private:
    std::map<QByteArray, Status> m_statuses;
};

} // namespace pushbench::checks
