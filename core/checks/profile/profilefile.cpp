// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/profile/profilefile.h"

#include "core/consumer/policy/memberlines.h"
#include "core/protocol/payload/members.h"
#include "core/wire/http1/headreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

constexpr qint64 kHour = 3'600'000; // Milliseconds.
constexpr qint64 kLeastBody = 1'000;
constexpr qint64 kMostBody = 64 * 1024 * 1024;

QString at(const QString &pointer, QString member)
{
    return pointer + u'/' + member.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

bool isFieldText(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return std::ranges::none_of(bytes, [](char c) { return quint8(c) < ' ' || c == 127; })
        && bytes.trimmed() == bytes;
}

QByteArray jsonText(const QJsonValue &value)
{
    // An array, because a document holds no bare value.
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

/// Walks the document and keeps the first complaint.
class ProfileReader
{
public:
    ProfileReader(QString where, const SecretReader &secret)
        : m_where(std::move(where))
        , m_secret(secret)
    {
    }

    Result<Profile> read(const QJsonObject &root)
    {
        allow(root, {},
              {"name"_L1, "labels"_L1, "headers"_L1, "form"_L1, "extensions"_L1, "thresholds"_L1,
               "resume"_L1});
        Profile profile;
        profile.name = text(root, {}, u"name"_s);
        readLabels(root, profile);
        profile.fields = readFields(root, {}, false);
        readForm(root, profile);
        const QJsonObject extensions = object(root, {}, u"extensions"_s);
        for (auto member = extensions.begin(); member != extensions.end(); ++member) {
            const QByteArray name = member.key().toUtf8();
            if (protocol::recogniseMember(name).kind == protocol::MemberKind::Field
                || name == "value" || name == "@reso.context" || name.isEmpty())
                complain(at(u"/extensions"_s, member.key()),
                         u"is a member of the standard, and no extension"_s);
            profile.extensions[name] = jsonText(member.value());
        }
        readThresholds(object(root, {}, u"thresholds"_s), profile.thresholds);
        if (root.contains(u"resume"_s))
            profile.resume = readResume(object(root, {}, u"resume"_s));
        if (m_fault)
            return *m_fault;
        return profile;
    }

private:
    void readLabels(const QJsonObject &root, Profile &profile)
    {
        const QJsonValue list = root[u"labels"_s];
        if (!list.isUndefined() && !list.isArray())
            complain(u"/labels"_s, u"must be a list of texts, such as [\"IDX Feed 123\"]"_s);
        const QJsonArray labels = list.toArray();
        for (qsizetype i = 0; i < labels.size(); ++i) {
            const QString label = labels[i].toString();
            if (label.isEmpty() || label.size() > 255 || !isFieldText(label))
                complain(at(u"/labels"_s, QString::number(i)),
                         u"must be a text of 1 to 255 characters that a header field can hold"_s);
            profile.labels.push_back(label.toUtf8());
        }
    }

    /// {"X-Tenant": "42", "X-Api-Key": {"secret": "@FILE"}}
    std::vector<AgreedField> readFields(const QJsonObject &parent, const QString &pointer,
                                        bool authorizes)
    {
        std::vector<AgreedField> fields;
        const QJsonObject headers = object(parent, pointer, u"headers"_s);
        for (auto member = headers.begin(); member != headers.end(); ++member) {
            const QString where = at(at(pointer, u"headers"_s), member.key());
            AgreedField field{.name = member.key().toUtf8()};
            if (!wire::isToken(field.name))
                complain(where, u"is no field name"_s);
            if (isOurs(field.name, authorizes))
                complain(where, u"is for the bench to write; a token is given by --auth-token"_s);
            if (member->isObject()) {
                allow(member->toObject(), where, {"secret"_L1});
                const QString value = text(member->toObject(), where, u"secret"_s);
                const Result<Secret> secret = m_secret(value);
                if (!secret)
                    complain(at(where, u"secret"_s), secret.fault().message());
                else if (secret->isEmpty() || !isFieldText(QString::fromUtf8(secret->reveal())))
                    complain(at(where, u"secret"_s), // No echo of it.
                             u"must be what a header field can hold, or @FILE with that in it"_s);
                else
                    field.secret = secret.value();
            } else if (!member->isString() || !isFieldText(member->toString())) {
                complain(where,
                         u"must be a text that a header field can hold, or {\"secret\": "
                         "\"VALUE or @FILE\"}"_s);
            }
            field.value = member->toString().toUtf8();
            fields.push_back(std::move(field));
        }
        return fields;
    }

    [[nodiscard]] static bool isOurs(QByteArrayView name, bool authorizes)
    {
        for (const QByteArrayView ours :
             {"Host", "Content-Length", "Transfer-Encoding", "Connection", "EntityEventSource"}) {
            if (wire::equalsIgnoringCase(name, ours))
                return true;
        }
        return !authorizes && wire::equalsIgnoringCase(name, "Authorization");
    }

    void readForm(const QJsonObject &root, Profile &profile)
    {
        const QString form = text(root, {}, u"form"_s);
        if (form == u"single"_s)
            profile.forms = Forms::SingleOnly;
        else if (form == u"batch"_s)
            profile.forms = Forms::BatchOnly;
        else if (!form.isEmpty() && form != u"any"_s)
            complain(u"/form"_s, u"must be \"single\", \"batch\" or \"any\""_s);
    }

    void readThresholds(const QJsonObject &json, Thresholds &limits)
    {
        const QString where = u"/thresholds"_s;
        allow(json, where,
              {"answerMs"_L1, "perEventMs"_L1, "bodyBytes"_L1, "requestsPerSecond"_L1,
               "timeoutMs"_L1, "stepMs"_L1, "earlyMs"_L1, "requestsUntilBack"_L1});
        const auto time = [&](QLatin1StringView member,
                              qint64 low) -> std::optional<std::chrono::milliseconds> {
            const auto value = whole(json, where, member, low, kHour);
            return value ? std::optional(std::chrono::milliseconds(*value)) : std::nullopt;
        };
        limits.answer = time("answerMs"_L1, 1).value_or(limits.answer);
        limits.early = time("earlyMs"_L1, 0).value_or(limits.early);
        limits.timeout = time("timeoutMs"_L1, 100);
        limits.step = time("stepMs"_L1, 500);
        limits.perEvent = number(json, where, "perEventMs"_L1, 0, 60'000).value_or(limits.perEvent);
        limits.perSecond = number(json, where, "requestsPerSecond"_L1, 0.1, 1000);
        limits.body = whole(json, where, "bodyBytes"_L1, kLeastBody, kMostBody);
        if (const auto count = whole(json, where, "requestsUntilBack"_L1, 0, 1'000'000))
            limits.storm = int(*count);
    }

    ResumeCall readResume(const QJsonObject &json)
    {
        const QString where = u"/resume"_s;
        allow(json, where,
              {"url"_L1, "method"_L1, "headers"_L1, "body"_L1, "haltStatus"_L1, "withinMs"_L1});
        ResumeCall call;
        call.url = QUrl(text(json, where, u"url"_s), QUrl::StrictMode);
        if (!call.url.isValid() || call.url.host().isEmpty()
            || (call.url.scheme() != u"http"_s && call.url.scheme() != u"https"_s))
            complain(at(where, u"url"_s), u"must be the http or https URL to call"_s);
        if (const QString method = text(json, where, u"method"_s); !method.isEmpty())
            call.method = method.toUtf8();
        if (!wire::isToken(call.method))
            complain(at(where, u"method"_s), u"is no method"_s);
        call.fields = readFields(json, where, true);
        const QJsonValue body = json[u"body"_s];
        if (body.isString())
            call.body = body.toString().toUtf8();
        else if (!body.isUndefined())
            call.body = jsonText(body);
        if (const auto status = whole(json, where, "haltStatus"_L1, 400, 599))
            call.haltStatus = int(*status);
        if (const auto within = whole(json, where, "withinMs"_L1, 100, kHour))
            call.within = std::chrono::milliseconds(*within);
        return call;
    }

    [[nodiscard]] QJsonObject object(const QJsonObject &parent, const QString &pointer,
                                     const QString &member)
    {
        const QJsonValue value = parent[member];
        if (!value.isUndefined() && !value.isObject())
            complain(at(pointer, member), u"must be an object"_s);
        return value.toObject();
    }

    [[nodiscard]] QString text(const QJsonObject &parent, const QString &pointer,
                               const QString &member)
    {
        const QJsonValue value = parent[member];
        if (!value.isUndefined() && (!value.isString() || value.toString().isEmpty()))
            complain(at(pointer, member), u"must be a text that is not empty"_s);
        return value.toString();
    }

    [[nodiscard]] std::optional<double> number(const QJsonObject &parent, const QString &pointer,
                                               QLatin1StringView member, double low, double high)
    {
        const QJsonValue value = parent[member];
        if (value.isUndefined())
            return std::nullopt;
        if (!value.isDouble() || value.toDouble() < low || value.toDouble() > high) {
            complain(at(pointer, member),
                     u"must be a number from %1 to %2"_s.arg(QString::number(low, 'g', 12),
                                                             QString::number(high, 'g', 12)));
            return std::nullopt;
        }
        return value.toDouble();
    }

    [[nodiscard]] std::optional<qint64> whole(const QJsonObject &parent, const QString &pointer,
                                              QLatin1StringView member, qint64 low, qint64 high)
    {
        const QJsonValue value = parent[member];
        if (value.isUndefined())
            return std::nullopt;
        const qint64 number = value.toInteger(low - 1);
        if (number < low || number > high)
            complain(at(pointer, member),
                     u"must be a whole number from %1 to %2"_s.arg(low).arg(high));
        return number;
    }

    void allow(const QJsonObject &json, const QString &pointer,
               const QList<QLatin1StringView> &known)
    {
        for (auto member = json.begin(); member != json.end(); ++member) {
            if (known.contains(member.key()))
                continue;
            QStringList names;
            for (const QLatin1StringView name : known)
                names.append(name);
            complain(at(pointer, member.key()),
                     u"is not known here; known are "_s + names.join(u", "_s));
        }
    }

    void complain(const QString &pointer, const QString &text)
    {
        if (!m_fault)
            m_fault = Fault{FaultKind::Malformed, m_where, pointer + u' ' + text};
    }

    QString m_where;
    const SecretReader &m_secret;
    std::optional<Fault> m_fault;
};

} // namespace

Result<Profile> readProfile(const QByteArray &json, const QString &where,
                            const SecretReader &secret)
{
    consumer::MemberLines lines;
    if (const Result<> sound = lines.read(json, where); !sound)
        return sound.fault();
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return Fault{FaultKind::Malformed, where,
                     u"a profile is a JSON object, such as {\"labels\": [\"IDX Feed 123\"]}"_s};
    return ProfileReader(where, secret).read(document.object());
}

} // namespace pushbench::checks
