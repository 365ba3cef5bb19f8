// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policyfile.h"

#include "core/protocol/strictjson.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

constexpr int kDeepest = 64;

QString join(const QString &path, const QString &member)
{
    return path.isEmpty() ? member : QString(path + u'.' + member);
}

/// Where each member stands, "rules[0].reply.status" in line 3; QJsonDocument does not remember it.
class MemberLines
{
public:
    /// Notes every member; the fault is what no JSON reader of a policy may pass over.
    [[nodiscard]] Result<> read(QByteArrayView json, const QString &name)
    {
        protocol::JsonReader reader(json, kDeepest);
        qsizetype line = 1;
        qsizetype counted = 0; ///< Bytes whose lines are counted.
        for (protocol::JsonToken token = reader.next(); token != protocol::JsonToken::End;
             token = reader.next()) {
            const qsizetype at = reader.range().offset;
            line += json.sliced(counted, at - counted).count('\n');
            counted = at;
            if (token == protocol::JsonToken::Malformed)
                return Fault{FaultKind::Malformed, name,
                             u"line %1 is not JSON: %2"_s.arg(line).arg(
                                 QString::fromUtf8(protocol::describe(reader.flaw()).text))};
            const QString path = pathOf(reader.pointer());
            if (token == protocol::JsonToken::Name && m_lines.contains(path))
                return Fault{
                    FaultKind::Malformed, name,
                    u"line %1: member %2 stands twice in one object; keep one of them"_s.arg(line)
                        .arg(path)};
            if (!m_lines.contains(path))
                m_lines.insert(path, line);
        }
        return {};
    }

    [[nodiscard]] qsizetype lineOf(const QString &path) const { return m_lines.value(path, 1); }

private:
    /// "/rules/0/reply" as people write it. A policy has no numbers for names.
    static QString pathOf(QByteArrayView pointer)
    {
        QString path;
        for (const QString &part : QString::fromUtf8(pointer).split(u'/').mid(1)) {
            bool isIndex = false;
            const uint index = part.toUInt(&isIndex);
            if (isIndex)
                path.append(u"[%1]"_s.arg(index));
            else
                path = join(path, QString(part).replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s));
        }
        return path;
    }

    QHash<QString, qsizetype> m_lines;
};

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
        allow(root, {}, {"rules"_L1, "replies"_L1, "latency"_L1, "then"_L1});
        forEach(root, u"rules"_s, [&](const QJsonObject &rule, const QString &path) {
            allow(rule, path, {"when"_L1, "reply"_L1});
            const QJsonObject reply = object(rule, path, u"reply"_s);
            allow(reply, path + u".reply", {"status"_L1, "retryAfter"_L1, "latencyMs"_L1});
            policy.rules.push_back({readCondition(object(rule, path, u"when"_s), path + u".when"),
                                    readReply(reply, path + u".reply")});
        });
        forEach(root, u"replies"_s, [&](const QJsonObject &reply, const QString &path) {
            allow(reply, path, {"times"_L1, "status"_L1, "retryAfter"_L1, "latencyMs"_L1});
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
        Reply reply;
        reply.status = int(integer(json, path, u"status"_s, 200, 200, 599));
        reply.latency = milliseconds(json, path, u"latencyMs"_s);
        if (const std::optional<QByteArray> value = text(json, path, u"retryAfter"_s)) {
            reply.retryAfter = readRetryAfter(*value, join(path, u"retryAfter"_s));
        }
        return reply;
    }

    RetryAfterSpec readRetryAfter(const QByteArray &value, const QString &path)
    {
        const bool printable =
            std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c <= '~'; });
        if (!printable)
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
