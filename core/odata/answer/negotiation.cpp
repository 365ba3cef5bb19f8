// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/odata/answer/negotiation.h"

#include "core/odata/query/numbers.h"
#include "core/protocol/mediatype.h"

#include <algorithm>

namespace pushbench::odata {
namespace {

using protocol::MediaType;

/// "4.01" as 401, "4.0" as 400, "10.0" as 1000; nullopt for what is no version.
std::optional<int> versionNumber(QByteArrayView text)
{
    const qsizetype dot = text.indexOf('.');
    if (dot < 1 || dot > 4 || text.size() - dot < 2 || text.size() - dot > 3)
        return std::nullopt;
    const auto digits = [](QByteArrayView part) {
        return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (!digits(text.first(dot)) || !digits(text.sliced(dot + 1)))
        return std::nullopt;
    const qint64 minor = *integerFrom(text.sliced(dot + 1));
    return int(*integerFrom(text.first(dot)) * 100 + minor);
}

Flaw versionFlaw(const char *field, QByteArrayView value)
{
    return {FlawKind::Version, field,
            "OData 4.0 and 4.01 are spoken here, not \""
                + value.first(std::min<qsizetype>(value.size(), 20)).toByteArray() + '"',
            -1};
}

/// The members of a list-valued field, cut at commas outside of quotes.
std::vector<QByteArrayView> listItems(QByteArrayView value, char separator)
{
    std::vector<QByteArrayView> items;
    bool quoted = false;
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= value.size(); ++i) {
        if (i < value.size() && value[i] == '"')
            quoted = !quoted;
        if (i == value.size() || (value[i] == separator && !quoted)) {
            items.push_back(value.sliced(begin, i - begin).trimmed());
            begin = i + 1;
        }
    }
    return items;
}

/// Thousandths; a weight that is none counts as 1.
int weightOf(const MediaType &type)
{
    const std::optional<QByteArray> weight = type.parameter("q");
    bool ok = false;
    const double value = weight ? weight->toDouble(&ok) : 1;
    return ok || !weight ? int(std::clamp(value, 0.0, 1.0) * 1000) : 1000;
}

std::optional<Format::Kind> kindOf(const MediaType &type, std::span<const Format::Kind> offered)
{
    const auto isOffered = [offered](Format::Kind kind) {
        return std::ranges::find(offered, kind) != offered.end();
    };
    const bool anything = type.type == "*" && type.subtype == "*";
    if (anything || (type.type == "application" && type.subtype == "*"))
        return offered.front();
    if (type.type == "application" && type.subtype == "json" && isOffered(Format::Kind::Json))
        return Format::Kind::Json;
    if (type.type == "application" && type.subtype == "xml" && isOffered(Format::Kind::Xml))
        return Format::Kind::Xml;
    return std::nullopt;
}

Format formatOf(Format::Kind kind, const MediaType &type)
{
    Format format{.kind = kind};
    if (kind != Format::Kind::Json)
        return format;
    std::optional<QByteArray> metadata = type.parameter("odata.metadata");
    if (!metadata)
        metadata = type.parameter("metadata"); // 4.01
    format.context = !metadata || metadata->toLower() != "none";
    const std::optional<QByteArray> ieee754 = type.parameter("ieee754compatible");
    format.ieee754 = ieee754 && ieee754->toLower() == "true";
    return format;
}

/// wildcards and offered types by weight, what is named first wins among equals.
std::optional<Format> bestOf(std::span<const QByteArrayView> accept,
                             std::span<const Format::Kind> offered)
{
    std::optional<Format> best;
    int bestWeight = 0;
    for (const QByteArrayView value : accept) {
        for (const QByteArrayView item : listItems(value, ',')) {
            const std::optional<MediaType> type = protocol::parseMediaType(item);
            const std::optional<Format::Kind> kind = type ? kindOf(*type, offered) : std::nullopt;
            if (kind && weightOf(*type) > bestWeight) {
                best = formatOf(*kind, *type);
                bestWeight = weightOf(*type);
            }
        }
    }
    return best;
}

} // namespace

Read<Version> negotiateVersion(std::optional<QByteArrayView> version,
                               std::optional<QByteArrayView> most)
{
    if (version && *version != QByteArrayView("4.0") && *version != QByteArrayView("4.01"))
        return versionFlaw("OData-Version", *version);
    if (most) {
        const std::optional<int> number = versionNumber(*most);
        if (!number || *number < 400)
            return versionFlaw("OData-MaxVersion", *most);
        return *number > 400 ? Version::V401 : Version::V40;
    }
    return version == QByteArrayView("4.01") ? Version::V401 : Version::V40;
}

Read<Format> negotiateFormat(std::span<const QByteArrayView> accept,
                             const std::optional<QByteArray> &format,
                             std::span<const Format::Kind> offered)
{
    if (format) {
        const QByteArray name = format->trimmed();
        const std::optional<MediaType> type = protocol::parseMediaType(
            name == "json" || name == "xml" ? "application/" + name : name);
        if (!type)
            return Flaw{FlawKind::Syntax, "$format", "write json or a media type", -1};
        if (const std::optional<Format::Kind> kind = kindOf(*type, offered))
            return formatOf(*kind, *type);
        return Flaw{FlawKind::NotAcceptable, "$format", "this is not written here", -1};
    }
    if (accept.empty())
        return Format{.kind = offered.front()};
    if (const std::optional<Format> best = bestOf(accept, offered))
        return *best;
    return Flaw{FlawKind::NotAcceptable, "Accept", "nothing of what is accepted is written here",
                -1};
}

QByteArray contentTypeOf(const Format &format)
{
    if (format.kind == Format::Kind::Xml)
        return "application/xml;charset=utf-8";
    QByteArray type = "application/json;odata.metadata=";
    type.append(format.context ? "minimal" : "none");
    if (format.ieee754)
        type.append(";IEEE754Compatible=true");
    return type;
}

std::optional<qint64> preferredPageSize(std::span<const QByteArrayView> prefer)
{
    for (const QByteArrayView value : prefer) {
        for (const QByteArrayView item : listItems(value, ',')) {
            const QByteArrayView preference = listItems(item, ';').front();
            const qsizetype equals = preference.indexOf('=');
            if (equals < 0)
                continue;
            const QByteArray name = preference.first(equals).trimmed().toByteArray().toLower();
            if (name != "maxpagesize" && name != "odata.maxpagesize")
                continue;
            QByteArrayView number = preference.sliced(equals + 1).trimmed();
            if (number.size() > 2 && number.startsWith('"') && number.endsWith('"'))
                number = number.sliced(1).chopped(1);
            const std::optional<qint64> size = integerFrom(number);
            if (size && *size > 0)
                return size;
        }
    }
    return std::nullopt;
}

} // namespace pushbench::odata
