// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/context.h"

namespace pushbench::protocol {
namespace {

constexpr int kNewestMajor = 2;
constexpr int kNewestMinor = 1;

bool equalsFolded(QByteArrayView text, QByteArrayView word)
{
    return text.compare(word, Qt::CaseInsensitive) == 0;
}

/// Cuts off what stands before the next colon; the whole rest when there is none.
QByteArrayView takeSegment(QByteArrayView &rest)
{
    const qsizetype colon = rest.indexOf(':');
    const QByteArrayView segment = colon < 0 ? rest : rest.first(colon);
    rest = colon < 0 ? QByteArrayView() : rest.sliced(colon + 1);
    return segment;
}

/// A run of digits in front of `text`, cut off it. Long ones are cut at a value that is newer than
/// any version that will ever be.
std::optional<int> takeNumber(QByteArrayView &text)
{
    qsizetype length = 0;
    int value = 0;
    for (; length < text.size() && text[length] >= '0' && text[length] <= '9'; ++length)
        value = qMin(value * 10 + (text[length] - '0'), 99'999'999);
    if (length == 0)
        return std::nullopt;
    text = text.sliced(length);
    return value;
}

bool takeDot(QByteArrayView &text)
{
    if (!text.startsWith('.'))
        return false;
    text = text.sliced(1);
    return true;
}

/// Visible ASCII without blanks: what a URN can hold, give or take its finer points.
bool isVisible(QByteArrayView text)
{
    for (const char c : text) {
        if (c <= ' ' || static_cast<uchar>(c) >= 0x7F || c == '"' || c == '<' || c == '>'
            || c == '\\' || c == '^' || c == '`' || c == '{' || c == '|' || c == '}')
            return false;
    }
    return true;
}

} // namespace

std::optional<Context> parseContext(QByteArrayView urn)
{
    if (!isVisible(urn))
        return std::nullopt;
    QByteArrayView rest = urn;
    if (!equalsFolded(takeSegment(rest), "urn") || !equalsFolded(takeSegment(rest), "reso")
        || takeSegment(rest) != "metadata")
        return std::nullopt;

    QByteArrayView version = takeSegment(rest);
    const std::optional<int> major = takeNumber(version);
    if (!major || !takeDot(version))
        return std::nullopt;
    const std::optional<int> minor = takeNumber(version);
    if (!minor || (!version.isEmpty() && (!takeDot(version) || !takeNumber(version))))
        return std::nullopt;
    if (!version.isEmpty() || takeSegment(rest) != "resource")
        return std::nullopt;

    const bool more = rest.contains(':');
    const QByteArrayView resource = takeSegment(rest);
    if (resource.isEmpty()
        || (more && (rest.isEmpty() || rest.startsWith(':') || rest.endsWith(':'))))
        return std::nullopt;
    return Context{.major = *major,
                   .minor = *minor,
                   .resource = resource.toByteArray(),
                   .rest = rest.toByteArray()};
}

Findings judgeContext(QByteArrayView urn, QByteArrayView where)
{
    Findings findings;
    const auto add = [&findings, where](const char *id, Verdict verdict, const QString &text) {
        findings.push_back(
            {.id = id, .verdict = verdict, .where = where.toByteArray(), .text = text});
        if (verdict == Verdict::Info)
            return;
        findings.back().expected =
            QStringLiteral("urn:reso:metadata:2.0:resource:entityevent, or a later version");
    };
    const std::optional<Context> context = parseContext(urn);
    if (!context) {
        add("RCP025-R2", Verdict::Fail,
            QStringLiteral("The context is not of the form "
                           "urn:reso:metadata:VERSION:resource:entityevent."));
        return findings;
    }
    if (!equalsFolded(context->resource, "entityevent"))
        add("RCP025-R2", Verdict::Fail,
            QStringLiteral("The context names another resource than entityevent; only EntityEvent "
                           "is pushed."));
    if (context->major < kNewestMajor)
        add("RCP028-R26", Verdict::Fail,
            QStringLiteral(
                "The context names Data Dictionary %1.%2; EntityEvent exists from 2.0 on.")
                .arg(context->major)
                .arg(context->minor));
    else if (context->major > kNewestMajor || context->minor > kNewestMinor)
        add("RCP025-R3", Verdict::Warn,
            QStringLiteral("The context names Data Dictionary %1.%2; this bench knows 2.0 and 2.1.")
                .arg(context->major)
                .arg(context->minor));
    if (!context->rest.isEmpty())
        add("RCP025-R2", Verdict::Info,
            QStringLiteral(
                "The context has further segments behind its resource, which RESO Common Format "
                "allows."));
    return findings;
}

} // namespace pushbench::protocol
