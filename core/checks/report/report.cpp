// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/report/report.h"

#include <algorithm>

namespace pushbench::checks {
namespace {

/// Clauses about how two get along, beside those about what they send.
constexpr QByteArrayView kManners[] = {"RCP028-R10.", "RCP028-R12.", "RCP028-R13.", "RCP028-R14.",
                                       "RCP028-R15.", "RCP028-R16.", "RCP028-R17.", "RCP028-R19.",
                                       "RCP028-R23.", "H-POST.",     "H-RA2.",      "H-RA5."};

bool isManner(const CheckSpec &spec)
{
    return spec.level == Level::Polite
        || std::ranges::any_of(
               kManners, [&spec](QByteArrayView clause) { return spec.id.startsWith(clause); });
}

} // namespace

QString Report::title() const
{
    return proof
        ? QStringLiteral("Proof of the self-checks by mutants")
        : QStringLiteral("Self-check of a ") + QString::fromLatin1(suiteName(suite).toByteArray());
}

QString conditionsOf(const Proof &proof)
{
    return QStringLiteral("%1 mocks were checked%2; %3")
        .arg(proof.trials)
        .arg(proof.repeated > 0 ? QStringLiteral(", %1 of them twice").arg(proof.repeated)
                                : QString(),
             proof.waits);
}

int Report::count(Status status) const
{
    return int(std::ranges::count_if(
        entries, [status](const Entry &entry) { return entry.outcome.status == status; }));
}

Status Report::verdict(bool manners) const
{
    Status worst = Status::Skip;
    for (const Entry &entry : entries) {
        if (isManner(entry.spec) == manners && entry.outcome.status != Status::Skip)
            worst = worst == Status::Skip ? entry.outcome.status
                                          : std::max(worst, entry.outcome.status);
    }
    return worst;
}

} // namespace pushbench::checks
