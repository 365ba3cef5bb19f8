// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <type_traits>
#include <utility>
#include <variant>

namespace pushbench {

/// What went wrong, for the program; Fault::text is for people.
enum class FaultKind : quint8 {
    Usage,       ///< The caller asked for something that makes no sense.
    NotFound,    ///< A file, port or record that should be there is not.
    Denied,      ///< The system refuses: permissions, a port in use, a locked file.
    Malformed,   ///< The content is not what it claims to be.
    Unsupported, ///< Understood, but this version cannot do it (a newer session file, say).
    Exhausted,   ///< A limit was reached: disk full, too many descriptors.
    Broken,      ///< The system or a library failed in a way that has no better name.
};

/// An error of ours or of the machine. What a peer sent wrong is data (a Finding), never a Fault.
struct Fault
{
    FaultKind kind = FaultKind::Broken;
    QString where; ///< File, address or option that it happened at.
    QString text;  ///< One sentence: what happened and how to mend it.

    /// "where: text", the line that the command line prints.
    [[nodiscard]] QString message() const { return where.isEmpty() ? text : where + u": " + text; }

    friend bool operator==(const Fault &, const Fault &) = default;
};

/// Either a value or the Fault that stands in its way. Absence that is not an error is
/// std::optional instead.
template <typename T = std::monostate>
class [[nodiscard]] Result
{
    static_assert(!std::is_same_v<T, Fault>);

public:
    Result() requires std::is_default_constructible_v<T> : m_state(T{}) { }
    Result(T value)
        : m_state(std::move(value))
    {
    }
    Result(Fault fault)
        : m_state(std::move(fault))
    {
    }

    [[nodiscard]] bool ok() const noexcept { return std::holds_alternative<T>(m_state); }
    explicit operator bool() const noexcept { return ok(); }

    /// The value; calling it on a failed Result is a bug of the caller.
    [[nodiscard]] T &value() & { return *std::get_if<T>(&m_state); }
    [[nodiscard]] const T &value() const & { return *std::get_if<T>(&m_state); }
    [[nodiscard]] T &&value() && { return std::move(*std::get_if<T>(&m_state)); }
    T *operator->() { return std::get_if<T>(&m_state); }
    const T *operator->() const { return std::get_if<T>(&m_state); }

    /// The fault; calling it on a successful Result is a bug of the caller.
    [[nodiscard]] const Fault &fault() const { return *std::get_if<Fault>(&m_state); }

private:
    std::variant<T, Fault> m_state;
};

} // namespace pushbench
