// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/query/query.h"

#include "core/odata/query/numbers.h"
#include "core/odata/query/percent.h"
#include "core/wire/message.h"

#include <QList>

#include <algorithm>
#include <array>

namespace pushbench::odata {
namespace {

enum class Option : quint8 {
    Filter,
    OrderBy,
    Top,
    Skip,
    Count,
    Select,
    Format,
    SkipToken,
};

struct OptionName
{
    QByteArrayView name; ///< With its $.
    Option option;
    bool repeated;   ///< In a link to the next page.
    bool ofEntities; ///< Also where an entity is asked for.
};

constexpr std::array<OptionName, 8> kOptions{{
    {"$filter", Option::Filter, true, false},
    {"$orderby", Option::OrderBy, true, false},
    {"$top", Option::Top, false, false},
    {"$skip", Option::Skip, false, false},
    {"$count", Option::Count, true, false},
    {"$select", Option::Select, true, true},
    {"$format", Option::Format, true, true},
    {"$skiptoken", Option::SkipToken, false, false},
}};

/// Options of OData that this service does not do.
constexpr std::array<QByteArrayView, 8> kUnsupported{"$expand",  "$search",       "$apply",
                                                     "$compute", "$deltatoken",   "$index",
                                                     "$levels",  "$schemaversion"};

/// What a peer wrote, for a message.
QByteArray shortened(QByteArrayView text)
{
    return text.first(std::min<qsizetype>(text.size(), 60)).toByteArray();
}

QByteArrayView trimmed(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

class QueryReader
{
public:
    explicit QueryReader(const QueryRules &rules)
        : m_rules(rules)
    {
    }

    Read<Query> read(QByteArrayView query)
    {
        std::vector<QByteArrayView> pieces;
        qsizetype length = 0;
        while (!query.isEmpty()) {
            const qsizetype end = query.indexOf('&');
            const QByteArrayView piece = end < 0 ? query : query.first(end);
            pieces.push_back(piece);
            if (!isSkipToken(piece))
                length += piece.size() + 1;
            query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
        }
        if (length > m_rules.longest)
            fail(FlawKind::TooLong, {}, "the query is too long");
        for (const QByteArrayView piece : pieces) {
            if (!piece.isEmpty() && !m_flaw)
                readPiece(piece);
        }
        if (m_flaw)
            return *m_flaw;
        return std::move(m_query);
    }

private:
    [[nodiscard]] static QByteArrayView nameIn(QByteArrayView piece)
    {
        const qsizetype equals = piece.indexOf('=');
        return equals < 0 ? piece : piece.first(equals);
    }

    /// As links of ours write it. It does not count: a link may not become too long by it.
    [[nodiscard]] static bool isSkipToken(QByteArrayView piece)
    {
        return nameIn(piece) == "$skiptoken";
    }

    void readPiece(QByteArrayView piece)
    {
        const QByteArrayView encoded = nameIn(piece);
        const Read<DecodedText> name = decodePercent(encoded, Plus::IsBlank);
        if (!name)
            return fail(name.flaw().kind, {}, "in an option's name: " + name.flaw().message);
        const QByteArray option = canonical(name.value().text);
        const auto known = std::ranges::find(kOptions, QByteArrayView(option), &OptionName::name);
        if (!option.startsWith('$'))
            return; // A custom option.
        if (!isAllowed(known, option))
            return;
        const bool hasValue = encoded.size() < piece.size();
        const Read<DecodedText> value = decodePercent(
            hasValue ? piece.sliced(encoded.size() + 1) : QByteArrayView(), Plus::IsBlank);
        if (!value)
            return fail(value.flaw().kind, option, value.flaw().message);
        m_query.plus = m_query.plus || value.value().plus || name.value().plus;
        m_option = option;
        if (m_rules.place != QueryPlace::Record || known->option == Option::Format)
            readOption(known->option, value.value().text);
        if (known->repeated)
            repeat(piece);
    }

    /// 4.01 lets the $ away, and minds no case.
    [[nodiscard]] QByteArray canonical(const QByteArray &name) const
    {
        if (m_rules.version == Version::V40)
            return name;
        const QByteArray lower = name.toLower();
        const QByteArray option = lower.startsWith('$') ? lower : '$' + lower;
        const bool system =
            std::ranges::find(kOptions, QByteArrayView(option), &OptionName::name) != kOptions.end()
            || std::ranges::find(kUnsupported, QByteArrayView(option)) != kUnsupported.end();
        return system ? option : name;
    }

    bool isAllowed(const OptionName *known, const QByteArray &option)
    {
        if (std::ranges::find(kUnsupported, QByteArrayView(option)) != kUnsupported.end()) {
            fail(FlawKind::Unsupported, option, "this service does not do " + option);
            return false;
        }
        if (known == kOptions.end()) {
            const QByteArray shown = shortened(option);
            fail(FlawKind::UnknownOption, shown, "OData knows no " + shown);
            return false;
        }
        const bool fits = m_rules.place == QueryPlace::Other ? known->option == Option::Format
            : m_rules.place == QueryPlace::Entity            ? known->ofEntities
                                                             : true;
        if (!fits) {
            fail(FlawKind::UnknownOption, option, option + " has no meaning here");
            return false;
        }
        const auto bit = 1u << uint(known->option);
        if (m_seen & bit) {
            fail(FlawKind::Syntax, option, option + " stands in the query twice");
            return false;
        }
        m_seen |= bit;
        return true;
    }

    void readOption(Option option, const QByteArray &text)
    {
        switch (option) {
        case Option::Filter:
            return readFilter(text);
        case Option::OrderBy:
            return readOrderBy(text);
        case Option::Top:
            m_query.top = readCount(text, std::numeric_limits<qint64>::max());
            return;
        case Option::Skip:
            m_query.skip = readCount(text, m_rules.mostSkipped).value_or(0);
            return;
        case Option::Count:
            m_query.count = text == "true";
            if (!m_query.count && text != "false")
                fail(FlawKind::Syntax, m_option, "write true or false");
            return;
        case Option::Select:
            return readSelect(text);
        case Option::Format:
            m_query.format = text;
            return;
        case Option::SkipToken:
            return readSkipToken(text);
        }
    }

    void readFilter(const QByteArray &text)
    {
        Read<Filter> filter = Filter::parse(text, {.caseBlind = m_rules.version == Version::V401});
        if (!filter) {
            m_flaw = filter.flaw();
            m_flaw->target = m_option;
            return;
        }
        m_query.filter = std::move(filter).value();
    }

    void readOrderBy(const QByteArray &text)
    {
        if (text.contains(','))
            return fail(FlawKind::Unsupported, m_option, "order by one field only");
        const QByteArray words = text.simplified();
        const qsizetype blank = words.indexOf(' ');
        const QByteArray name = blank < 0 ? words : words.first(blank);
        const QByteArray direction = blank < 0 ? QByteArray("asc") : words.sliced(blank + 1);
        const std::optional<Field> field = fieldNamed(name, DataDictionary::V20);
        if (!field)
            return fail(FlawKind::UnknownField, m_option,
                        '"' + shortened(name) + "\" is no field to order by");
        if (direction != "asc" && direction != "desc")
            return fail(FlawKind::Syntax, m_option, "write asc or desc behind the field");
        m_query.orderBy = {.field = *field, .descending = direction == "desc"};
    }

    std::optional<qint64> readCount(const QByteArray &text, qint64 most)
    {
        const std::optional<qint64> number = integerFrom(text);
        if (!number || *number < 0)
            fail(FlawKind::OutOfRange, m_option, "write a whole number from 0 up");
        else if (*number > most)
            fail(FlawKind::OutOfRange, m_option,
                 "no more than " + QByteArray::number(most)
                     + "; use $filter=EntityEventSequence gt N to begin further on");
        return number;
    }

    void readSelect(const QByteArray &text)
    {
        bool all = false;
        for (const QByteArray &item : text.split(',')) {
            const QByteArrayView name = trimmed(item);
            const std::optional<Field> field = fieldNamed(name, m_rules.dictionary);
            if (name == "*")
                all = true;
            else if (!field)
                return fail(FlawKind::UnknownField, m_option,
                            '"' + shortened(name) + "\" is no field of EntityEvent");
            else if (std::ranges::find(m_query.select.fields, *field)
                     == m_query.select.fields.end())
                m_query.select.fields.push_back(*field);
        }
        if (all)
            m_query.select.fields.clear();
    }

    void readSkipToken(const QByteArray &text)
    {
        Read<SkipToken> token = parseSkipToken(text);
        if (token)
            m_query.skipToken = std::move(token).value();
        else
            m_flaw = token.flaw();
    }

    void repeat(QByteArrayView piece)
    {
        if (!m_query.repeated.isEmpty())
            m_query.repeated.append('&');
        m_query.repeated.append(piece);
    }

    void fail(FlawKind kind, const QByteArray &target, const QByteArray &message)
    {
        if (!m_flaw)
            m_flaw = Flaw{kind, target, message, -1};
    }

    const QueryRules &m_rules;
    Query m_query;
    QByteArray m_option;
    uint m_seen = 0;
    std::optional<Flaw> m_flaw;
};

} // namespace

bool Selection::has(Field field) const noexcept
{
    return isAll() || std::ranges::find(fields, field) != fields.end();
}

Read<Query> parseQuery(QByteArrayView query, const QueryRules &rules)
{
    return QueryReader(rules).read(query);
}

} // namespace pushbench::odata
