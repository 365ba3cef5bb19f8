// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/proof/proof.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

const Outcome *find(const Outcomes &outcomes, QByteArrayView id)
{
    const auto at = outcomes.find(id);
    return at == outcomes.end() ? nullptr : &at->second;
}

/// Skip and Inconclusive say nothing about the other side.
bool speaks(Status status) noexcept
{
    return status != Status::Skip && status != Status::Inconclusive;
}

/// Is that worse than what the right mock is told? A check that remarks on every mock has to say
/// more of a mutant.
bool complains(const Outcome &wrong, const Outcome *right) noexcept
{
    const Status usual = right && speaks(right->status) ? right->status : Status::Pass;
    return speaks(wrong.status) && wrong.status > usual;
}

const Consequence *reasonFor(const Mutant &mutant, QByteArrayView check)
{
    const auto at = std::ranges::find(mutant.also, check, &Consequence::check);
    return at == mutant.also.end() ? nullptr : &*at;
}

Mark markOf(const Trials &trials, const Mutant &mutant, QByteArrayView check,
            const Outcome *outcome)
{
    const bool own = mutant.check == check;
    if (!outcome || outcome->status == Status::Inconclusive)
        return Mark::Unknown;
    if (!complains(*outcome, find(trials.right, check)))
        return own ? Mark::Missed : Mark::Quiet;
    if (own)
        return Mark::Caught;
    return reasonFor(mutant, check) ? Mark::Explained : Mark::Unexplained;
}

MatrixRow rowOf(const Trials &trials, const Mutant &mutant, const Outcomes &outcomes)
{
    MatrixRow row{.mutant = mutant.check, .fault = mutant.fault};
    for (const CheckSpec &spec : trials.checks) {
        const Outcome *outcome = find(outcomes, spec.id);
        const Mark mark = markOf(trials, mutant, spec.id, outcome);
        row.marks.push_back(mark);
        if (spec.id == mutant.check && outcome)
            row.status = outcome->status;
        const Consequence *reason = reasonFor(mutant, spec.id);
        if (mark == Mark::Explained || mark == Mark::Unexplained)
            row.others.push_back({spec.id, outcome->status, outcome->sentence,
                                  reason ? reason->why : QByteArrayView()});
        else if (reason && mark == Mark::Quiet)
            row.unseen.push_back(*reason);
    }
    return row;
}

QString latin(QByteArrayView text)
{
    return QString::fromUtf8(text);
}

QString textOf(const Outcome &outcome)
{
    const QString status = latin(statusName(outcome.status));
    return outcome.sentence.isEmpty() ? status : status + u", "_s + outcome.sentence;
}

void addSatisfied(Outcome &proof, const QString &who, const Outcome *outcome)
{
    if (!outcome) {
        proof.assertions.push_back({who, Status::Inconclusive, u"no complaint"_s, u"not run"_s});
        return;
    }
    proof.assertions.push_back({who,
                                outcome->status == Status::Inconclusive ? Status::Inconclusive
                                    : isComplaint(*outcome)             ? Status::Fail
                                                                        : Status::Pass,
                                u"no complaint"_s, textOf(*outcome)});
    proof.duration += outcome->duration;
}

void addCaught(Outcome &proof, const Trials &trials, const MatrixRow &row, Mark mark)
{
    const auto ran = trials.wrong.find(row.mutant);
    const Outcome *outcome = ran == trials.wrong.end() ? nullptr : find(ran->second, row.mutant);
    proof.assertions.push_back(
        {u"a %1 that %2"_s.arg(latin(suiteName(trials.suite)), latin(row.fault)),
         mark == Mark::Caught       ? Status::Pass
             : mark == Mark::Missed ? Status::Fail
                                    : Status::Inconclusive,
         u"a worse outcome"_s, outcome ? textOf(*outcome) : u"not run"_s});
    if (outcome) {
        proof.duration += outcome->duration;
        proof.evidence = outcome->evidence;
    }
}

void addOthers(Outcome &proof, const MatrixRow &row)
{
    for (const Complaint &other : row.others)
        proof.assertions.push_back(
            {u"%1 complains of that one, too"_s.arg(latin(other.check)),
             other.why.isEmpty() ? Status::Fail : Status::Pass, u"a reason"_s,
             other.why.isEmpty()
                 ? u"none is known; %1, %2"_s.arg(latin(statusName(other.status)), other.sentence)
                 : latin(other.why)});
    for (const Consequence &unseen : row.unseen)
        proof.assertions.push_back({u"%1 does not complain of it"_s.arg(latin(unseen.check)),
                                    Status::Info, u"a complaint, because "_s + latin(unseen.why),
                                    u"none"_s});
}

} // namespace

