// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/checks/check.h"
#include "core/checks/profile/profile.h"
#include "core/checks/proof/proof.h"
#include "core/journal/exchange.h"
#include "core/ledger/strip.h"

#include <array>
#include <map>

namespace pushbench::checks {

/// A check that ran, with what is known to fail.
struct Entry
{
    CheckSpec spec{};
    Outcome outcome{};
    bool expected = false;         ///< It fails, and was expected to.
    bool better = false;           ///< It was expected to fail, and does not.
    std::optional<Suite> proven{}; ///< It was not run but proven: whose check it is.
};

/// What a self-check of the checks came to beside its entries.
struct Proof
{
    std::vector<Matrix> matrices{};
    QString waits{};  ///< What was scaled down.
    int trials = 0;   ///< Mocks that were checked.
    int repeated = 0; ///< Of those, ran twice.
};

/// The numbers of one feed of the run, from left to right.
struct FeedStrip
{
    QString label{}; ///< EntityEventSource; empty for none.
    protocol::Sequence first{};
    protocol::Sequence last{};
    quint64 received = 0;
    std::vector<ledger::StripCell> cells{};
};

/// Everything that a report says. One model, four writers.
struct Report
{
    Suite suite = Suite::Consumer;
    QString target{};
    WallTime began{};
    std::chrono::milliseconds duration{};
    QByteArray program{};
    QString session{}; ///< Where the exchanges stand; empty: they went with the run.
    qint64 requests = 0;
    std::vector<Statement> environment{}; ///< By what limits and agreements it was judged.
    std::vector<FeedStrip> strips{};
    std::vector<Entry> entries{};
    std::map<qint64, std::shared_ptr<const journal::Exchange>> exchanges{}; ///< The evidence.
    std::optional<Proof> proof{};                                           ///< Of `check self`.

    /// "consumer", …; "self" for a proof.
    [[nodiscard]] QByteArrayView name() const noexcept
    {
        return proof ? QByteArrayView("self") : suiteName(suite);
    }
    /// "Self-check of a consumer", or what it is.
    [[nodiscard]] QString title() const;
    [[nodiscard]] int count(Status status) const;
    /// Of those checks that a text asks for, or of manners.
    [[nodiscard]] Status verdict(bool manners) const;
};

/// For a terminal, or a mail.
[[nodiscard]] QByteArray writeText(const Report &report);
/// resources/report.schema.json.
[[nodiscard]] QByteArray writeJson(const Report &report);
/// One test case for each check, as build servers read it.
[[nodiscard]] QByteArray writeJunit(const Report &report);
/// One page that needs nothing else: light, dark and on paper, without a script.
[[nodiscard]] QByteArray writeHtml(const Report &report);

/// The contract's "check" record without its type and time: members of a JSON object.
[[nodiscard]] QByteArray checkMembers(const CheckSpec &spec, const Outcome &outcome);

/// For a terminal: a sign for each mutant and check, and what stands beside the diagonal.
[[nodiscard]] QByteArray writeMatrix(const Matrix &matrix);
/// The same for a page.
[[nodiscard]] QString matrixHtml(const Matrix &matrix);
/// As members of a JSON object: the mutant, what it does, and what complains of it.
[[nodiscard]] QByteArray mutantMembers(Suite suite, const MatrixRow &row);
/// "178 mocks were checked, 1 of them twice; waits are scaled down: …".
[[nodiscard]] QString conditionsOf(const Proof &proof);

} // namespace pushbench::checks
