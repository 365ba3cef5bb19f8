// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/mutants/mutant.h"
#include "core/checks/selection.h"

#include <map>
#include <set>

namespace pushbench::checks {

/// What a run of several checks came to, by their ids.
using Outcomes = std::map<QByteArrayView, Outcome>;

/// Everything that was tried to prove the checks of a suite: all of them against the bench's own
/// mock, against another one that is right, and against every mutant.
struct Trials
{
    Suite suite = Suite::Consumer;
    std::vector<CheckSpec> checks{};
    std::span<const Mutant> mutants{};
    Outcomes ours{};
    Outcomes right{};
    std::map<QByteArrayView, Outcomes> wrong{}; ///< By the mutant's check; those that ran.
    std::set<QByteArrayView> repeated{};        ///< Mutants that ran twice; the second time counts.
};

/// How a check took a mutant.
enum class Mark : quint8 {
    Quiet,       ///< It does not complain: it looks at something else.
    Caught,      ///< It complains of what it is there for.
    Missed,      ///< It should have complained.
    Explained,   ///< It complains, too, and a reason is known.
    Unexplained, ///< It complains, and nobody knows why.
    Unknown,     ///< It did not run, or nothing can be said.
};

/// For a matrix in plain text: '.', '#', 'o', '+', '!', '?'.
[[nodiscard]] char markSign(Mark) noexcept;
/// "quiet", "caught", "missed", "explained", "unexplained", "unknown".
[[nodiscard]] QByteArrayView markName(Mark) noexcept;

/// Another check's complaint of a mutant.
struct Complaint
{
    QByteArrayView check;
    Status status = Status::Fail;
    QString sentence{};
    QByteArrayView why{}; ///< Empty: unexplained.
};

/// One mutant against all checks.
struct MatrixRow
{
    QByteArrayView mutant; ///< The id of its check.
    QByteArrayView fault;
    Status status = Status::Inconclusive; ///< What its own check says.
    std::vector<Mark> marks{};            ///< By column.
    std::vector<Complaint> others{};
    std::vector<Consequence> unseen{}; ///< Reasons for complaints that did not come.
};

/// Check by mutant: the diagonal is caught, and what else complains has its reason.
struct Matrix
{
    Suite suite = Suite::Consumer;
    std::vector<QByteArrayView> checks{}; ///< Columns.
    std::vector<MatrixRow> rows{};

    [[nodiscard]] int count(Mark mark) const;
};

[[nodiscard]] Matrix matrixOf(const Trials &trials);

/// One outcome for each check: passes when both right mocks satisfy it, it has a mutant, catches
/// it, and nothing else complains of that mutant without a reason. A reason that was not needed is
/// a remark.
[[nodiscard]] std::vector<Outcome> prove(const Trials &trials, const Matrix &matrix);

/// Mutants whose run was not as it should be: worth a second look when the machine is quiet.
[[nodiscard]] std::vector<QByteArrayView> doubtful(const Matrix &matrix);

/// Nothing that a right mock may be told.
[[nodiscard]] bool isComplaint(const Outcome &outcome) noexcept;

} // namespace pushbench::checks
