// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/bearer.h"

#include <algorithm>

namespace pushbench::protocol {
namespace {

constexpr QByteArrayView kFingerprintStart = "sha256:";
constexpr qsizetype kFingerprintSize = kFingerprintStart.size() + 8;

/// Follows the fingerprint of a credential that was no b64token.
constexpr char kMalformedMark = '!';

/// "SCRAM-SHA-256" has digits and is rare; all others that are registered are letters, and shorter.
constexpr qsizetype kLongestScheme = 16;

constexpr bool isBlank(char c) noexcept
{
    return c == ' ' || c == '\t';
}

bool isTokenCharacter(char c) noexcept
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
        || QByteArrayView("-._~+/").contains(c);
}

/// "Bearer abc" taken apart. Everything is a view into the value, and the parts in order make it up
/// again.
struct Authorization
{
    QByteArrayView lead; ///< Blanks in front; a parsed field value has none.
    QByteArrayView scheme;
    QByteArrayView gap;
    QByteArrayView credential; ///< Everything else but blanks at the end.
    QByteArrayView tail;
};

qsizetype blanksAtStart(QByteArrayView text)
{
    return std::find_if_not(text.begin(), text.end(), isBlank) - text.begin();
}

bool isKnownScheme(QByteArrayView word)
{
    const auto is = [word](QByteArrayView scheme) {
        return word.compare(scheme, Qt::CaseInsensitive) == 0;
    };
    return is("Bearer") || is("Basic") || is("Digest") || is("Negotiate");
}

bool looksLikeScheme(QByteArrayView word)
{
    return word.size() <= kLongestScheme && std::all_of(word.begin(), word.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
           });
}

Authorization takeApart(QByteArrayView value)
{
    Authorization parts;
    parts.lead = value.first(blanksAtStart(value));
    QByteArrayView rest = value.sliced(parts.lead.size());
    const QByteArrayView word =
        rest.first(std::find_if(rest.begin(), rest.end(), isBlank) - rest.begin());
    // A word that stands alone, or looks like none, may be the secret itself, sent without a scheme
    // in front; better one scheme too many hidden than one token shown.
    const bool alone = blanksAtStart(rest.sliced(word.size())) == rest.size() - word.size();
    if (isKnownScheme(word) || (!alone && looksLikeScheme(word))) {
        parts.scheme = word;
        rest = rest.sliced(word.size());
    }
    parts.gap = rest.first(blanksAtStart(rest));
    rest = rest.sliced(parts.gap.size());
    qsizetype size = rest.size();
    while (size > 0 && isBlank(rest[size - 1]))
        --size;
    parts.credential = rest.first(size);
    parts.tail = rest.sliced(size);
    return parts;
}

