// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/keyhasher.h"

#include "core/protocol/json/strictjson.h"
#include "core/protocol/json/unicode.h"
#include "core/protocol/payload/members.h"
#include "core/protocol/payload/payloadwriter.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <array>

namespace pushbench::app {
namespace {

using protocol::JsonToken;

constexpr int kDeepest = 512;
constexpr qsizetype kHexDigits = 16;
/// A shorter key is found everywhere, and tells nothing.
constexpr qsizetype kShortestQuoted = 4;

enum class What : quint8 {
    Other,
    Key,
    Url,
};

What meaningOf(QByteArrayView unescapedName)
{
    const protocol::Member member = protocol::recogniseMember(unescapedName);
    switch (member.kind) {
    case protocol::MemberKind::Field:
    case protocol::MemberKind::LegacyField:
    case protocol::MemberKind::NearField:
        break;
    default:
        return What::Other;
    }
    if (member.field == protocol::Field::ResourceRecordKey)
        return What::Key;
    return member.field == protocol::Field::ResourceRecordUrl ? What::Url : What::Other;
}

/// A value of JSON that a key or a link of ours may stand in.
struct Value
{
    What what = What::Other;
    JsonToken token = JsonToken::String;
    protocol::ByteRange range{};
    QByteArray text{}; ///< Unescaped.
};

/// The keys and links of a text as far as it is JSON; `ends` is where that ends.
std::vector<Value> valuesIn(QByteArrayView text, qsizetype &ends)
{
    std::vector<Value> values;
    protocol::JsonReader reader(text, kDeepest);
    What what = What::Other;
    ends = 0;
    while (true) {
        const JsonToken token = reader.next();
        if (token == JsonToken::End) {
            ends = text.size();
            return values;
        }
        if (token == JsonToken::Malformed)
            return values;
        ends = reader.range().offset + reader.range().length;
        if (token == JsonToken::Name) {
            QByteArray name;
            protocol::appendUnescaped(name, reader.text());
            what = meaningOf(name);
            continue;
        }
        if (what != What::Other && (token == JsonToken::String || token == JsonToken::Number)) {
            Value value{.what = what, .token = token, .range = reader.range()};
            protocol::appendUnescaped(value.text, reader.text());
            values.push_back(std::move(value));
        }
        // A list of keys is none that anybody agreed on, but its texts are keys all the same.
        if (token != JsonToken::BeginArray && token != JsonToken::String
            && token != JsonToken::Number)
            what = What::Other;
    }
}

bool endsWord(QByteArrayView text, qsizetype at)
{
    if (at < 0 || at >= text.size())
        return true;
    const char c = text[at];
    return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

} // namespace

QByteArray KeyHasher::hashOf(QByteArrayView key) const
{
    if (key.isEmpty())
        return {}; // That a key is empty is no secret, and a mistake.
    const QByteArray code =
        QMessageAuthenticationCode::hash(key.toByteArray(), m_salt, QCryptographicHash::Sha256);
    return code.toHex().first(kHexDigits).prepend("k-");
}

QByteArray KeyHasher::numberFor(QByteArrayView digits) const
{
    const QByteArray hash = hashOf(digits).sliced(2);
    // 15 digits, and none of them in front is a zero.
    return QByteArray::number(100'000'000'000'000
                              + qint64(hash.toULongLong(nullptr, 16) % 900'000'000'000'000));
}

/// Where the link names its record: by the key that stands beside it, or in parentheses.
QByteArray KeyHasher::url(QByteArrayView url, QByteArrayView key) const
{
    QByteArray out = url.toByteArray();
    if (!key.isEmpty()) {
        for (const QByteArray &spelled : {key.toByteArray(), key.toByteArray().toPercentEncoding()})
            out = quoting(std::move(out), {spelled});
        if (out != url)
            return out;
    }
    const qsizetype open = out.lastIndexOf('(');
    const qsizetype close = out.lastIndexOf(')');
    const qsizetype from = open >= 0 && close > open ? open + 1 : out.lastIndexOf('/') + 1;
    const qsizetype to = open >= 0 && close > open ? close : out.size();
    QByteArray inner = out.sliced(from, to - from);
    const bool quoted = inner.size() >= 2 && inner.startsWith('\'') && inner.endsWith('\'');
    if (quoted)
        inner = inner.sliced(1, inner.size() - 2);
    QByteArray hashed = hashOf(QByteArray::fromPercentEncoding(inner));
    if (quoted)
        hashed.prepend('\'').append('\'');
    return out.replace(from, to - from, hashed);
}

QByteArray KeyHasher::body(QByteArrayView body, QByteArrayList &keys)
{
    qsizetype ends = 0;
    const std::vector<Value> values = valuesIn(body, ends);
    QByteArray out;
    qsizetype from = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        const Value &value = values[i];
        QByteArray hashed;
        if (value.what == What::Key) {
            keys.append(value.text);
            if (value.token == JsonToken::Number)
                hashed = numberFor(value.text);
            else
                protocol::appendJsonString(hashed, hashOf(value.text));
        } else {
            // The key of its own event stands right before or right behind it.
            QByteArray key;
            if (i > 0 && values[i - 1].what == What::Key)
                key = values[i - 1].text;
            else if (i + 1 < values.size() && values[i + 1].what == What::Key)
                key = values[i + 1].text;
            protocol::appendJsonString(hashed, url(value.text, key));
        }
        out.append(body.sliced(from, value.range.offset - from)).append(hashed);
        from = value.range.offset + value.range.length;
    }
    if (ends == body.size())
        return out.append(body.sliced(from));
    ++m_doubtful;
    return out.append(byName(body.sliced(from), keys));
}

/// What is no JSON: whatever stands behind a name that looks like one of ours, as XML, a form or
/// broken JSON write it.
QByteArray KeyHasher::byName(QByteArrayView text, QByteArrayList &keys) const
{
    constexpr QByteArrayView kLead = "\"' \t\r\n:=>\\";
    constexpr QByteArrayView kEnds = "\"'<>&,}\r\n";
    const QByteArray lower = text.toByteArray().toLower();
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype at = lower.indexOf("resourcerecord"); at >= 0;
         at = lower.indexOf("resourcerecord", at)) {
        while (at < text.size() && !endsWord(text, at))
            ++at;
        while (at < text.size() && kLead.contains(text[at]))
            ++at;
        const qsizetype begins = at;
        while (at < text.size() && !kEnds.contains(text[at]))
            ++at;
        if (at == begins)
            continue;
        const QByteArrayView value = text.sliced(begins, at - begins);
        keys.append(value.toByteArray());
        out.append(text.sliced(from, begins - from)).append(hashOf(value));
        from = at;
    }
    return out.append(text.sliced(from));
}

