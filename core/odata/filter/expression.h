// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/fields.h"

#include <QByteArray>

#include <vector>

namespace pushbench::odata {

enum class Type : quint8 {
    Integer,
    Text,
    Boolean,
    Null,
};

enum class Comparison : quint8 {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
};

enum class Function : quint8 {
    StartsWith,
    EndsWith,
    Contains,
};

/// What an operand is worth for one row. Texts are views into the row or the expression.
struct Value
{
    Type type = Type::Null;
    qint64 number = 0;
    QByteArrayView text{};
    bool truth = false;
};

/// A part of an expression. Children are indexes into Expression::nodes, and smaller than their
/// parent's.
struct Node
{
    enum class Kind : quint8 {
        Literal,
        Field,
        Not,
        And, ///< Of two or more.
        Or,
        Compare,
        In, ///< The one child among the literals below.
        Call,
    };

    Kind kind = Kind::Literal;
    Type type = Type::Null; ///< Of the result; a text may still be null for a row.
    Comparison comparison = Comparison::Equal;
    Function function = Function::StartsWith;
    Field field = Field::Sequence;
    int depth = 1;
    qint64 number = 0;
    bool truth = false;
    bool hasNull = false; ///< In: null is among the literals.
    QByteArray text{};    ///< Unquoted.
    std::vector<int> children{};
    std::vector<qint64> numbers{};   ///< In: ascending.
    std::vector<QByteArray> texts{}; ///< In: ascending.
};

/// A filter's tree in one piece; the root is the last node.
using Expression = std::vector<Node>;

/// The comparison that says the same with its operands swapped.
[[nodiscard]] constexpr Comparison mirrored(Comparison comparison) noexcept
{
    switch (comparison) {
    case Comparison::Greater:
        return Comparison::Less;
    case Comparison::GreaterOrEqual:
        return Comparison::LessOrEqual;
    case Comparison::Less:
        return Comparison::Greater;
    case Comparison::LessOrEqual:
        return Comparison::GreaterOrEqual;
    case Comparison::Equal:
    case Comparison::NotEqual:
        return comparison;
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::odata
