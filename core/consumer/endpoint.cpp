// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/endpoint.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::consumer {
namespace {

Fault unusable(const QByteArray &path, const QString &text)
{
    return {FaultKind::Usage, QString::fromUtf8(path), text};
}

/// What may stand in a request's target up to its query, and reach us as it was written.
bool isPathCharacter(char c) noexcept
{
    return c > ' ' && c < '\x7f' && c != '?' && c != '#' && c != '"' && c != '\\';
}

QJsonArray textArray(const std::vector<QByteArray> &texts)
{
    QJsonArray array;
    for (const QByteArray &text : texts)
        array.append(QString::fromUtf8(text));
    return array;
}

QJsonArray fingerprints(const std::vector<Secret> &tokens)
{
    QJsonArray array;
    for (const Secret &token : tokens)
        array.append(QString::fromLatin1(token.fingerprint()));
    return array;
}

Endpoint readEndpoint(const QJsonObject &object)
{
    Endpoint endpoint;
    endpoint.path = object.value(u"path"_s).toString(QString::fromUtf8(endpoint.path)).toUtf8();
    // Files of one endpoint with one token name it alone.
    QJsonArray tokens = object.value(u"tokens"_s).toArray();
    if (tokens.isEmpty())
        tokens.append(object.value(u"token"_s));
    for (const QJsonValue token : std::as_const(tokens))
        endpoint.tokens.push_back(Secret::known(token.toString().toLatin1()));
    for (const QJsonValue source : object.value(u"sources"_s).toArray())
        endpoint.sources.push_back(source.toString().toUtf8());
    return endpoint;
}

} // namespace

std::vector<Secret> IntakeConfig::tokens() const
{
    std::vector<Secret> all = secrets;
    for (const Endpoint &endpoint : endpoints)
        all.insert(all.end(), endpoint.tokens.begin(), endpoint.tokens.end());
    return all;
}

Result<> check(const IntakeConfig &config)
{
    if (config.endpoints.empty())
        return unusable({}, u"a consumer needs a path that takes events, such as /webhooks"_s);
    if (config.endpoints.size() > IntakeConfig::kMostEndpoints)
        return unusable(
            {},
            u"%1 endpoints are too many; give %2 at the most"_s.arg(config.endpoints.size())
                .arg(IntakeConfig::kMostEndpoints));
    std::vector<QByteArray> paths;
    for (const Endpoint &endpoint : config.endpoints) {
        const QByteArray &path = endpoint.path;
        if (!path.startsWith('/'))
            return unusable(path, u"a path begins with /, such as /webhooks"_s);
        if (!std::all_of(path.begin(), path.end(), isPathCharacter))
            return unusable(path,
                            u"a path has no blanks, quotes, ? or #, and other characters "
                            "stand percent-encoded, such as /caf%C3%A9"_s);
        if (std::find(paths.begin(), paths.end(), path) != paths.end())
            return unusable(path,
                            u"two endpoints have this path; give each its own, or one of "
                            "them both tokens"_s);
        if (endpoint.tokens.size() > IntakeConfig::kMostTokens)
            return unusable(path,
                            u"%1 tokens are too many for an endpoint; give %2 at the most"_s
                                .arg(endpoint.tokens.size())
                                .arg(IntakeConfig::kMostTokens));
        paths.push_back(path);
    }
    return {};
}

QByteArray writeExpectations(const IntakeConfig &config)
{
    const Endpoint &first = config.endpoints.front();
    QJsonObject root{
        {u"path"_s, QString::fromUtf8(first.path)},
        {u"token"_s,
         QString::fromLatin1(first.tokens.empty() ? QByteArray()
                                                  : first.tokens.front().fingerprint())},
        {u"sources"_s, textArray(first.sources)}};
    if (config.endpoints.size() > 1 || first.tokens.size() > 1) {
        QJsonArray endpoints;
        for (const Endpoint &endpoint : config.endpoints)
            endpoints.append(QJsonObject{{u"path"_s, QString::fromUtf8(endpoint.path)},
                                         {u"tokens"_s, fingerprints(endpoint.tokens)},
                                         {u"sources"_s, textArray(endpoint.sources)}});
        root.insert(u"endpoints"_s, endpoints);
    }
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

IntakeConfig readExpectations(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonArray endpoints = root.value(u"endpoints"_s).toArray();
    if (endpoints.isEmpty())
        return {.endpoints = {readEndpoint(root)}};
    IntakeConfig config{.endpoints = {}};
    for (const QJsonValue endpoint : endpoints)
        config.endpoints.push_back(readEndpoint(endpoint.toObject()));
    return config;
}

} // namespace pushbench::consumer
