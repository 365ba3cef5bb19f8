// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/filter/filter.h"

#include <algorithm>

namespace pushbench::odata {
namespace {

constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
constexpr qint64 kMost = std::numeric_limits<qint64>::max();
constexpr SequenceRange kNowhere{.first = kMost, .last = kLeast};

template <typename T>
bool holds(Comparison comparison, const T &a, const T &b)
{
    switch (comparison) {
    case Comparison::Equal:
        return a == b;
    case Comparison::NotEqual:
        return a != b;
    case Comparison::Greater:
        return a > b;
    case Comparison::GreaterOrEqual:
        return a >= b;
    case Comparison::Less:
        return a < b;
    case Comparison::LessOrEqual:
        return a <= b;
    }
    Q_UNREACHABLE();
}

/// Byte by byte, which is the order of code points in UTF-8.
int order(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b);
}

Value booleanOf(bool truth)
{
    return {.type = Type::Boolean, .truth = truth};
}

/// One expression against one event.
class Evaluation
{
public:
    Evaluation(const Expression &nodes, const protocol::EntityEventView &event)
        : m_nodes(nodes)
        , m_event(event)
    {
    }

    [[nodiscard]] Value of(int index) const
    {
        const Node &node = m_nodes[size_t(index)];
        switch (node.kind) {
        case Node::Kind::Literal:
            return {
                .type = node.type, .number = node.number, .text = node.text, .truth = node.truth};
        case Node::Kind::Field:
            return ofField(node.field);
        case Node::Kind::Not: {
            const Value child = of(node.children.front());
            return child.type == Type::Null ? child : booleanOf(!child.truth);
        }
        case Node::Kind::And:
            return ofJunction(node, false);
        case Node::Kind::Or:
            return ofJunction(node, true);
        case Node::Kind::Compare:
            return booleanOf(compare(node));
        case Node::Kind::In:
            return booleanOf(isIn(node));
        case Node::Kind::Call:
            return ofCall(node);
        }
        Q_UNREACHABLE();
    }

private:
    [[nodiscard]] Value ofField(Field field) const
    {
        switch (field) {
        case Field::Sequence:
            return {.type = Type::Integer, .number = m_event.sequence.value};
        case Field::ResourceName:
            return {.type = Type::Text, .text = m_event.resourceName};
        case Field::ResourceRecordKey:
            return {.type = Type::Text, .text = m_event.resourceRecordKey};
        case Field::ResourceRecordUrl:
            return {.type = m_event.resourceRecordUrl.isEmpty() ? Type::Null : Type::Text,
                    .text = m_event.resourceRecordUrl};
        case Field::FeedTypes:
            break;
        }
        return {};
    }

    /// And is decided by the first false, or by the first true; else null counts.
    [[nodiscard]] Value ofJunction(const Node &node, bool decides) const
    {
        bool unknown = false;
        for (const int child : node.children) {
            const Value value = of(child);
            if (value.type == Type::Null)
                unknown = true;
            else if (value.truth == decides)
                return value;
        }
        return unknown ? Value{} : booleanOf(!decides);
    }

    [[nodiscard]] bool compare(const Node &node) const
    {
        const Value a = of(node.children[0]);
        const Value b = of(node.children[1]);
        if (a.type == Type::Null || b.type == Type::Null) {
            const bool same = a.type == b.type;
            return node.comparison == Comparison::Equal   ? same
                : node.comparison == Comparison::NotEqual ? !same
                                                          : false;
        }
        if (a.type == Type::Integer)
            return holds(node.comparison, a.number, b.number);
        if (a.type == Type::Boolean)
            return holds(node.comparison, a.truth, b.truth);
        return holds(node.comparison, order(a.text, b.text), 0);
    }

    [[nodiscard]] bool isIn(const Node &node) const
    {
        const Value member = of(node.children.front());
        if (member.type == Type::Null)
            return node.hasNull;
        if (member.type == Type::Integer)
            return std::ranges::binary_search(node.numbers, member.number);
        return std::binary_search(
            node.texts.begin(), node.texts.end(), member.text,
            [](QByteArrayView a, QByteArrayView b) { return order(a, b) < 0; });
    }