/// A text that quotes keys, such as an answer that says what is wrong with one.
QByteArray KeyHasher::quoting(QByteArray text, const QByteArrayList &keys) const
{
    for (const QByteArray &key : keys) {
        if (key.size() < kShortestQuoted)
            continue;
        for (qsizetype at = text.indexOf(key); at >= 0; at = text.indexOf(key, at)) {
            if (!endsWord(text, at - 1) || !endsWord(text, at + key.size())) {
                ++at;
                continue;
            }
            const QByteArray hashed = hashOf(QByteArray::fromPercentEncoding(key));
            text.replace(at, key.size(), hashed);
            at += hashed.size();
        }
    }
    return text;
}

void KeyHasher::hash(journal::Exchange &exchange)
{
    QByteArrayList keys;
    if (!exchange.requestBody.isEmpty())
        exchange.requestBody = body(exchange.requestBody, keys);
    // Answers are of any kind, and no JSON is nothing remarkable about them.
    QByteArrayList answered;
    const qint64 doubtful = m_doubtful;
    if (!exchange.responseBody.isEmpty())
        exchange.responseBody = body(exchange.responseBody, answered);
    m_doubtful = doubtful;
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    // Answers are short, as a rule; what would take minutes is left out rather than shown.
    constexpr qsizetype kMostWork = 2'000'000'000;
    if (keys.size() * exchange.responseBody.size() <= kMostWork)
        exchange.responseBody = quoting(std::move(exchange.responseBody), keys);
    else
        exchange.responseBody = "left out, because it may quote keys";
}

} // namespace pushbench::app
