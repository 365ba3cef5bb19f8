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
        while (at < raw.size() && !isLineEnd(raw[at]))
            ++at;
        while (at < raw.size() && isLineEnd(raw[at]))
            ++at;
        if (at == raw.size() || !isBlank(raw[at]))
            break;
    }
    return at;
}

/// Where the value of a field with credentials begins; 0 when it is another field. Blanks around
/// the name are an error that must not show a token.
qsizetype credentialAt(QByteArrayView field)
{
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

/// Shares the bytes when there is nothing to hide.
QByteArray withoutSecret(const QByteArray &body, const Secret &known)
{
    const QByteArrayView secret = known.reveal();
    const qsizetype plain = secret.size();
    QByteArray out;
    qsizetype written = 0; ///< Of the body; everything before it is in out.
    const auto tryAt = [&](qsizetype at) {
        if (at < written)
            return;
        const qsizetype size = spelled(QByteArrayView(body).sliced(at), secret);
        if (size == 0)
            return;
        out.append(QByteArrayView(body).sliced(written, at - written));
        out.append(known.fingerprint());
        written = at + size;
    };
    forEachSuspect(body, secret, [&](qsizetype at, bool escaped) {
        // The part in front of the first escaped byte is plain, so it is shorter than the secret.
        for (qsizetype from = escaped ? qMax(written, at - plain + 1) : at; from <= at; ++from)
            tryAt(from);
    });
    return written == 0 ? body : out.append(QByteArrayView(body).sliced(written));
}

} // namespace

Redactor::Redactor(Secret known)
    : Redactor(std::vector<Secret>{std::move(known)})
{
}

Redactor::Redactor(std::vector<Secret> known)
    : m_known(std::move(known))
{
    std::erase_if(m_known, [](const Secret &secret) { return secret.reveal().isEmpty(); });
    if (!m_known.empty())
        m_usual = QByteArray("Bearer ").append(m_known.front().reveal());
}

QByteArray Redactor::head(QByteArrayView raw) const
{
    QByteArray out;
    out.reserve(raw.size() + 32);
    qsizetype at = 0;
    while (at < raw.size()) {
        const qsizetype end = endOfField(raw, at);
        const QByteArrayView field = raw.sliced(at, end - at);
        at = end;
        qsizetype from = credentialAt(field);
        if (from == 0) {
            out.append(field);
            continue;
        }
        while (from < field.size() && isBlank(field[from]))
            ++from;
        qsizetype to = field.size();
        while (to > from && isLineEnd(field[to - 1]))
            --to;
        out.append(field.first(from));
        appendCredential(out, field.sliced(from, to - from));
        out.append(field.sliced(to));
    }
    return target(out);
}

void Redactor::appendCredential(QByteArray &out, QByteArrayView value) const
{
    if (!m_known.empty() && value == m_usual)
        out.append("Bearer ").append(m_known.front().fingerprint());
    else if (std::any_of(value.begin(), value.end(), isLineEnd))
        out.append(protocol::redactAuthorization(unfolded(value)));
    else
        out.append(protocol::redactAuthorization(value));
}

QByteArray Redactor::target(QByteArrayView target) const
{
    QByteArray out;
    qsizetype written = 0;
    for (qsizetype at = target.indexOf('='); at >= 0; at = target.indexOf('=', at)) {
        const qsizetype from = ++at;
        if (!namesToken(target, from - 1))
            continue;
        while (at < target.size() && !kQueryEnds.contains(target[at]))
            ++at;
        if (at == from)
            continue;
        out.append(target.sliced(written, from - written));
        out.append(Secret::fingerprintOf(
            QByteArray::fromPercentEncoding(target.sliced(from, at - from).toByteArray())));
        written = at;
    }
    return body(out.append(target.sliced(written)));
}

QByteArray Redactor::body(const QByteArray &body) const
{
    QByteArray out = body;
    for (const Secret &secret : m_known)
        out = withoutSecret(out, secret);
    return out;
}

} // namespace pushbench::journal