    [[nodiscard]] Value ofCall(const Node &node) const
    {
        const Value text = of(node.children[0]);
        const Value part = of(node.children[1]);
        if (text.type == Type::Null || part.type == Type::Null)
            return {};
        switch (node.function) {
        case Function::StartsWith:
            return booleanOf(text.text.startsWith(part.text));
        case Function::EndsWith:
            return booleanOf(text.text.endsWith(part.text));
        case Function::Contains:
            return booleanOf(part.text.isEmpty() || text.text.contains(part.text));
        }
        Q_UNREACHABLE();
    }

    const Expression &m_nodes;
    const protocol::EntityEventView &m_event;
};

/// Where a part can hold, and whether it holds everywhere there.
struct Where
{
    SequenceRange range{};
    bool whole = false;
};

SequenceRange meet(const SequenceRange &a, const SequenceRange &b)
{
    return {std::max(a.first, b.first), std::min(a.last, b.last)};
}

Where whereBound(Comparison comparison, qint64 bound)
{
    switch (comparison) {
    case Comparison::Equal:
        return {{bound, bound}, true};
    case Comparison::NotEqual:
        return {};
    case Comparison::Greater:
        return {bound == kMost ? kNowhere : SequenceRange{bound + 1, kMost}, true};
    case Comparison::GreaterOrEqual:
        return {{bound, kMost}, true};
    case Comparison::Less:
        return {bound == kLeast ? kNowhere : SequenceRange{kLeast, bound - 1}, true};
    case Comparison::LessOrEqual:
        return {{kLeast, bound}, true};
    }
    Q_UNREACHABLE();
}

Where whereOf(const Expression &nodes, int index);

Where whereCompared(const Expression &nodes, const Node &node)
{
    const auto isSequence = [](const Node &part) {
        return part.kind == Node::Kind::Field && part.field == Field::Sequence;
    };
    const auto isNumber = [](const Node &part) {
        return part.kind == Node::Kind::Literal && part.type == Type::Integer;
    };
    const Node &left = nodes[size_t(node.children[0])];
    const Node &right = nodes[size_t(node.children[1])];
    if (isSequence(left) && isNumber(right))
        return whereBound(node.comparison, right.number);
    if (isNumber(left) && isSequence(right))
        return whereBound(mirrored(node.comparison), left.number);
    return {};
}

Where whereAll(const Expression &nodes, const Node &node)
{
    Where all{.range = {}, .whole = true};
    for (const int child : node.children) {
        const Where where = whereOf(nodes, child);
        all.range = meet(all.range, where.range);
        all.whole = all.whole && where.whole;
    }
    return all;
}

Where whereAny(const Expression &nodes, const Node &node)
{
    SequenceRange hull = kNowhere;
    for (const int child : node.children) {
        const SequenceRange range = whereOf(nodes, child).range;
        if (!range.isEmpty())
            hull = {std::min(hull.first, range.first), std::max(hull.last, range.last)};
    }
    return {hull, false};
}

Where whereOf(const Expression &nodes, int index)
{
    const Node &node = nodes[size_t(index)];
    switch (node.kind) {
    case Node::Kind::Literal:
        return node.truth ? Where{{}, true} : Where{kNowhere, true};
    case Node::Kind::And:
        return whereAll(nodes, node);
    case Node::Kind::Or:
        return whereAny(nodes, node);
    case Node::Kind::Compare:
        return whereCompared(nodes, node);
    case Node::Kind::In:
        if (nodes[size_t(node.children.front())].kind == Node::Kind::Field && !node.numbers.empty())
            return {{node.numbers.front(), node.numbers.back()}, false};
        return {};
    case Node::Kind::Field:
    case Node::Kind::Not:
    case Node::Kind::Call:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

Filter::Filter(Expression nodes)
    : m_nodes(std::move(nodes))
{
    const Where where = whereOf(m_nodes, int(m_nodes.size()) - 1);
    m_range = where.range;
    m_isRange = where.whole;
}

Read<Filter> Filter::parse(QByteArrayView text, const FilterRules &rules)
{
    Read<Expression> nodes = FilterParser(text, rules).parse();
    if (!nodes)
        return nodes.flaw();
    return Filter(std::move(nodes).value());
}

bool Filter::matches(const protocol::EntityEventView &event) const
{
    return Evaluation(m_nodes, event).of(int(m_nodes.size()) - 1).truth;
}

} // namespace pushbench::odata
