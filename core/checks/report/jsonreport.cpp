// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/datetext.h"
#include "core/checks/report/permalinks.h"
#include "core/checks/report/report.h"
#include "core/protocol/payload/payloadwriter.h"

namespace pushbench::checks {
namespace {

void appendMember(QByteArray &out, QByteArrayView name, QByteArrayView text)
{
    if (!out.isEmpty() && !out.endsWith('{'))
        out.append(',');
    protocol::appendJsonString(out, name);
    out.append(':');
    protocol::appendJsonString(out, text);
}

void appendRaw(QByteArray &out, QByteArrayView name, const QByteArray &json)
{
    if (!out.isEmpty() && !out.endsWith('{'))
        out.append(',');
    protocol::appendJsonString(out, name);
    out.append(':').append(json);
}

QByteArray assertionsOf(const Outcome &outcome)
{
    QByteArray list = "[";
    for (const Assertion &assertion : outcome.assertions) {
        QByteArray object = "{";
        appendMember(object, "description", assertion.description.toUtf8());
        appendMember(object, "status", statusName(assertion.status));
        appendMember(object, "expected", assertion.expected.toUtf8());
        appendMember(object, "actual", assertion.actual.toUtf8());
        list.append(list.size() > 1 ? "," : "").append(object).append('}');
    }
    return list.append(']');
}

} // namespace

QByteArray checkMembers(const CheckSpec &spec, const Outcome &outcome)
{
    QByteArray out;
    appendMember(out, "id", spec.id);
    appendMember(out, "level", levelName(spec.level));
    appendMember(out, "title", spec.title);
    appendMember(out, "clause", spec.clause());
    appendMember(out, "permalink", permalinkOf(spec.clause()));
    appendMember(out, "status", statusName(outcome.status));
    appendRaw(out, "durationMs", QByteArray::number(qint64(outcome.duration.count())));
    appendMember(out, "sentence", outcome.sentence.toUtf8());
    appendRaw(out, "assertions", assertionsOf(outcome));
    QByteArray evidence = "[";
    for (const ExchangeNumber exchange : outcome.evidence)
        evidence.append(evidence.size() > 1 ? "," : "").append(QByteArray::number(exchange.value));
    appendRaw(out, "evidence", evidence.append(']'));
    return out;
}

QByteArray mutantMembers(Suite suite, const MatrixRow &row)
{
    QByteArray out;
    appendMember(out, "suite", suiteName(suite));
    appendMember(out, "mutant", row.mutant);
    appendMember(out, "fault", row.fault);
    appendMember(out, "status", statusName(row.status));
    QByteArray others = "[";
    for (const Complaint &other : row.others) {
        QByteArray object = "{";
        appendMember(object, "check", other.check);
        appendMember(object, "status", statusName(other.status));
        appendMember(object, "sentence", other.sentence.toUtf8());
        appendMember(object, "why", other.why);
        others.append(others.size() > 1 ? "," : "").append(object).append('}');
    }
    appendRaw(out, "others", others.append(']'));
    QByteArray unseen = "[";
    for (const Consequence &reason : row.unseen) {
        QByteArray object = "{";
        appendMember(object, "check", reason.check);
        appendMember(object, "why", reason.why);
        unseen.append(unseen.size() > 1 ? "," : "").append(object).append('}');
    }
    appendRaw(out, "unseen", unseen.append(']'));
    return out;
}

namespace {

QByteArray namesOf(const std::vector<QByteArrayView> &names)
{
    QByteArray list = "[";
    for (const QByteArrayView name : names) {
        list.append(list.size() > 1 ? "," : "");
        protocol::appendJsonString(list, name);
    }
    return list.append(']');
}

QByteArray proofOf(const Proof &proof)
{
    QByteArray out = "{";
    appendMember(out, "waits", proof.waits.toUtf8());
    appendRaw(out, "trials", QByteArray::number(proof.trials));
    appendRaw(out, "repeated", QByteArray::number(proof.repeated));
    out.append(",\"matrices\":[");
    for (const Matrix &matrix : proof.matrices) {
        QByteArray object = out.endsWith('[') ? "{" : ",{";
        appendMember(object, "suite", suiteName(matrix.suite));
        appendRaw(object, "checks", namesOf(matrix.checks));
        object.append(",\"mutants\":[");
        for (const MatrixRow &row : matrix.rows) {
            std::vector<QByteArrayView> marks;
            for (const Mark mark : row.marks)
                marks.push_back(markName(mark));
            object.append(object.endsWith('[') ? "\n{" : ",\n{")
                .append(mutantMembers(matrix.suite, row));
            appendRaw(object, "marks", namesOf(marks));
            object.append('}');
        }
        out.append(object).append("]}");
    }
    return out.append("]}");
}

} // namespace

QByteArray writeJson(const Report &report)
{
    QByteArray out = "{";
    appendMember(out, "suite", report.name());
    appendMember(out, "target", report.target.toUtf8());
    appendMember(out, "program", report.program);
    appendMember(out, "began", datetext::rfc3339(report.began));
    appendRaw(out, "durationMs", QByteArray::number(qint64(report.duration.count())));
    appendRaw(out, "requests", QByteArray::number(report.requests));
    if (!report.session.isEmpty())
        appendMember(out, "session", report.session.toUtf8());
    QByteArray environment = "{";
    for (const auto &[name, value] : report.environment)
        appendMember(environment, name.toUtf8(), value.toUtf8());
    appendRaw(out, "environment", environment.append('}'));
    QByteArray counts = "{";
    for (const Status status : {Status::Pass, Status::Fail, Status::Warn, Status::Info,
                                Status::Skip, Status::Inconclusive})
        appendRaw(counts, statusName(status), QByteArray::number(report.count(status)));
    appendRaw(out, "counts", counts.append('}'));
    out.append(",\"checks\":[\n");
    bool first = true;
    for (const Entry &entry : report.entries) {
        out.append(std::exchange(first, false) ? "" : ",\n")
            .append('{')
            .append(checkMembers(entry.spec, entry.outcome));
        appendMember(out, "stimulus", entry.spec.stimulus);
        appendMember(out, "expectation", entry.spec.expectation);
        appendRaw(out, "known", entry.expected ? "true" : "false");
        if (entry.proven)
            appendMember(out, "suite", suiteName(*entry.proven));
        out.append('}');
    }
    out.append("\n]");
    if (report.proof)
        appendRaw(out, "proof", proofOf(*report.proof));
    return out.append("}\n");
}

} // namespace pushbench::checks
