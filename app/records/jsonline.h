// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/datetext.h"
#include "core/protocol/payload/payloadwriter.h"

#include <array>
#include <utility>

namespace pushbench::app {

/// One NDJSON record, its members in the order in which they are added. Integers are written
/// exactly, and never through a double.
class JsonLine
{
public:
    JsonLine(QByteArrayView type, WallTime time)
    {
        m_text.reserve(512);
        m_text.append('{');
        text("type", type);
        text("time", datetext::rfc3339(time));
    }

    JsonLine &text(QByteArrayView name, QByteArrayView value)
    {
        key(name);
        protocol::appendJsonString(m_text, value);
        return *this;
    }
    JsonLine &number(QByteArrayView name, qint64 value)
    {
        return raw(name, QByteArray::number(value));
    }
    JsonLine &count(QByteArrayView name, quint64 value)
    {
        return raw(name, QByteArray::number(value));
    }
    JsonLine &milliseconds(QByteArrayView name, std::chrono::microseconds value)
    {
        return raw(name, QByteArray::number(double(value.count()) / 1000, 'f', 3));
    }
    JsonLine &null(QByteArrayView name) { return raw(name, "null"); }

    /// A value that is JSON already.
    JsonLine &raw(QByteArrayView name, QByteArrayView json)
    {
        key(name);
        m_text.append(json);
        return *this;
    }

    /// Members that are JSON already, with their names.
    JsonLine &members(QByteArrayView json)
    {
        m_text.append(',');
        m_text.append(json);
        return *this;
    }

    /// The line with its end.
    [[nodiscard]] QByteArray take()
    {
        // Legal in JSON strings, but some readers end a line there.
        for (const auto &[character, escape] : kLineSeparators) {
            if (m_text.contains(character))
                m_text.replace(character, escape);
        }
        return std::move(m_text.append("}\n"));
    }

private:
    static constexpr std::array<std::pair<const char *, const char *>, 3> kLineSeparators{
        {{"\u2028", "\\u2028"}, {"\u2029", "\\u2029"}, {"\u0085", "\\u0085"}}};

    void key(QByteArrayView name)
    {
        if (m_text.size() > 1)
            m_text.append(',');
        protocol::appendJsonString(m_text, name);
        m_text.append(':');
    }

    QByteArray m_text;
};

} // namespace pushbench::app
