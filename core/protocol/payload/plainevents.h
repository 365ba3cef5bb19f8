// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/protocol/payload/payloadbuilder.h"
#include "core/protocol/resourcenames.h"

namespace pushbench::protocol {

/// Longer texts need their characters counted (DD20-F2, DD20-F3).
inline constexpr qsizetype kLongestPlainText = 255;

/// Sequences up to this deserve no remark (J-4).
inline constexpr quint64 kLargestDoubleExact = (quint64(1) << 53) - 1;

/// The events of one body that nothing can be remarked on: what both ways along the fast road ask
/// of a value, and of the events' order.
class PlainEvents
{
public:
    explicit PlainEvents(PayloadBuilder &builder)
        : m_builder(builder)
    {
    }

    [[nodiscard]] static bool isPlainSequence(quint64 number) noexcept
    {
        return number > 0 && number <= kLargestDoubleExact;
    }

    [[nodiscard]] static bool isPlainKey(QByteArrayView key) noexcept
    {
        return !key.isEmpty() && key.size() <= kLongestPlainText;
    }

    [[nodiscard]] bool isPlainName(QByteArrayView name)
    {
        if (m_names.holds(name))
            return true;
        if (name.isEmpty() || name.size() > kLongestPlainText
            || !misspeltResourceName(name).isEmpty())
            return false;
        m_names.add(name);
        return true;
    }

    /// False when it comes before the one before (RCP027-R7).
    [[nodiscard]] bool keep(const EntityEventView &event)
    {
        if (event.sequence < m_previous)
            return false;
        m_previous = event.sequence;
        m_builder.events().push_back(event);
        return true;
    }

private:
    PayloadBuilder &m_builder;
    Sequence m_previous{0};
    RecentNames m_names;
};

} // namespace pushbench::protocol
