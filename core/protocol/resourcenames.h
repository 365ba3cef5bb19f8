// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <array>

namespace pushbench::protocol {

/// The well-known name that `name` equals except for the case of its letters (RCP027-R4); empty
/// when the name is spelt right or is none of Data Dictionary 2.0's, which allows custom ones.
[[nodiscard]] QByteArrayView misspeltResourceName(QByteArrayView name) noexcept;

/// Is it a resource of Data Dictionary 2.0, spelt right?
[[nodiscard]] bool isKnownResource(QByteArrayView name) noexcept;

/// Names about which there was nothing to say a moment ago: a body turns between a few of them, and
/// every event asks. Holds views only.
class RecentNames
{
public:
    [[nodiscard]] bool holds(QByteArrayView name) const noexcept
    {
        return !name.isEmpty() && m_names[placeOf(name)] == name;
    }

    /// Not empty; one that had its place is forgotten.
    void add(QByteArrayView name) noexcept { m_names[placeOf(name)] = name; }

private:
    [[nodiscard]] static size_t placeOf(QByteArrayView name) noexcept
    {
        return (size_t(name.size()) * 5 + uchar(name.front()) + uchar(name.back())) % kPlaces;
    }

    static constexpr size_t kPlaces = 16;
    std::array<QByteArrayView, kPlaces> m_names;
};

} // namespace pushbench::protocol
