// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/mediatype.h"

#include <algorithm>

namespace pushbench::protocol {
namespace {

/// tchar of RFC 9110 section 5.6.2.
bool isTokenCharacter(char c) noexcept
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

/// qdtext, and what may follow a backslash, without the two characters that mean something.
bool isQuotable(char c) noexcept
{
    return c == '\t' || (static_cast<uchar>(c) >= 0x20 && c != '\x7F');
}

QByteArrayView takeToken(QByteArrayView &rest)
{
    const auto size = std::find_if_not(rest.begin(), rest.end(), isTokenCharacter) - rest.begin();
    const QByteArrayView token = rest.first(size);
    rest = rest.sliced(size);
    return token;
}

bool take(QByteArrayView &rest, char c)
{
    if (!rest.startsWith(c))
        return false;
    rest = rest.sliced(1);
    return true;
}

void skipBlanks(QByteArrayView &rest)
{
    while (take(rest, ' ') || take(rest, '\t')) { }
}

std::optional<QByteArray> takeQuotedString(QByteArrayView &rest)
{
    if (!take(rest, '"'))
        return std::nullopt;
    QByteArray value;
    while (!rest.isEmpty() && rest.front() != '"') {
        if (take(rest, '\\') && rest.isEmpty())
            return std::nullopt;
        if (!isQuotable(rest.front()))
            return std::nullopt;
        value.append(rest.front());
        rest = rest.sliced(1);
    }
    if (!take(rest, '"'))
        return std::nullopt;
    return value;
}

std::optional<std::pair<QByteArray, QByteArray>> takeParameter(QByteArrayView &rest)
{
    const QByteArrayView name = takeToken(rest);
    if (name.isEmpty() || !take(rest, '='))
        return std::nullopt;
    if (rest.startsWith('"')) {
        std::optional<QByteArray> value = takeQuotedString(rest);
        if (!value)
            return std::nullopt;
        return std::pair(name.toByteArray().toLower(), *std::move(value));
    }
    const QByteArrayView value = takeToken(rest);
    if (value.isEmpty())
        return std::nullopt;
    return std::pair(name.toByteArray().toLower(), value.toByteArray());
}

void add(MediaTypeCheck &check, const char *id, Verdict verdict, const QString &text)
{
    check.findings.push_back(
        {.id = id, .verdict = verdict, .where = "header:Content-Type", .text = text});
}

void judgeCharsets(MediaTypeCheck &check, const MediaType &mediaType)
{
    for (const auto &[name, value] : mediaType.parameters) {
        if (name != "charset" || value.compare("utf-8", Qt::CaseInsensitive) == 0)
            continue;
        if (value.compare("utf8", Qt::CaseInsensitive) == 0) {
            add(check, "H-CT", Verdict::Warn,
                QStringLiteral("Content-Type says charset utf8; the registered name is utf-8."));
            continue;
        }
        check.accepted = false;
        add(check, "H-CT", Verdict::Fail,
            QStringLiteral(
                "Content-Type names a charset other than utf-8; JSON is sent in UTF-8."));
    }
}

} // namespace

std::optional<QByteArray> MediaType::parameter(QByteArrayView lowerCaseName) const
{
    for (const auto &[name, value] : parameters) {
        if (name == lowerCaseName)
            return value;
    }
    return std::nullopt;
}

std::optional<MediaType> parseMediaType(QByteArrayView value)
{
    QByteArrayView rest = value;
    MediaType mediaType;
    mediaType.type = takeToken(rest).toByteArray().toLower();
    if (mediaType.type.isEmpty() || !take(rest, '/'))
        return std::nullopt;
    mediaType.subtype = takeToken(rest).toByteArray().toLower();
    if (mediaType.subtype.isEmpty())
        return std::nullopt;
    skipBlanks(rest);
    while (take(rest, ';')) {
        skipBlanks(rest);
        if (rest.isEmpty() || rest.startsWith(';'))
            continue; // RFC 9110 lets a parameter be left out
        std::optional<std::pair<QByteArray, QByteArray>> parameter = takeParameter(rest);
        if (!parameter)
            return std::nullopt;
        mediaType.parameters.push_back(*std::move(parameter));
        skipBlanks(rest);
    }
    if (!rest.isEmpty())
        return std::nullopt;
    return mediaType;
}

MediaTypeCheck checkMediaType(std::optional<QByteArrayView> contentType)
{
    MediaTypeCheck check;
    if (!contentType) {
        add(check, "RCP028-R7", Verdict::Fail,
            QStringLiteral("Content-Type is missing; send application/json."));
        return check;
    }
    const std::optional<MediaType> mediaType = parseMediaType(*contentType);
    if (!mediaType) {
        add(check, "H-CT", Verdict::Fail,
            QStringLiteral("Content-Type is not of the form type/subtype with parameters; send "
                           "application/json."));
        return check;
    }
    const bool json = mediaType->type == "application" && mediaType->subtype == "json";
    const bool akin = (mediaType->type == "text" && mediaType->subtype == "json")
        || (mediaType->type == "application" && mediaType->subtype.endsWith("+json")
            && mediaType->subtype != "+json");
    check.accepted = json || akin;
    if (akin)
        add(check, "RCP028-R7", Verdict::Warn,
            QStringLiteral(
                "Content-Type is a relative of application/json; send application/json itself."));
    if (!check.accepted)
        add(check, "RCP028-R7", Verdict::Fail,
            QStringLiteral("Content-Type is not JSON; send application/json."));
    judgeCharsets(check, *mediaType);
    for (Finding &finding : check.findings) {
        finding.expected = QStringLiteral("application/json");
        finding.actual = QString::fromLatin1(mediaType->type + '/' + mediaType->subtype);
    }
    return check;
}

} // namespace pushbench::protocol
