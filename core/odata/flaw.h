// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <utility>
#include <variant>

namespace pushbench::odata {

/// What is wrong with a request, for the program; Flaw::message is for people.
enum class FlawKind : quint8 {
    Syntax,        ///< It breaks the grammar.
    UnknownField,  ///< A name that the entity does not have; names are case-sensitive (CORE-19).
    TypeMismatch,  ///< A text is compared with a number, say.
    OutOfRange,    ///< A number that int64, or the option, does not hold.
    UnknownOption, ///< A system query option of nobody, or not in this place.
    Version,       ///< An OData version that is not spoken here (CORE-3).
    Unsupported,   ///< Legal OData that this service does not do.
    NotAcceptable, ///< A media type that it does not write.
    TooLong,
    TooComplex, ///< Too deep, or too many parts (CORE-16).
};

/// The status that goes with it.
[[nodiscard]] constexpr int statusOf(FlawKind kind) noexcept
{
    switch (kind) {
    case FlawKind::Syntax:
    case FlawKind::UnknownField:
    case FlawKind::TypeMismatch:
    case FlawKind::OutOfRange:
    case FlawKind::UnknownOption:
    case FlawKind::Version:
        return 400;
    case FlawKind::Unsupported:
        return 501;
    case FlawKind::NotAcceptable:
        return 406;
    case FlawKind::TooLong:
        return 414;
    case FlawKind::TooComplex:
        return 413;
    }
    Q_UNREACHABLE();
}

/// A request that cannot be answered as it is, and why: what a peer sent wrong is data, no Fault.
struct Flaw
{
    FlawKind kind = FlawKind::Syntax;
    QByteArray target{};  ///< "$filter", the name of a field of the head; empty: the request.
    QByteArray message{}; ///< One sentence: what, and how it would be right.
    qsizetype at = -1;    ///< Bytes in front of the place in the decoded value; -1: nowhere.

    friend bool operator==(const Flaw &, const Flaw &) = default;
};

/// Something that was read, or the flaw that stands in its way.
template <typename T>
class [[nodiscard]] Read
{
public:
    Read(T value)
        : m_state(std::move(value))
    {
    }
    Read(Flaw flaw)
        : m_state(std::move(flaw))
    {
    }

    [[nodiscard]] bool ok() const noexcept { return std::holds_alternative<T>(m_state); }
    explicit operator bool() const noexcept { return ok(); }

    [[nodiscard]] T &value() & { return *std::get_if<T>(&m_state); }
    [[nodiscard]] const T &value() const & { return *std::get_if<T>(&m_state); }
    [[nodiscard]] T &&value() && { return std::move(*std::get_if<T>(&m_state)); }
    T *operator->() { return std::get_if<T>(&m_state); }
    const T *operator->() const { return std::get_if<T>(&m_state); }

    [[nodiscard]] const Flaw &flaw() const { return *std::get_if<Flaw>(&m_state); }

private:
    std::variant<T, Flaw> m_state;
};

} // namespace pushbench::odata
