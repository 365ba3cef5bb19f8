// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/jsonconfig.h"

#include "app/options/optionvalues.h"
#include "core/consumer/endpointspec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <CLI/CLI.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

const QString kConfig = u"--config"_s;
const QString kEndpoints = u"endpoints"_s;
const QString kEndpoint = u"--endpoint"_s;

/// The value of the last --config; CLI11 complains about a missing one.
QString configPath(const QStringList &arguments)
{
    QString path;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == kConfig && i + 1 < arguments.size())
            path = arguments[++i];
        else if (arguments[i].startsWith(kConfig + u'='))
            path = arguments[i].sliced(kConfig.size() + 1);
    }
    return path;
}

bool isGiven(const QString &option, const QStringList &arguments)
{
    return std::any_of(arguments.begin(), arguments.end(), [&option](const QString &argument) {
        return argument == option || argument.startsWith(option + u'=');
    });
}

class ConfigReader
{
public:
    ConfigReader(const CLI::App &verb, const QString &path)
        : m_verb(verb)
        , m_path(path)
    {
    }

    Result<QStringList> read(const QByteArray &json, const QStringList &given);

private:
    Result<QStringList> argumentsFor(const QString &member, const QJsonValue &value) const;
    Result<QStringList> endpoints(const QJsonValue &value) const;
    Result<QString> endpoint(const QJsonObject &object) const;
    Fault complaint(const QString &text) const
    {
        return {.kind = FaultKind::Malformed, .where = kConfig, .text = m_path + u": "_s + text};
    }

    const CLI::App &m_verb;
    QString m_path;
};

Result<QStringList> ConfigReader::read(const QByteArray &json, const QStringList &given)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        const auto line = json.first(qMin(qsizetype(error.offset), json.size())).count('\n') + 1;
        return complaint(u"line %1 is not JSON: %2"_s.arg(line).arg(error.errorString()));
    }
    if (!document.isObject())
        return complaint(uR"(a JSON object is expected, such as {"output": "json"})"_s);
    QStringList arguments;
    const QJsonObject root = document.object();
    for (auto member = root.begin(); member != root.end(); ++member) {
        const bool several = member.key() == kEndpoints && m_verb.get_name() == "consume";
        Result<QStringList> more =
            several ? endpoints(member.value()) : argumentsFor(member.key(), member.value());
        if (!more)
            return more.fault();
        if (!isGiven(several ? kEndpoint : u"--"_s + member.key(), given))
            arguments += more.value();
    }
    return arguments;
}

Result<QStringList> ConfigReader::argumentsFor(const QString &member, const QJsonValue &value) const
{
    const QString name = u"--"_s + member;
    const CLI::Option *option = m_verb.get_option_no_throw(name.toStdString());
    if (!option || !option->get_configurable())
        return complaint(u"member \"%1\" is no option of %2; --help lists them"_s.arg(
            member, QString::fromStdString(m_verb.get_name())));
    const bool flag = option->get_expected_max() == 0;
    if (flag && !value.isBool())
        return complaint(u"member \"%1\" must be true or false"_s.arg(member));
    switch (value.type()) {
    case QJsonValue::Bool:
        if (!flag)
            break;
        return value.toBool() ? QStringList{name} : QStringList{};
    case QJsonValue::String:
        return QStringList{name + u'=' + value.toString()};
    case QJsonValue::Double:
        // Through a variant, because that keeps integers exact.
        return QStringList{name + u'=' + value.toVariant().toString()};
    case QJsonValue::Array: {
        QStringList all;
        for (const QJsonValue item : value.toArray()) {
            if (item.isArray())
                return complaint(u"member \"%1\" holds a list in a list"_s.arg(member));
            Result<QStringList> one = argumentsFor(member, item);
            if (!one)
                return one;
            all += one.value();
        }
        return all;
    }
    case QJsonValue::Null:
    case QJsonValue::Object:
    case QJsonValue::Undefined:
        break;
    }
    return complaint(u"member \"%1\" must be text, a number or a list of them"_s.arg(member));
}

Result<QStringList> ConfigReader::endpoints(const QJsonValue &value) const
{
    if (!value.isArray())
        return complaint(uR"(member "endpoints" must be a list, such as [{"path": "/hooks/b"}])"_s);
    QStringList arguments;
    for (const QJsonValue each : value.toArray()) {
        if (!each.isObject())
            return complaint(
                uR"(member "endpoints" holds what is no object, such as {"path": "/hooks/b"})"_s);
        const Result<QString> written = endpoint(each.toObject());
        if (!written)
            return written.fault();
        arguments.append(kEndpoint + u'=' + written.value());
    }
    return arguments;
}

Result<QString> ConfigReader::endpoint(const QJsonObject &object) const
{
    consumer::EndpointSpec spec;
    for (auto member = object.begin(); member != object.end(); ++member) {
        QStringList values;
        const QJsonValue value = member.value();
        const QJsonArray several = value.isArray() ? value.toArray() : QJsonArray{value};
        for (const QJsonValue each : several) {
            if (!each.isString())
                return complaint(
                    u"member \"%1\" of an endpoint must be text or a list of texts"_s.arg(
                        member.key()));
            values.append(each.toString());
        }
        if (member.key() == u"authToken"_s)
            spec.tokens = values;
        else if (member.key() == u"sources"_s)
            spec.sources = values;
        else if (member.key() == u"path"_s && values.size() == 1)
            spec.path = values.front();
        else if (member.key() == u"policy"_s && values.size() == 1)
            spec.policy = values.front();
        else
            return complaint(
                u"member \"%1\" of an endpoint is unknown or a list; an endpoint has path, "
                "authToken, sources and policy"_s.arg(member.key()));
    }
    if (spec.path.isEmpty())
        return complaint(u"an endpoint has no \"path\"; give it one, such as /hooks/b"_s);
    return consumer::writeEndpointSpec(spec);
}

} // namespace

Result<QStringList> withConfig(const CLI::App &verb, const QStringList &arguments)
{
    const QString path = configPath(arguments);
    if (path.isEmpty())
        return arguments;
    Result<QByteArray> json = readFile(kConfig, path);
    if (!json)
        return json.fault();
    Result<QStringList> configured = ConfigReader(verb, path).read(json.value(), arguments);
    if (!configured)
        return configured.fault();
    return configured.value() + arguments;
}

} // namespace pushbench::app