char markSign(Mark mark) noexcept
{
    switch (mark) {
    case Mark::Quiet:
        return '.';
    case Mark::Caught:
        return '#';
    case Mark::Missed:
        return 'o';
    case Mark::Explained:
        return '+';
    case Mark::Unexplained:
        return '!';
    case Mark::Unknown:
        return '?';
    }
    Q_UNREACHABLE();
}

QByteArrayView markName(Mark mark) noexcept
{
    switch (mark) {
    case Mark::Quiet:
        return "quiet";
    case Mark::Caught:
        return "caught";
    case Mark::Missed:
        return "missed";
    case Mark::Explained:
        return "explained";
    case Mark::Unexplained:
        return "unexplained";
    case Mark::Unknown:
        return "unknown";
    }
    Q_UNREACHABLE();
}

int Matrix::count(Mark mark) const
{
    int sum = 0;
    for (const MatrixRow &row : rows)
        sum += int(std::ranges::count(row.marks, mark));
    return sum;
}

bool isComplaint(const Outcome &outcome) noexcept
{
    return outcome.status == Status::Warn || outcome.status == Status::Fail;
}

Matrix matrixOf(const Trials &trials)
{
    Matrix matrix{.suite = trials.suite};
    for (const CheckSpec &spec : trials.checks)
        matrix.checks.push_back(spec.id);
    for (const Mutant &mutant : trials.mutants) {
        const auto ran = trials.wrong.find(mutant.check);
        if (ran != trials.wrong.end())
            matrix.rows.push_back(rowOf(trials, mutant, ran->second));
    }
    return matrix;
}

std::vector<Outcome> prove(const Trials &trials, const Matrix &matrix)
{
    std::vector<Outcome> proofs;
    for (size_t i = 0; i < trials.checks.size(); ++i) {
        const QByteArrayView id = trials.checks[i].id;
        Outcome proof{.id = id};
        const QString who = latin(suiteName(trials.suite));
        addSatisfied(proof, u"the bench's own "_s + who, find(trials.ours, id));
        addSatisfied(proof, u"another %1 that is right"_s.arg(who), find(trials.right, id));
        const auto row = std::ranges::find(matrix.rows, id, &MatrixRow::mutant);
        if (row != matrix.rows.end()) {
            addCaught(proof, trials, *row, row->marks.at(i));
            addOthers(proof, *row);
            if (trials.repeated.contains(id))
                proof.assertions.push_back({u"the mutant ran twice"_s, Status::Pass,
                                            u"the second time counts"_s,
                                            u"the first time was not as it should be"_s});
        } else {
            const bool known =
                std::ranges::find(trials.mutants, id, &Mutant::check) != trials.mutants.end();
            proof.assertions.push_back({u"a mutant"_s, known ? Status::Inconclusive : Status::Fail,
                                        u"one that is wrong in just that"_s,
                                        known ? u"not run"_s : u"there is none"_s});
        }
        proof.status = worst(proof.assertions);
        if (proof.status == Status::Pass)
            proof.sentence = u"caught a %1 that %2: %3"_s.arg(who, latin(row->fault),
                                                              latin(statusName(row->status)));
        for (const Assertion &assertion : proof.assertions) {
            if (assertion.status == proof.status && proof.status != Status::Pass
                && proof.sentence.isEmpty())
                proof.sentence = u"%1: expected %2, got %3"_s.arg(
                    assertion.description, assertion.expected, assertion.actual);
        }
        proofs.push_back(std::move(proof));
    }
    return proofs;
}

std::vector<QByteArrayView> doubtful(const Matrix &matrix)
{
    std::vector<QByteArrayView> ids;
    for (const MatrixRow &row : matrix.rows) {
        if (!row.unseen.empty() || std::ranges::any_of(row.marks, [](Mark mark) {
                return mark == Mark::Missed || mark == Mark::Unexplained || mark == Mark::Unknown;
            }))
            ids.push_back(row.mutant);
    }
    return ids;
}

} // namespace pushbench::checks
