// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/redactor.h"

#include "core/protocol/bearer.h"

#include <algorithm>

namespace pushbench::journal {
namespace {

constexpr QByteArrayView kQueryToken = "access_token";

/// What ends the value of a query parameter, in a target or wherever a URL stands in a head.
constexpr QByteArrayView kQueryEnds = "&# \t\r\n\"<>;";

constexpr bool isLineEnd(char c) noexcept
{
    return c == '\r' || c == '\n';
}

constexpr bool isBlank(char c) noexcept
{
    return c == ' ' || c == '\t';
}

/// One field with its continuation lines: a line that begins with a blank belongs to the one
/// before. A bare CR ends a line too, because some peers may think so.
qsizetype endOfField(QByteArrayView raw, qsizetype from)
{
    qsizetype at = from;
    while (at < raw.size()) {
        at = std::find_if(raw.begin() + at, raw.end(), isLineEnd) - raw.begin();
        at = std::find_if_not(raw.begin() + at, raw.end(), isLineEnd) - raw.begin();
        if (at == raw.size() || !isBlank(raw[at]))
            break;
    }
    return at;
}

/// Where the value of a field with credentials begins; 0 when it is another field. Blanks around
/// the name are an error that must not show a token.
qsizetype credentialAt(QByteArrayView field)
{
    // Nearly all others are told by how they begin.
    const char first = field.isEmpty() ? '\0' : field.front();
    if (static_cast<unsigned char>(first) > ' ' && !QByteArrayView("AaPp").contains(first))
        return 0;
    const qsizetype colon = field.indexOf(':');
    if (colon < 0)
        return 0;
    const QByteArrayView name = field.first(colon).trimmed();
    for (const QByteArrayView known :
         {QByteArrayView("Authorization"), QByteArrayView("Proxy-Authorization")}) {
        if (name.compare(known, Qt::CaseInsensitive) == 0)
            return colon + 1;
    }
    return 0;
}

/// The value without what folded it: the pieces of a token must not stand in a file either.
QByteArray unfolded(QByteArrayView value)
{
    QByteArray out;
    qsizetype at = 0;
    while (at < value.size()) {
        if (!isLineEnd(value[at])) {
            out.append(value[at++]);
            continue;
        }
        while (at < value.size() && (isLineEnd(value[at]) || isBlank(value[at])))
            ++at;
        // Behind the scheme a fold is the blank, inside a token it is nothing.
        if (!out.isEmpty() && !out.contains(' '))
            out.append(' ');
    }
    return out;
}

int hexDigit(char c) noexcept
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// "%74", "\u0074" or "\/" stand for one character; gives its size in the text, 0 for none of them.
qsizetype escapeAt(QByteArrayView text, char &meant)
{
    if (text.size() >= 2 && text[0] == '\\' && (text[1] == '/' || text[1] == '\\')) {
        meant = text[1];
        return 2;
    }
    qsizetype digits = 0;
    if (text.startsWith('%'))
        digits = 1;
    else if (text.startsWith("\\u00"))
        digits = 4;
    if (digits == 0 || text.size() < digits + 2)
        return 0;
    const int high = hexDigit(text[digits]);
    const int low = hexDigit(text[digits + 1]);
    if (high < 0 || low < 0)
        return 0;
    meant = char(high * 16 + low);
    return digits + 2;
}

/// How many bytes at the beginning of text spell the secret; 0 when they do not.
qsizetype spelled(QByteArrayView text, QByteArrayView secret)
{
    qsizetype at = 0;
    for (const char wanted : secret) {
        if (at == text.size())
            return 0;
        char meant = text[at];
        const qsizetype escape = escapeAt(text.sliced(at), meant);
        if (meant != wanted)
            return 0;
        at += qMax(escape, qsizetype(1));
    }
    return at;
}

/// Calls visit(at, escaped) wherever the secret may begin, or a byte of it may be escaped, in
/// ascending order. Bodies are long and hold it nearly never: 64 bytes at a time are passed over by
/// arithmetic that compilers make vectors of.
template <typename Visit>
void forEachSuspect(QByteArrayView text, QByteArrayView secret, Visit visit)
{
    constexpr qsizetype kBlock = 64;
    const char first = secret.front();
    const char last = secret.back();
    const qsizetype reach = secret.size() - 1;
    const auto isEscape = [](char c) { return c == '%' || c == '\\'; };
    const auto visitFrom = [&](qsizetype from, qsizetype to) {
        for (qsizetype at = from; at < to; ++at) {
            if (isEscape(text[at]))
                visit(at, true);
            else if (text[at] == first && at + reach < text.size() && text[at + reach] == last)
                visit(at, false);
        }
    };
    qsizetype at = 0;
    for (; at + kBlock + reach <= text.size(); at += kBlock) {
        const char *begins = text.data() + at;
        const char *ends = begins + reach;
        quint8 suspect = 0;
        for (qsizetype i = 0; i < kBlock; ++i) {
            suspect |= quint8(quint8(begins[i] == first) & quint8(ends[i] == last));
            suspect |= quint8(quint8(begins[i] == '%') | quint8(begins[i] == '\\'));
        }
        if (suspect)
            visitFrom(at, at + kBlock);
    }
    visitFrom(at, text.size());
}

/// The value of a field with credentials, without blanks in front and line ends behind.
QByteArrayView credentialValue(QByteArrayView field, qsizetype from)
{
    while (from < field.size() && isBlank(field[from]))
        ++from;
    qsizetype to = field.size();
    while (to > from && isLineEnd(field[to - 1]))
        --to;
    return field.sliced(from, to - from);
}

/// Is the name in front of the '=' that of a token, also percent-encoded?
bool namesToken(QByteArrayView text, qsizetype equals)
{
    // Every character may take three bytes.
    for (qsizetype from = qMax(qsizetype(0), equals - 3 * kQueryToken.size()); from < equals;
         ++from) {
        if (spelled(text.sliced(from, equals - from), kQueryToken) == equals - from)
            return true;
    }
    return false;
}

/// Calls visit(value) for every value of `access_token=`, in ascending order.
template <typename Visit>
void forEachQueryToken(QByteArrayView text, Visit visit)
{
    for (qsizetype at = text.indexOf('='); at >= 0; at = text.indexOf('=', at)) {
        const qsizetype from = ++at;
        if (!namesToken(text, from - 1))
            continue;
        while (at < text.size() && !kQueryEnds.contains(text[at]))
            ++at;
        if (at > from)
            visit(text.sliced(from, at - from));
    }
}

QByteArray percentDecoded(QByteArrayView text)
{
    return QByteArray::fromPercentEncoding(text.toByteArray());
}

/// A secret as it stands in a text.
struct Hit
{
    qsizetype at = 0;
    qsizetype size = 0;
    const Secret *secret = nullptr;
};

/// Where the text spells the secret; hits of one secret do not overlap.
void findSecret(std::vector<Hit> &hits, QByteArrayView text, const Secret &secret)
{
    const QByteArrayView wanted = secret.reveal();
    qsizetype passed = 0; ///< Hits end before it.
    const auto tryAt = [&](qsizetype at) {
        if (at < passed)
            return;
        const qsizetype size = spelled(text.sliced(at), wanted);
        if (size == 0)
            return;
        hits.push_back({at, size, &secret});
        passed = at + size;
    };
    forEachSuspect(text, wanted, [&](qsizetype at, bool escaped) {
        // The part in front of the first escaped byte is plain, so it is shorter than the secret.
        for (qsizetype from = escaped ? qMax(passed, at - wanted.size() + 1) : at; from <= at;
             ++from)
            tryAt(from);
    });
}

} // namespace

Redactor::Redactor(Secret known)
    : Redactor(std::vector<Secret>{std::move(known)})
{
}

Redactor::Redactor(const std::vector<Secret> &known)
{
    for (const Secret &secret : known)
        add(secret);
}

void Redactor::add(const Secret &secret)
{
    const QByteArray &value = secret.reveal();
    const auto isIt = [&value](const Known &known) { return known.secret.reveal() == value; };
    if (value.isEmpty() || std::any_of(m_known.begin(), m_known.end(), isIt))
        return;
    const auto shorter = std::find_if(m_known.begin(), m_known.end(), [&value](const Known &known) {
        return known.secret.reveal().size() < value.size();
    });
    m_known.insert(shorter, {secret, QByteArray("Bearer ").append(value)});
}

Redactor Redactor::knowingOffered(QByteArrayView rawHead) const
{
    Redactor wiser = *this;
    size_t offered = 0;
    const auto add = [&](const QByteArray &credential) {
        if (credential.size() >= kShortestOffered && offered++ < kMostOffered)
            wiser.add(Secret(credential));
    };
    for (qsizetype at = 0; at < rawHead.size();) {
        const qsizetype end = endOfField(rawHead, at);
        const QByteArrayView field = rawHead.sliced(at, end - at);
        at = end;
        if (const qsizetype from = credentialAt(field); from > 0)
            add(protocol::credentialOf(unfolded(credentialValue(field, from))).toByteArray());
    }
    forEachQueryToken(rawHead, [&add](QByteArrayView value) { add(percentDecoded(value)); });
    return wiser;
}

QByteArray Redactor::head(QByteArrayView raw) const
{
    QByteArray out;
    out.reserve(raw.size() + 32);
    qsizetype written = 0; ///< Of the head; everything before it is in out.
    for (qsizetype at = 0; at < raw.size();) {
        const qsizetype end = endOfField(raw, at);
        const QByteArrayView field = raw.sliced(at, end - at);
        at = end;
        const qsizetype from = credentialAt(field);
        if (from == 0)
            continue;
        const QByteArrayView value = credentialValue(field, from);
        const qsizetype begins = value.data() - raw.data();
        out.append(raw.sliced(written, begins - written));
        appendCredential(out, value);
        written = begins + value.size();
    }
    out.append(raw.sliced(written));
    return withoutQueryTokens(out);
}

void Redactor::appendCredential(QByteArray &out, QByteArrayView value) const
{
    const auto usual = std::find_if(m_known.begin(), m_known.end(),
                                    [value](const Known &known) { return value == known.usual; });
    if (usual != m_known.end())
        out.append("Bearer ").append(usual->secret.fingerprint());
    else if (std::any_of(value.begin(), value.end(), isLineEnd))
        out.append(protocol::redactAuthorization(unfolded(value)));
    else
        out.append(protocol::redactAuthorization(value));
}

QByteArray Redactor::target(QByteArrayView target) const
{
    return withoutQueryTokens(target.toByteArray());
}

QByteArray Redactor::withoutQueryTokens(const QByteArray &text) const
{
    QByteArray out;
    qsizetype written = 0;
    forEachQueryToken(text, [&](QByteArrayView value) {
        const qsizetype from = value.data() - text.constData();
        out.append(QByteArrayView(text).sliced(written, from - written));
        out.append(Secret::fingerprintOf(percentDecoded(value)));
        written = from + value.size();
    });
    return body(written == 0 ? text : out.append(QByteArrayView(text).sliced(written)));
}

QByteArray Redactor::body(const QByteArray &body) const
{
    std::vector<Hit> hits;
    for (const Known &known : m_known) {
        const qsizetype size = known.secret.reveal().size();
        if (size >= kShortestSought && size <= body.size()) // No way to spell it is shorter.
            findSecret(hits, body, known.secret);
    }
    if (hits.empty())
        return body;
    // Where two begin together, the longer one stands first, as in the list of those known.
    std::stable_sort(hits.begin(), hits.end(),
                     [](const Hit &a, const Hit &b) { return a.at < b.at; });
    QByteArray out;
    qsizetype written = 0; ///< Of the body; everything before it is in out.
    for (const Hit &hit : hits) {
        const qsizetype end = hit.at + hit.size;
        if (end <= written)
            continue; // Inside another one.
        if (hit.at >= written)
            out.append(QByteArrayView(body).sliced(written, hit.at - written));
        out.append(hit.secret->fingerprint());
        written = end;
    }
    return out.append(QByteArrayView(body).sliced(written));
}

} // namespace pushbench::journal
