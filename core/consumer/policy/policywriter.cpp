// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/policyfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

QString textOf(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

QJsonArray rangeOf(const std::pair<qint64, qint64> &ends)
{
    return {ends.first, ends.second};
}

QJsonObject fieldsOf(const wire::Fields &fields)
{
    QJsonObject json;
    for (const auto &[name, value] : fields) {
        const QString key = textOf(name);
        QJsonArray values = json.value(key).toArray();
        values.append(textOf(value));
        json.insert(key, values);
    }
    return json;
}

QJsonObject replyOf(const Reply &reply)
{
    QJsonObject json;
    if (reply.status != 200)
        json.insert(u"status"_s, reply.status);
    if (reply.retryAfter)
        json.insert(u"retryAfter"_s, textOf(reply.retryAfter->text()));
    if (!reply.fields.empty())
        json.insert(u"headers"_s, fieldsOf(reply.fields));
    if (reply.latency.count() != 0)
        json.insert(u"latencyMs"_s, qint64(reply.latency.count()));
    if (reply.fault != wire::AnswerFault::None)
        json.insert(u"fault"_s,
                    QString::fromLatin1(wire::answerFaultName(reply.fault).toByteArray()));
    if (reply.drip != wire::DripPace())
        json.insert(u"drip"_s,
                    QJsonObject{{u"bytes"_s, qint64(reply.drip.bytes)},
                                {u"everyMs"_s, qint64(reply.drip.every.count())}});
    return json;
}

QJsonObject conditionOf(const Condition &when)
{
    QJsonObject json;
    if (when.source)
        json.insert(u"source"_s, textOf(*when.source));
    if (when.resource)
        json.insert(u"resource"_s, textOf(*when.resource));
    if (when.sequence)
        json.insert(u"sequence"_s,
                    rangeOf({when.sequence->first.value, when.sequence->second.value}));
    if (when.header) {
        QJsonObject header{{u"name"_s, textOf(when.header->name)}};
        if (when.header->value)
            header.insert(u"value"_s, textOf(*when.header->value));
        json.insert(u"header"_s, header);
    }
    if (when.count)
        json.insert(u"count"_s, rangeOf(*when.count));
    if (when.attempt)
        json.insert(u"attempt"_s, rangeOf(*when.attempt));
    return json;
}

QJsonObject rateLimitOf(const RateLimitRule &rule)
{
    const bool events = rule.limit.unit == RateLimit::Unit::Events;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(rule.limit.window);
    QJsonObject json{{events ? u"events"_s : u"requests"_s, qint64(rule.limit.amount)},
                     {u"perSeconds"_s, qint64(seconds.count())},
                     {u"retryAfter"_s, textOf(rule.retryAfter.text())}};
    if (rule.limit.burst > 0)
        json.insert(u"burst"_s, qint64(rule.limit.burst));
    return json;
}

} // namespace

QByteArray writePolicy(const Policy &policy)
{
    QJsonObject json{{u"then"_s, u"accept"_s}};
    QJsonArray rules;
    for (const Rule &rule : policy.rules)
        rules.append(
            QJsonObject{{u"when"_s, conditionOf(rule.when)}, {u"reply"_s, replyOf(rule.reply)}});
    if (!rules.isEmpty())
        json.insert(u"rules"_s, rules);
    QJsonArray replies;
    for (const ScriptedReply &scripted : policy.replies) {
        QJsonObject reply = replyOf(scripted.reply);
        reply.insert(u"times"_s, scripted.times);
        replies.append(reply);
    }
    if (!replies.isEmpty())
        json.insert(u"replies"_s, replies);
    if (policy.rateLimit)
        json.insert(u"rateLimit"_s, rateLimitOf(*policy.rateLimit));
    if (policy.latency.count() != 0 || policy.jitter.count() != 0)
        json.insert(u"latency"_s,
                    QJsonObject{{u"ms"_s, qint64(policy.latency.count())},
                                {u"jitterMs"_s, qint64(policy.jitter.count())}});
    return QJsonDocument(json).toJson();
}

} // namespace pushbench::consumer
