// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/protocol/json/strictjson.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace pushbench::app {

/// One value of a file that is imported. A number keeps the digits that it was written with.
struct JsonNode
{
    protocol::JsonToken kind = protocol::JsonToken::Null; ///< BeginObject, BeginArray, String, ….
    QByteArray text{};               ///< Of a string, unescaped; of a number, its spelling.
    std::vector<QByteArray> names{}; ///< Of an object, beside items.
    std::vector<JsonNode> items{};
    qint64 line = 0; ///< Where it begins, from 1.

    [[nodiscard]] bool isObject() const { return kind == protocol::JsonToken::BeginObject; }
    [[nodiscard]] bool isArray() const { return kind == protocol::JsonToken::BeginArray; }
    [[nodiscard]] bool isNull() const { return kind == protocol::JsonToken::Null; }

    /// The first member of that name; null without one, or of what is no object.
    [[nodiscard]] const JsonNode *find(QByteArrayView name) const;
};

/// Reads the members of one object, and remembers the first that is not what it should be: a file
/// of others is read to its mistake, and no further.
class MemberReader
{
public:
    MemberReader(const JsonNode &object, QString file);

    /// A string; empty when it is absent or null.
    [[nodiscard]] QByteArray text(QByteArrayView name);
    /// An exact integer; nothing when it is absent or null.
    [[nodiscard]] std::optional<qint64> integer(QByteArrayView name);
    /// The same for what a 32-bit number holds.
    [[nodiscard]] int number(QByteArrayView name, int otherwise);
    /// Milliseconds with any fraction, exact to the microsecond; nothing when absent or negative,
    /// which HAR writes for "does not apply".
    [[nodiscard]] std::optional<std::chrono::microseconds> milliseconds(QByteArrayView name);
    /// RFC 3339 with any offset; nothing when it is absent.
    [[nodiscard]] std::optional<WallTime> time(QByteArrayView name);
    /// Bytes: the string of that name, or Base64 in "<name>Base64".
    [[nodiscard]] QByteArray bytes(QByteArrayView name);
    /// An object or array; null when absent.
    [[nodiscard]] const JsonNode *object(QByteArrayView name);
    [[nodiscard]] const JsonNode *array(QByteArrayView name);

    [[nodiscard]] bool has(QByteArrayView name) const { return m_object.find(name) != nullptr; }

    void fail(const JsonNode &at, QByteArrayView name, const QString &text);
    [[nodiscard]] const std::optional<Fault> &fault() const noexcept { return m_fault; }
    void take(const std::optional<Fault> &inner);

    [[nodiscard]] const QString &file() const noexcept { return m_file; }

private:
    [[nodiscard]] const JsonNode *member(QByteArrayView name, protocol::JsonToken kind,
                                         const QString &expected);

    const JsonNode &m_object;
    QString m_file;
    std::optional<Fault> m_fault;
};

/// "2026-11-24T09:41:12.034+01:00": what other programs write; to the microsecond.
[[nodiscard]] std::optional<WallTime> parseOffsetTime(QByteArrayView text);

/// "12.0345" milliseconds in exact microseconds, the rest cut off; nothing for what is no number of
/// that form or negative.
[[nodiscard]] std::optional<std::chrono::microseconds> parseMilliseconds(QByteArrayView number);

} // namespace pushbench::app
