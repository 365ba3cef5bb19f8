// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/datetext.h"
#include "core/protocol/payloadwriter.h"

#include <optional>

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

    /// The line with its end.
    [[nodiscard]] QByteArray take() { return std::move(m_text.append("}\n")); }

private:
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
