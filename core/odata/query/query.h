// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/odata/filter/filter.h"
#include "core/odata/query/skiptoken.h"

namespace pushbench::odata {

/// OData-Version of request and answer.
enum class Version : quint8 {
    V40,
    V401,
};

/// The fields that an answer shows.
struct Selection
{
    std::vector<Field> fields{}; ///< As they were named; empty: all, as by "*".

    [[nodiscard]] bool isAll() const noexcept { return fields.empty(); }
    [[nodiscard]] bool has(Field field) const noexcept;
};

struct OrderBy
{
    Field field = Field::Sequence;
    bool descending = false;
};

/// What the query of a request asks for.
struct Query
{
    std::optional<Filter> filter{};
    OrderBy orderBy{};
    std::optional<qint64> top{};
    qint64 skip = 0;
    bool count = false;
    Selection select{};
    std::optional<QByteArray> format{};
    std::optional<SkipToken> skipToken{};

    /// The options that a link to the next page repeats, as they came, joined by "&".
    QByteArray repeated{};
    bool plus = false; ///< A bare "+" was taken for a blank: a warning's worth.
};

/// What a query is asked of, and what may be asked.
enum class QueryPlace : quint8 {
    Collection,
    Count,  ///< EntityEvent/$count: what orders, cuts and selects is read and of no effect.
    Entity, ///< By key: $select and $format.
    Record, ///< Of another resource, by key: $format counts, what else OData knows is ignored.
    Other,  ///< Service document and metadata: $format.
};

struct QueryRules
{
    QueryPlace place = QueryPlace::Collection;
    Version version = Version::V40; ///< 4.01: options without their $, operators in any case (O-5).
    DataDictionary dictionary = DataDictionary::V20;
    qsizetype longest = 8 * 1024; ///< Bytes of all options but $skiptoken; more are 414.
    qint64 mostSkipped = 100'000; ///< A larger $skip is refused (CORE-9).
};

/// Reads the part of a target behind its "?". Names and values are percent-decoded, names too
/// ("%24filter"); what has no "$" is a custom option and ignored.
[[nodiscard]] Read<Query> parseQuery(QByteArrayView query, const QueryRules &rules = {});

} // namespace pushbench::odata
