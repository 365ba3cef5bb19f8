// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/redactor.h"

#include "core/protocol/bearer.h"

#include <algorithm>

namespace pushbench::journal {
namespace {

constexpr QByteArrayView kQueryToken = "access_token=";

bool startsWithName(QByteArrayView line, QByteArrayView name)
{
    return line.size() > name.size() && line[name.size()] == ':'
        && line.first(name.size()).compare(name, Qt::CaseInsensitive) == 0;
}

qsizetype endOfQueryValue(QByteArrayView text, qsizetype from)
{
    while (from < text.size() && text[from] != '&' && text[from] != ' ' && text[from] != '#')
        ++from;
    return from;
}

} // namespace

Redactor::Redactor(Secret known)
    : m_known(std::move(known))
    , m_usual(QByteArray("Bearer ").append(m_known.reveal()))
{
    const QByteArray &secret = m_known.reveal();
    if (!secret.isEmpty())
        m_search.emplace(secret.constBegin(), secret.constEnd());
}

QByteArray Redactor::head(QByteArrayView raw) const
{
    QByteArray out;
    out.reserve(raw.size() + 32);
    qsizetype at = 0;
    while (at < raw.size()) {
        const qsizetype newline = raw.indexOf('\n', at);
        const qsizetype end = newline < 0 ? raw.size() : newline + 1;
        appendLine(out, raw.sliced(at, end - at), at == 0);
        at = end;
    }
    return body(out);
}

void Redactor::appendLine(QByteArray &out, QByteArrayView line, bool first) const
{
    // The target stands in the request line, or in a pseudo field of HTTP/2.
    if (first || startsWithName(line, ":path")) {
        out.append(target(line));
        return;
    }
    for (const QByteArrayView name :
         {QByteArrayView("Authorization"), QByteArrayView("Proxy-Authorization")}) {
        if (!startsWithName(line, name))
            continue;
        qsizetype from = name.size() + 1;
        while (from < line.size() && (line[from] == ' ' || line[from] == '\t'))
            ++from;
        qsizetype to = line.size();
        while (to > from && (line[to - 1] == '\n' || line[to - 1] == '\r'))
            --to;
        out.append(line.first(from));
        appendCredential(out, line.sliced(from, to - from));
        out.append(line.sliced(to));
        return;
    }
    out.append(line);
}

void Redactor::appendCredential(QByteArray &out, QByteArrayView value) const
{
    if (!m_known.isEmpty() && value == m_usual)
        out.append("Bearer ").append(m_known.fingerprint());
    else
        out.append(protocol::redactAuthorization(value));
}

QByteArray Redactor::target(QByteArrayView target) const
{
    QByteArray out;
    qsizetype at = 0;
    while (true) {
        const qsizetype found = target.indexOf(kQueryToken, at);
        if (found < 0)
            break;
        const qsizetype from = found + kQueryToken.size();
        const qsizetype to = endOfQueryValue(target, from);
        out.append(target.sliced(at, from - at));
        if (to > from)
            out.append(Secret::fingerprintOf(target.sliced(from, to - from)));
        at = to;
    }
    return out.append(target.sliced(at));
}

QByteArray Redactor::body(const QByteArray &body) const
{
    if (!m_search || std::search(body.constBegin(), body.constEnd(), *m_search) == body.constEnd())
        return body;
    QByteArray redacted = body;
    return redacted.replace(m_known.reveal(), m_known.fingerprint());
}

} // namespace pushbench::journal
