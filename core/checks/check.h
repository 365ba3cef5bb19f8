// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ids.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <span>
#include <vector>

namespace pushbench::checks {

/// How strongly a text wants what a check looks at. It bounds how bad an outcome can be: what the
/// standard leaves open is a warning or a remark, and never a failure.
enum class Level : quint8 {
    Must,
    Should,
    May,
    Polite, ///< No text says it; good manners between two who share a wire.
    Info,
};

/// "MUST", "SHOULD", "MAY", "POLITE", "INFO".
[[nodiscard]] QByteArrayView levelName(Level) noexcept;

enum class Status : quint8 {
    Pass,
    Info,
    Skip,         ///< Not exercised: nothing was seen that could be judged.
    Inconclusive, ///< It was tried, and nothing can be said.
    Warn,
    Fail,
};

/// "pass", "fail", "warn", "info", "skip", "inconclusive": the words of the contract.
[[nodiscard]] QByteArrayView statusName(Status) noexcept;
[[nodiscard]] std::optional<Status> statusFromName(QByteArrayView) noexcept;

enum class Suite : quint8 {
    Consumer,
    Producer,
    Resource,
};

[[nodiscard]] QByteArrayView suiteName(Suite) noexcept;

/// What a check is, before anybody ran it. Static storage throughout.
struct CheckSpec
{
    QByteArrayView id; ///< "RCP028-R2.no-token": the clause, then what of it is looked at.
    Level level = Level::Must;
    QByteArrayView title;
    QByteArrayView stimulus;    ///< What is done to the other side.
    QByteArrayView expectation; ///< What passes, and what else may come of it: the rule.

    /// What stands before the dot.
    [[nodiscard]] QByteArrayView clause() const noexcept { return id.first(id.indexOf('.')); }

    /// Two suites may look at one thing by one id.
    friend bool operator==(const CheckSpec &, const CheckSpec &) = default;
};

/// One thing that was compared.
struct Assertion
{
    QString description{};
    Status status = Status::Pass;
    QString expected{};
    QString actual{};
};

/// What came of a check.
struct Outcome
{
    QByteArrayView id{};
    Status status = Status::Skip;
    QString sentence{}; ///< Why, where it did not simply pass.
    std::vector<Assertion> assertions{};
    std::vector<ExchangeNumber> evidence{}; ///< In the session of the run.
    std::chrono::milliseconds duration{};
};

/// What a status is worth: strictly, a warning about a SHOULD is a failure.
[[nodiscard]] Status weighed(const CheckSpec &spec, Status status, bool strict) noexcept;

/// The worst of them; Skip when there is none.
[[nodiscard]] Status worst(const std::vector<Assertion> &assertions) noexcept;

} // namespace pushbench::checks
