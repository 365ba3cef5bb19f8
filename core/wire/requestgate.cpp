// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/requestgate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::wire {
namespace {

bool isTargetCharacter(char c) noexcept
{
    return c > 0x20 && c < 0x7f && c != '#' && c != '"' && c != '<' && c != '>' && c != '\\'
        && c != '^' && c != '`' && c != '{' && c != '|' && c != '}';
}

/// "host:port", for CONNECT only.
bool isAuthorityForm(QByteArrayView target)
{
    return target.indexOf(':') > 0 && !target.contains('/');
}

/// "http://host/path": the host may not be missing (RFC 9110 section 4.2.1).
bool isAbsoluteForm(QByteArrayView target)
{
    for (const QByteArrayView scheme : {"http://", "https://"}) {
        if (target.size() > scheme.size()
            && equalsIgnoringCase(target.first(scheme.size()), scheme))
            return !QByteArrayView("/?:").contains(target[scheme.size()]);
    }
    return false;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

std::optional<Refusal> judgeTarget(QByteArrayView method, QByteArrayView target,
                                   const Limits &limits)
{
    if (target.size() > limits.targetBytes)
        return Refusal{414,
                       u"the request target is longer than %1 bytes"_s.arg(limits.targetBytes)};
    if (target.isEmpty() || !std::all_of(target.begin(), target.end(), isTargetCharacter))
        return Refusal{400, u"the request target holds a character that must be percent-encoded"_s};
    const bool legal = method == QByteArrayView("CONNECT") ? isAuthorityForm(target)
        : target == QByteArrayView("*")                    ? method == QByteArrayView("OPTIONS")
                                        : target.startsWith('/') || isAbsoluteForm(target);
    if (!legal)
        return Refusal{400, u"the request target has none of the four forms of RFC 9112"_s};
    return std::nullopt;
}

bool isHost(QByteArrayView host)
{
    qsizetype end = host.indexOf(':');
    if (host.startsWith('['))
        end = host.indexOf(']') < 0 ? 0 : host.indexOf(']') + 1;
    else if (end < 0)
        end = host.size();
    const QByteArrayView name = host.first(end);
    const QByteArrayView port = host.sliced(end);
    const bool namesOne = std::all_of(name.begin(), name.end(), [](char c) {
        return c > 0x20 && c < 0x7f && !QByteArrayView("/?#@\\\"<>^`{|},").contains(c);
    });
    return namesOne
        && (port.isEmpty()
            || (port.startsWith(':') && std::all_of(port.begin() + 1, port.end(), isDigit)));
}

std::optional<Refusal> judgeExpectations(const Head &head)
{
    for (const QByteArrayView expectation : head.values("Expect")) {
        if (!equalsIgnoringCase(expectation, "100-continue"))
            return Refusal{417, u"the only expectation known is 100-continue"_s};
    }
    return std::nullopt;
}

} // namespace pushbench::wire
