// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policyfile.h"

#include "core/protocol/strictjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

qsizetype lineAt(const QByteArray &json, qsizetype offset)
{
    return json.first(qBound(qsizetype(0), offset, json.size())).count('\n') + 1;
}

/// The line on which the member of that path stands, such as `rules[0].reply.status`; of one that
/// is missing, the line of what it is missing from.
qsizetype lineOf(const QByteArray &json, const QString &path)
{
    QByteArray pointer = path.toUtf8();
    pointer.replace('[', '.').replace("]", "").replace('.', '/').prepend('/');
    protocol::JsonReader reader(json, std::numeric_limits<int>::max());
    QByteArray nearest;
    qsizetype offset = 0;
    for (;;) {
        const protocol::JsonToken token = reader.next();
        if (token == protocol::JsonToken::End || token == protocol::JsonToken::Malformed)
            return lineAt(json, offset);
        const QByteArray here = reader.pointer();
        const bool leadsThere = pointer.startsWith(here)
            && (pointer.size() == here.size() || pointer[here.size()] == '/');
        if (leadsThere && here.size() > nearest.size()) {
            nearest = here;
            offset = reader.range().offset;
        }
    }
}

/// Walks the document and keeps the first complaint, with the path of the member that it is about.
class PolicyReader
{
public:
    PolicyReader(const QByteArray &json, QString name)
        : m_json(json)
        , m_name(std::move(name))
    {
    }

    Result<Policy> read(const QJsonObject &root)
    {
        Policy policy;
        allow(root, {}, {"rules"_L1, "replies"_L1, "latency"_L1, "then"_L1});
        forEach(root, u"rules"_s, [&](const QJsonObject &rule, const QString &path) {
            allow(rule, path, {"when"_L1, "reply"_L1});
            policy.rules.push_back({readCondition(object(rule, path, u"when"_s), path + u".when"),
                                    readReply(object(rule, path, u"reply"_s), path + u".reply")});
        });
        forEach(root, u"replies"_s, [&](const QJsonObject &reply, const QString &path) {
            const qint64 times = integer(reply, path, u"times"_s, 1, 1, 1'000'000'000);
            policy.replies.push_back({.times = int(times), .reply = readReply(reply, path)});
        });
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
        allow(when, path, {"source"_L1, "resource"_L1, "sequence"_L1});
        Condition condition;
        condition.source = text(when, path, u"source"_s);
        condition.resource = text(when, path, u"resource"_s);
        if (when.contains(u"sequence"_s)) {
            const QJsonArray ends = when.value(u"sequence"_s).toArray();
            const qint64 first = ends.size() == 2 ? ends.at(0).toInteger(-1) : -1;
            const qint64 last = ends.size() == 2 ? ends.at(1).toInteger(-1) : -1;
            if (first < 0 || last < first)
                complain(path + u".sequence",
                         u"must be [first, last], whole numbers with first <= last"_s);
            condition.sequence = {{first}, {last}};
        }
        return condition;
    }

    Reply readReply(const QJsonObject &json, const QString &path)
    {
        allow(json, path, {"times"_L1, "status"_L1, "retryAfter"_L1, "latencyMs"_L1});
        Reply reply;
        reply.status = int(integer(json, path, u"status"_s, 200, 200, 599));
        reply.latency = milliseconds(json, path, u"latencyMs"_s);
        if (const std::optional<QByteArray> value = text(json, path, u"retryAfter"_s)) {
            if (value->contains('\r') || value->contains('\n'))
                complain(path + u".retryAfter", u"must not hold a line break"_s);
            reply.retryAfter = RetryAfterSpec::parse(*value);
        }
        return reply;
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
            complain(join(path, member), u"must be an object"_s);
        return value.toObject();
    }

    std::optional<QByteArray> text(const QJsonObject &parent, const QString &path,
                                   const QString &member)
    {
        const QJsonValue value = parent.value(member);
        if (value.isUndefined())
            return std::nullopt;
        if (!value.isString())
            complain(join(path, member), u"must be a string"_s);
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
            complain(join(path, member),
                     u"must be a whole number from %1 to %2"_s.arg(least).arg(most));
        return number;
    }

    std::chrono::milliseconds milliseconds(const QJsonObject &parent, const QString &path,
                                           const QString &member)
    {
        return std::chrono::milliseconds(integer(parent, path, member, 0, 0, 3'600'000));
    }

    void allow(const QJsonObject &json, const QString &path,
               std::initializer_list<QLatin1StringView> known)
    {
        for (auto member = json.begin(); member != json.end(); ++member) {
            if (std::none_of(known.begin(), known.end(),
                             [&member](QLatin1StringView name) { return member.key() == name; })) {
                QStringList names;
                for (const QLatin1StringView name : known)
                    names.append(name);
                complain(join(path, member.key()),
                         u"is not known here; known are "_s + names.join(u", "_s));
            }
        }
    }

    static QString join(const QString &path, const QString &member)
    {
        return path.isEmpty() ? member : QString(path + u'.' + member);
    }

    void complain(const QString &path, const QString &text)
    {
        if (!m_fault)
            m_fault = Fault{
                FaultKind::Malformed, m_name,
                u"line %1: member %2 %3"_s.arg(QString::number(lineOf(m_json, path)), path, text)};
    }

    const QByteArray &m_json;
    QString m_name;
    std::optional<Fault> m_fault;
};

} // namespace

Result<Policy> parsePolicy(const QByteArray &json, const QString &name)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        return Fault{
            FaultKind::Malformed, name,
            u"line %1 is not JSON: %2"_s.arg(lineAt(json, error.offset)).arg(error.errorString())};
    }
    if (!document.isObject())
        return Fault{FaultKind::Malformed, name, u"a policy is a JSON object"_s};
    return PolicyReader(json, name).read(document.object());
}

} // namespace pushbench::consumer