bool isFingerprint(QByteArrayView text)
{
    return text.size() == kFingerprintSize && text.startsWith(kFingerprintStart)
        && std::all_of(text.begin() + kFingerprintStart.size(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool isBearer(const Authorization &parts)
{
    return parts.lead.isEmpty() && parts.scheme.compare("Bearer", Qt::CaseInsensitive) == 0;
}

/// One blank, one b64token and nothing else (B-5). A recorded token shows as its fingerprint.
bool isWellFormed(const Authorization &parts, CredentialOrigin origin)
{
    const bool token = origin == CredentialOrigin::Recorded ? isFingerprint(parts.credential)
                                                            : isB64Token(parts.credential);
    return token && parts.gap == " " && parts.tail.isEmpty();
}

QByteArray fingerprintOf(QByteArrayView credential, CredentialOrigin origin)
{
    if (credential.isEmpty())
        return {};
    if (origin == CredentialOrigin::Wire)
        return Secret::fingerprintOf(credential);
    const QByteArrayView start = credential.first(qMin(credential.size(), kFingerprintSize));
    return isFingerprint(start) ? start.toByteArray() : QByteArray();
}

void add(BearerCheck &check, const char *id, Verdict verdict, const QString &text)
{
    check.findings.push_back(
        {.id = id, .verdict = verdict, .where = "header:Authorization", .text = text});
}

void judgeMalformed(BearerCheck &check, const Authorization &parts)
{
    check.verdict = BearerVerdict::Malformed;
    if (parts.credential.isEmpty())
        add(check, "RCP028-R5", Verdict::Fail,
            QStringLiteral("Authorization names Bearer but carries no token; send the one that the "
                           "consumer gave."));
    else if (parts.gap != " " && !parts.gap.contains('\t') && parts.tail.isEmpty())
        add(check, "B-5", Verdict::Warn,
            QStringLiteral(
                "More than one blank stands between Bearer and the token; send exactly one."));
    else
        add(check, "B-5", Verdict::Fail,
            QStringLiteral("What follows Bearer is not one token of letters, digits and -._~+/ "
                           "with = at its end."));
}

} // namespace

bool isB64Token(QByteArrayView text) noexcept
{
    const auto padding = std::find_if_not(text.begin(), text.end(), isTokenCharacter);
    return padding != text.begin()
        && std::all_of(padding, text.end(), [](char c) { return c == '='; });
}

BearerCheck checkBearer(const std::vector<QByteArrayView> &authorizationValues,
                        const Secret &expected, CredentialOrigin origin)
{
    return checkBearer(authorizationValues, std::span(&expected, 1), origin);
}

BearerCheck checkBearer(const std::vector<QByteArrayView> &authorizationValues,
                        std::span<const Secret> expected, CredentialOrigin origin)
{
    BearerCheck check;
    if (authorizationValues.empty()) {
        add(check, "RCP028-R5", Verdict::Fail,
            QStringLiteral(
                "Authorization is missing; send Bearer and the token that the consumer gave."));
        return check;
    }
    const Authorization parts = takeApart(authorizationValues.front());
    const auto matches = [&parts, origin](const Secret &secret) {
        return origin == CredentialOrigin::Recorded ? parts.credential == secret.fingerprint()
                                                    : secret.matches(parts.credential);
    };
    const auto agreed = std::find_if(expected.begin(), expected.end(), matches);
    if (isBearer(parts)) // Its hash is known of one that is.
        check.fingerprint = agreed != expected.end() ? agreed->fingerprint()
                                                     : fingerprintOf(parts.credential, origin);
    if (authorizationValues.size() > 1) {
        check.verdict = BearerVerdict::Malformed;
        add(check, "B-3", Verdict::Fail,
            QStringLiteral("%1 Authorization fields came; send one.")
                .arg(authorizationValues.size()));
        return check;
    }
    if (!isBearer(parts)) {
        add(check, "RCP028-R5", Verdict::Fail,
            QStringLiteral(
                "Authorization does not use the Bearer scheme; send Bearer and the token that the "
                "consumer gave."));
        return check;
    }
    if (!isWellFormed(parts, origin)) {
        judgeMalformed(check, parts);
        return check;
    }
    if (agreed != expected.end()) {
        check.verdict = BearerVerdict::Accepted;
        return check;
    }
    check.verdict = BearerVerdict::Wrong;
    add(check, "RCP028-R5", Verdict::Fail,
        QStringLiteral("The bearer token is not the one that the consumer gave."));
    if (expected.size() == 1) // Of several, none is the one.
        check.findings.back().expected = QString::fromLatin1(expected.front().fingerprint());
    check.findings.back().actual = QString::fromLatin1(check.fingerprint);
    return check;
}

int statusFor(BearerVerdict verdict) noexcept
{
    switch (verdict) {
    case BearerVerdict::Accepted:
        return 200;
    case BearerVerdict::Absent:
    case BearerVerdict::Wrong:
        return 401;
    case BearerVerdict::Malformed:
        return 400;
    }
    Q_UNREACHABLE();
}

QByteArray challengeFor(BearerVerdict verdict)
{
    switch (verdict) {
    case BearerVerdict::Accepted:
        return {};
    case BearerVerdict::Absent:
        return "Bearer realm=\"pushbench\"";
    case BearerVerdict::Malformed:
        return "Bearer realm=\"pushbench\", error=\"invalid_request\", "
               "error_description=\"one Authorization field with one bearer token is expected\"";
    case BearerVerdict::Wrong:
        return "Bearer realm=\"pushbench\", error=\"invalid_token\", "
               "error_description=\"the token is not the agreed one\"";
    }
    Q_UNREACHABLE();
}

QByteArrayView credentialOf(QByteArrayView value) noexcept
{
    return takeApart(value).credential;
}

QByteArray redactAuthorization(QByteArrayView value)
{
    const Authorization parts = takeApart(value);
    QByteArray redacted;
    redacted.append(parts.lead);
    redacted.append(parts.scheme);
    redacted.append(parts.gap);
    if (!parts.credential.isEmpty()) {
        redacted.append(Secret::fingerprintOf(parts.credential));
        if (!isB64Token(parts.credential))
            redacted.append(kMalformedMark);
    }
    redacted.append(parts.tail);
    return redacted;
}

} // namespace pushbench::protocol
