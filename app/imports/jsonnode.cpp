// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/imports/jsonnode.h"

#include "core/base/datetext.h"
#include "core/protocol/payload/eventjudge.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

using protocol::JsonToken;

/// No span that anybody measured: about 300 years, and far from where microseconds overflow.
constexpr qint64 kLongestMilliseconds = 10'000'000'000'000;

bool areDigits(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

const JsonNode *JsonNode::find(QByteArrayView name) const
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name)
            return &items[i];
    }
    return nullptr;
}

MemberReader::MemberReader(const JsonNode &object, QString file)
    : m_object(object)
    , m_file(std::move(file))
{
}

void MemberReader::fail(const JsonNode &at, QByteArrayView name, const QString &text)
{
    if (!m_fault)
        m_fault = Fault{FaultKind::Malformed, m_file + u':' + QString::number(at.line),
                        u'"' + QString::fromUtf8(name) + u"\" "_s + text};
}

void MemberReader::take(const std::optional<Fault> &inner)
{
    if (!m_fault)
        m_fault = inner;
}

const JsonNode *MemberReader::member(QByteArrayView name, JsonToken kind, const QString &expected)
{
    const JsonNode *node = m_object.find(name);
    if (!node || node->isNull())
        return nullptr;
    if (node->kind == kind)
        return node;
    fail(*node, name, u"is %1; write %2"_s.arg(protocol::kindName(node->kind), expected));
    return nullptr;
}

QByteArray MemberReader::text(QByteArrayView name)
{
    const JsonNode *node = member(name, JsonToken::String, u"a string"_s);
    return node ? node->text : QByteArray();
}

std::optional<qint64> MemberReader::integer(QByteArrayView name)
{
    const JsonNode *node = member(name, JsonToken::Number, u"a whole number"_s);
    if (!node)
        return std::nullopt;
    bool exact = false;
    const qint64 value = node->text.toLongLong(&exact);
    if (exact)
        return value;
    fail(*node, name,
         u"is %1; write a whole number of 64 bits"_s.arg(QString::fromLatin1(node->text.left(40))));
    return std::nullopt;
}

int MemberReader::number(QByteArrayView name, int otherwise)
{
    const std::optional<qint64> value = integer(name);
    if (!value)
        return otherwise;
    if (*value >= std::numeric_limits<int>::min() && *value <= std::numeric_limits<int>::max())
        return int(*value);
    fail(*m_object.find(name), name, u"is %1, which is too large"_s.arg(*value));
    return otherwise;
}

std::optional<std::chrono::microseconds> MemberReader::milliseconds(QByteArrayView name)
{
    const JsonNode *node = member(name, JsonToken::Number, u"a number of milliseconds"_s);
    return node ? parseMilliseconds(node->text) : std::nullopt;
}

std::optional<WallTime> MemberReader::time(QByteArrayView name)
{
    const JsonNode *node = member(name, JsonToken::String, u"a time in quotes"_s);
    if (!node)
        return std::nullopt;
    const std::optional<WallTime> time = parseOffsetTime(node->text);
    if (!time)
        fail(*node, name,
             u"is \"%1\"; write a time such as 2026-11-24T09:41:12.034Z"_s.arg(
                 QString::fromUtf8(node->text.left(60))));
    return time;
}

QByteArray MemberReader::bytes(QByteArrayView name)
{
    const QByteArray encodedName = name.toByteArray().append("Base64");
    const JsonNode *encoded = member(encodedName, JsonToken::String, u"Base64 in quotes"_s);
    if (!encoded)
        return text(name);
    const auto decoded =
        QByteArray::fromBase64Encoding(encoded->text, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        fail(*encoded, encodedName, u"is no Base64"_s);
    return *decoded;
}

const JsonNode *MemberReader::object(QByteArrayView name)
{
    return member(name, JsonToken::BeginObject, u"an object"_s);
}

const JsonNode *MemberReader::array(QByteArrayView name)
{
    return member(name, JsonToken::BeginArray, u"an array"_s);
}

std::optional<WallTime> parseOffsetTime(QByteArrayView text)
{
    if (text.endsWith('Z'))
        return datetext::parseRfc3339(text);
    constexpr qsizetype kOffset = 6; // "+01:00"
    if (text.size() <= kOffset)
        return std::nullopt;
    const QByteArrayView offset = text.last(kOffset);
    const QByteArrayView hours = offset.sliced(1, 2);
    const QByteArrayView minutes = offset.sliced(4, 2);
    if ((offset[0] != '+' && offset[0] != '-') || offset[3] != ':' || !areDigits(hours)
        || !areDigits(minutes))
        return std::nullopt;
    const std::optional<WallTime> local =
        datetext::parseRfc3339(text.chopped(kOffset).toByteArray().append('Z'));
    if (!local)
        return std::nullopt;
    const std::chrono::minutes ahead = std::chrono::hours(hours.toByteArray().toInt())
        + std::chrono::minutes(minutes.toByteArray().toInt());
    return offset[0] == '+' ? *local - ahead : *local + ahead;
}

std::optional<std::chrono::microseconds> parseMilliseconds(QByteArrayView number)
{
    // An exponent is how programs write what is next to nothing: 1e-7.
    if (number.contains('e') || number.contains('E'))
        return number.contains('-') && !number.startsWith('-')
            ? std::optional(std::chrono::microseconds(0))
            : std::nullopt;
    const qsizetype dot = number.indexOf('.');
    const QByteArrayView whole = dot < 0 ? number : number.first(dot);
    if (!areDigits(whole))
        return std::nullopt;
    bool fits = false;
    const qint64 milliseconds = whole.toByteArray().toLongLong(&fits);
    if (!fits || milliseconds > kLongestMilliseconds)
        return std::nullopt;
    QByteArray fraction = dot < 0 ? QByteArray() : number.sliced(dot + 1).toByteArray();
    fraction = fraction.leftJustified(3, '0', true);
    return std::chrono::microseconds(milliseconds * 1000 + fraction.toInt());
}

} // namespace pushbench::app
