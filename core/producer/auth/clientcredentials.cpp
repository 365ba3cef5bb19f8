// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/producer/auth/clientcredentials.h"

#include "core/wire/http1/http1writer.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::producer {
namespace {

constexpr qsizetype kMostWords = 300; ///< Of what a token endpoint says went wrong.

/// application/x-www-form-urlencoded, as RFC 6749 appendix B wants it.
QByteArray formEncoded(const QByteArray &text)
{
    return text.toPercentEncoding(" ", "~").replace(' ', '+');
}

QString endpointName(const QUrl &endpoint)
{
    return endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

/// What an error answer says: "invalid_client: Unknown client" (section 5.2), or its first words.
QString errorWords(const wire::ReceivedResponse &response)
{
    const QJsonObject object = QJsonDocument::fromJson(response.body).object();
    const QString error = object.value(u"error"_s).toString();
    const QString description = object.value(u"error_description"_s).toString();
    QString words = error.isEmpty() ? QString::fromUtf8(response.body).simplified() : error;
    if (!error.isEmpty() && !description.isEmpty())
        words += u": "_s + description.simplified();
    return words.left(kMostWords);
}

NoGrant useless(const QUrl &endpoint, const QString &why)
{
    return {.reason = u"the answer of the token endpoint %1 is of no use: %2"_s.arg(
                endpointName(endpoint), why),
            .forGood = true};
}

bool isTokenText(const QByteArray &token)
{
    return !token.isEmpty()
        && std::all_of(token.begin(), token.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

NoGrant refusal(const QUrl &endpoint, const wire::ReceivedResponse &response)
{
    const int status = response.status;
    const QString name = endpointName(endpoint);
    if (status >= 300 && status < 400)
        return {.reason = u"the token endpoint %1 answered %2: redirects are not followed with the "
                          "client's secret; ask the address that gives tokens"_s.arg(name)
                              .arg(status),
                .forGood = true};
    const QString words = errorWords(response);
    QString reason = u"the token endpoint %1 answered %2"_s.arg(name).arg(status);
    if (!words.isEmpty())
        reason += u' ' + words;
    const bool passing = status >= 500 || status == 429 || status == 408 || status == 425;
    return {.reason = reason, .forGood = !passing};
}

} // namespace

Result<> check(const OAuthConfig &config)
{
    if (config.isEmpty())
        return {};
    if (Result<> sound = checkTarget(config.tokenUrl, u"--token-url"_s); !sound)
        return sound;
    if (config.clientId.isEmpty() || config.clientSecret.isEmpty())
        return Fault{.kind = FaultKind::Usage,
                     .where = config.clientId.isEmpty() ? u"--client-id"_s : u"--client-secret"_s,
                     .text = u"a token endpoint wants to know who asks; give --client-id and "
                             "--client-secret"_s};
    return {};
}

QByteArray tokenRequest(const OAuthConfig &config, const Route &route)
{
    QByteArray body = "grant_type=client_credentials";
    if (!config.scope.isEmpty())
        body.append("&scope=").append(formEncoded(config.scope));
    const QByteArray credentials = formEncoded(config.clientId)
                                       .append(':')
                                       .append(formEncoded(config.clientSecret.reveal()))
                                       .toBase64();
    wire::Fields fields{{"Host", authorityOf(config.tokenUrl)},
                        {"User-Agent", "pushbench"},
                        {"Accept", "application/json"},
                        {"Authorization", QByteArray("Basic ").append(credentials)},
                        {"Content-Type", "application/x-www-form-urlencoded"}};
    if (isForwarded(route, config.tokenUrl) && !route.proxy->user.isEmpty())
        fields.push_back({"Proxy-Authorization", route.proxy->authorization()});
    fields.push_back({"Content-Length", QByteArray::number(body.size())});
    return wire::renderRequestHead("POST", requestTarget(route, config.tokenUrl), fields)
        .append(body);
}

std::variant<Grant, NoGrant> readGrant(const QUrl &endpoint, const wire::ReceivedResponse &response)
{
    if (response.status != 200)
        return refusal(endpoint, response);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(response.body, &error);
    if (!document.isObject())
        return useless(endpoint,
                       u"a JSON object is expected (RFC 6749 section 5.1), and %1"_s.arg(
                           error.error == QJsonParseError::NoError ? u"it is something else"_s
                                                                   : error.errorString()));
    const QJsonObject object = document.object();
    const QByteArray token = object.value(u"access_token"_s).toString().toUtf8();
    if (!isTokenText(token))
        return useless(endpoint,
                       u"it holds no access_token that an Authorization field can carry"_s);
    const QString type = object.value(u"token_type"_s).toString();
    if (type.compare(u"bearer"_s, Qt::CaseInsensitive) != 0)
        return useless(endpoint,
                       u"its token_type is \"%1\", and only bearer tokens are known here"_s.arg(
                           type.left(kMostWords)));
    Grant grant{.token = Secret(token)};
    const QJsonValue expires = object.value(u"expires_in"_s);
    // Some write the number as text.
    const double seconds =
        expires.isString() ? expires.toString().toDouble() : expires.toDouble(-1);
    constexpr double kLongest = 10.0 * 365 * 24 * 3600;
    if (!expires.isUndefined() && seconds >= 0)
        grant.lifetime = std::chrono::seconds(qint64(std::min(seconds, kLongest)));
    return grant;
}

} // namespace pushbench::producer
