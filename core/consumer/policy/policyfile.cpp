// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/policyfile.h"

#include "core/consumer/policy/memberlines.h"
#include "core/wire/http1/headreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

bool isPrintable(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

QStringList faultNames()
{
    QStringList names;
    for (const wire::AnswerFaultName &known : wire::kAnswerFaultNames)
        names.append(QString::fromLatin1(known.name));
    return names;
}

/// Walks the document and keeps the first complaint, with the path of the member that it is about.
class PolicyReader
{
public:
    PolicyReader(QString name, const MemberLines &lines)
        : m_name(std::move(name))
        , m_lines(lines)
    {
    }

    Result<Policy> read(const QJsonObject &root)
    {
        Policy policy;
        allow(root, {}, {"rules"_L1, "replies"_L1, "rateLimit"_L1, "latency"_L1, "then"_L1});
        forEach(root, u"rules"_s, [&](const QJsonObject &rule, const QString &path) {
            allow(rule, path, {"when"_L1, "reply"_L1});
            const QJsonObject reply = object(rule, path, u"reply"_s);
            policy.rules.push_back({readCondition(object(rule, path, u"when"_s), path + u".when"),
                                    readReply(reply, path + u".reply", false)});
        });
        forEach(root, u"replies"_s, [&](const QJsonObject &reply, const QString &path) {
            const qint64 times = integer(reply, path, u"times"_s, 1, 1, 1'000'000'000);
            policy.replies.push_back({.times = int(times), .reply = readReply(reply, path, true)});
        });
        if (root.contains(u"rateLimit"_s))
            policy.rateLimit = readRateLimit(object(root, {}, u"rateLimit"_s), u"rateLimit"_s);
        if (root.contains(u"latency"_s)) {
            const QJsonObject latency = object(root, {}, u"latency"_s);
            allow(latency, u"latency"_s, {"ms"_L1, "jitterMs"_L1});
            policy.latency = milliseconds(latency, u"latency"_s, u"ms"_s);
            policy.jitter = milliseconds(latency, u"latency"_s, u"jitterMs"_s);
        }
        if (root.contains(u"then"_s) && root.value(u"then"_s) != u"accept"_s)
            complain(u"then"_s, u"must be \"accept\""_s);
        if (m_fault)
            return *m_fault;
        return policy;
    }

private:
    Condition readCondition(const QJsonObject &when, const QString &path)
    {
        allow(when, path,
              {"source"_L1, "resource"_L1, "sequence"_L1, "header"_L1, "count"_L1, "attempt"_L1});
        Condition condition;
        condition.source = text(when, path, u"source"_s);
        condition.resource = text(when, path, u"resource"_s);
        if (const auto ends = range(when, path, u"sequence"_s))
            condition.sequence = {{ends->first}, {ends->second}};
        condition.count = range(when, path, u"count"_s);
        condition.attempt = range(when, path, u"attempt"_s);
        if (when.contains(u"header"_s)) {
            const QString where = joinPath(path, u"header"_s);
            const QJsonObject header = object(when, path, u"header"_s);
            allow(header, where, {"name"_L1, "value"_L1});
            condition.header = HeaderCondition{.name = text(header, where, u"name"_s).value_or(""),
                                               .value = text(header, where, u"value"_s)};
            if (condition.header->name.isEmpty())
                complain(joinPath(where, u"name"_s), u"must name a header field"_s);
        }
        return condition;
    }

    /// times is for the script; a rule always holds.
    Reply readReply(const QJsonObject &json, const QString &path, bool scripted)
    {
        QList<QLatin1StringView> known{"status"_L1,    "retryAfter"_L1, "headers"_L1,
                                       "latencyMs"_L1, "fault"_L1,      "drip"_L1};
        if (scripted)
            known.prepend("times"_L1);
        allow(json, path, known);
        Reply reply;
        reply.status = int(integer(json, path, u"status"_s, 200, 200, 599));
        reply.latency = milliseconds(json, path, u"latencyMs"_s);
        if (const std::optional<QByteArray> value = text(json, path, u"retryAfter"_s))
            reply.retryAfter = readRetryAfter(*value, joinPath(path, u"retryAfter"_s));
        if (json.contains(u"headers"_s))
            reply.fields =
                readFields(object(json, path, u"headers"_s), joinPath(path, u"headers"_s));
        if (const std::optional<QByteArray> name = text(json, path, u"fault"_s)) {
            const std::optional<wire::AnswerFault> fault = wire::answerFaultFromName(*name);
            if (!fault)
                complain(joinPath(path, u"fault"_s),
                         u"is no fault; known are "_s + faultNames().join(u", "_s));
            reply.fault = fault.value_or(wire::AnswerFault::None);
        }
        if (json.contains(u"drip"_s)) {
            const QString where = joinPath(path, u"drip"_s);
            const QJsonObject drip = object(json, path, u"drip"_s);
            allow(drip, where, {"bytes"_L1, "everyMs"_L1});
            reply.drip.bytes = integer(drip, where, u"bytes"_s, reply.drip.bytes, 1, 1'000'000);
            reply.drip.every = std::chrono::milliseconds(
                integer(drip, where, u"everyMs"_s, reply.drip.every.count(), 1, 3'600'000));
        }
        return reply;
    }

    RateLimitRule readRateLimit(const QJsonObject &json, const QString &path)
    {
        allow(json, path,
              {"events"_L1, "requests"_L1, "perSeconds"_L1, "burst"_L1, "retryAfter"_L1});
        RateLimitRule rule;
        const bool requests = json.contains(u"requests"_s);
        if (requests == json.contains(u"events"_s))
            complain(path, u"needs one of events and requests"_s);
        constexpr qint64 kMost = 1'000'000'000;
        rule.limit.unit = requests ? RateLimit::Unit::Requests : RateLimit::Unit::Events;
        rule.limit.amount =
            double(integer(json, path, requests ? u"requests"_s : u"events"_s, 1, 1, kMost));
        rule.limit.window =
            std::chrono::seconds(integer(json, path, u"perSeconds"_s, 1, 1, 86'400));
        rule.limit.burst = double(integer(json, path, u"burst"_s, 0, 0, kMost));
        if (const std::optional<QByteArray> value = text(json, path, u"retryAfter"_s))
            rule.retryAfter = readRetryAfter(*value, joinPath(path, u"retryAfter"_s));
        return rule;
    }

    /// Names and values as they will stand in the head: "Location", or a mangled "Retry_After".
    wire::Fields readFields(const QJsonObject &json, const QString &path)
    {
        wire::Fields fields;
        for (auto member = json.begin(); member != json.end(); ++member) {
            const QString where = joinPath(path, member.key());
            const QByteArray name = member.key().toUtf8();
            if (!wire::isToken(name))
                complain(where, u"is no field name"_s);
            const QJsonArray values = member->isArray() ? member->toArray() : QJsonArray{*member};
            for (const QJsonValue value : values) {
                if (!value.isString() || !isPrintable(value.toString().toUtf8()))
                    complain(where, u"must be printable ASCII, or an array of it"_s);
                fields.push_back({name, value.toString().toUtf8()});
            }
        }
        return fields;
    }

    RetryAfterSpec readRetryAfter(const QByteArray &value, const QString &path)
    {
        if (!isPrintable(value))
            complain(path, u"must be printable ASCII; it is a field value"_s);
        RetryAfterSpec spec = RetryAfterSpec::parse(value);
        const bool notation = value.startsWith("date:") || value.startsWith("rfc850:")
            || value.startsWith("asctime:");
        if (notation && spec.kind == RetryAfterSpec::Kind::Literal)
            complain(path, u"is no date to compute; write date:+3 for three seconds from then"_s);
        return spec;
    }

    template <typename Visit>
    void forEach(const QJsonObject &root, const QString &member, Visit visit)
    {
        const QJsonValue list = root.value(member);
        if (list.isUndefined())
            return;
        if (!list.isArray())
            return complain(member, u"must be an array of objects"_s);
        const QJsonArray items = list.toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QString path = u"%1[%2]"_s.arg(member).arg(i);
            if (items.at(i).isObject())
                visit(items.at(i).toObject(), path);
            else
                complain(path, u"must be an object"_s);
        }
    }

    QJsonObject object(const QJsonObject &parent, const QString &path, const QString &member)
    {
        const QJsonValue value = parent.value(member);
        if (!value.isObject())
            complain(joinPath(path, member), u"must be an object"_s);
        return value.toObject();
    }

    std::optional<QByteArray> text(const QJsonObject &parent, const QString &path,
                                   const QString &member)
    {
        const QJsonValue value = parent.value(member);
        if (value.isUndefined())
            return std::nullopt;
        if (!value.isString())
            complain(joinPath(path, member), u"must be a string"_s);
        return value.toString().toUtf8();
    }

    qint64 integer(const QJsonObject &parent, const QString &path, const QString &member,
                   qint64 absent, qint64 least, qint64 most)
    {
        const QJsonValue value = parent.value(member);
        if (value.isUndefined())
            return absent;
        const qint64 number = value.toInteger(least - 1);
        if (number < least || number > most)
            complain(joinPath(path, member),
                     u"must be a whole number from %1 to %2"_s.arg(least).arg(most));
        return number;
    }

    /// [first, last], ends included.
    std::optional<std::pair<qint64, qint64>> range(const QJsonObject &parent, const QString &path,
                                                   const QString &member)
    {
        if (!parent.contains(member))
            return std::nullopt;
        const QJsonArray ends = parent.value(member).toArray();
        const qint64 first = ends.size() == 2 ? ends.at(0).toInteger(-1) : -1;
        const qint64 last = ends.size() == 2 ? ends.at(1).toInteger(-1) : -1;
        if (first < 0 || last < first)
            complain(joinPath(path, member),
                     u"must be [first, last], whole numbers with first <= last"_s);
        return std::pair(first, last);
    }

    std::chrono::milliseconds milliseconds(const QJsonObject &parent, const QString &path,
                                           const QString &member)
    {
        return std::chrono::milliseconds(integer(parent, path, member, 0, 0, 3'600'000));
    }

    void allow(const QJsonObject &json, const QString &path, const QList<QLatin1StringView> &known)
    {
        for (auto member = json.begin(); member != json.end(); ++member) {
            if (std::none_of(known.begin(), known.end(),
                             [&member](QLatin1StringView name) { return member.key() == name; })) {
                QStringList names;
                for (const QLatin1StringView name : known)
                    names.append(name);
                complain(joinPath(path, member.key()),
                         u"is not known here; known are "_s + names.join(u", "_s));
            }
        }
    }

    void complain(const QString &path, const QString &text)
    {
        if (!m_fault)
            m_fault = Fault{FaultKind::Malformed, m_name,
                            u"line %1: member "_s.arg(m_lines.lineOf(path)) + path + u' ' + text};
    }

    QString m_name;
    const MemberLines &m_lines;
    std::optional<Fault> m_fault;
};

} // namespace

Result<Policy> parsePolicy(const QByteArray &json, const QString &name)
{
    MemberLines lines;
    if (Result<> sound = lines.read(json, name); !sound)
        return sound.fault();
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return Fault{FaultKind::Malformed, name,
                     u"line 1: a policy is a JSON object; write {} for none"_s};
    return PolicyReader(name, lines).read(document.object());
}

} // namespace pushbench::consumer
