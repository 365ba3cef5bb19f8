// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/imports/importredactor.h"

#include <algorithm>

namespace pushbench::app {
namespace {

constexpr QByteArrayView kBegins = "sha256:";
constexpr qsizetype kDigits = 8;

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/// What may go on a token: a fingerprint that goes on is none.
bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || QByteArrayView("-._~+/=:%").contains(c);
}

/// The size of the fingerprint at the beginning of text; 0 when there is none.
qsizetype fingerprintSize(QByteArrayView text)
{
    const qsizetype size = kBegins.size() + kDigits;
    if (text.size() < size || !text.startsWith(kBegins))
        return 0;
    const QByteArrayView digits = text.sliced(kBegins.size(), kDigits);
    const bool whole = std::all_of(digits.begin(), digits.end(), isHexDigit)
        && (text.size() == size || !isTokenCharacter(text[size]));
    return whole ? size : 0;
}

/// Calls plain(text) and known(fingerprint) for the parts of a text, in order.
template <typename Plain, typename Known>
void partition(QByteArrayView text, Plain plain, Known known)
{
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(kBegins); at >= 0; at = text.indexOf(kBegins, at)) {
        const qsizetype size = fingerprintSize(text.sliced(at));
        // In the middle of something longer it is no fingerprint either.
        if (size == 0 || (at > 0 && isTokenCharacter(text[at - 1]) && text[at - 1] != '=')) {
            ++at;
            continue;
        }
        plain(text.sliced(from, at - from));
        known(text.sliced(at, size));
        from = at += size;
    }
    plain(text.sliced(from));
}

template <typename Redact>
QByteArray redacted(QByteArrayView text, Redact redact)
{
    QByteArray out;
    partition(
        text, [&](QByteArrayView part) { out.append(redact(part)); },
        [&](QByteArrayView fingerprint) { out.append(fingerprint); });
    return out;
}

QByteArray withoutFingerprints(QByteArrayView head)
{
    QByteArray out;
    partition(
        head, [&](QByteArrayView part) { out.append(part); }, [](QByteArrayView) {});
    return out;
}

} // namespace

void redactImported(journal::Exchange &exchange)
{
    const journal::Redactor redactor =
        journal::Redactor().knowingOffered(withoutFingerprints(exchange.requestHead));
    const auto head = [&redactor](QByteArrayView part) { return redactor.head(part); };
    exchange.requestHead = redacted(exchange.requestHead, head);
    exchange.requestTrailers = redacted(exchange.requestTrailers, head);
    exchange.responseHead = redacted(exchange.responseHead, head);
    exchange.target = redacted(exchange.target,
                               [&redactor](QByteArrayView part) { return redactor.target(part); });
    exchange.requestBody = redactor.body(exchange.requestBody);
    exchange.responseBody = redactor.body(exchange.responseBody);
    exchange.fault = redactor.body(exchange.fault);
}

} // namespace pushbench::app
