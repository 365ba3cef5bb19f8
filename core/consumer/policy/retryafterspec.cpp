// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/consumer/policy/retryafterspec.h"

#include "core/base/datetext.h"

#include <charconv>
#include <optional>

namespace pushbench::consumer {
namespace {

/// "+3" or "-10" behind the name of a notation.
std::optional<std::chrono::seconds> parseOffset(QByteArrayView text)
{
    if (text.size() < 2 || (text[0] != '+' && text[0] != '-') || text[1] == '-')
        return std::nullopt;
    qint64 seconds = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + 1, end, seconds);
    constexpr qint64 kCentury = 100ll * 366 * 24 * 3600;
    if (error != std::errc{} || stop != end || seconds > kCentury)
        return std::nullopt;
    return std::chrono::seconds(text[0] == '-' ? -seconds : seconds);
}

} // namespace

RetryAfterSpec RetryAfterSpec::parse(QByteArrayView text)
{
    if (text == QByteArrayView("seconds"))
        return {.kind = Kind::Seconds};
    struct Notation
    {
        QByteArrayView prefix;
        Kind kind;
    };
    for (const auto &[prefix, kind] :
         {Notation{"date:", Kind::ImfFixdate}, Notation{"rfc850:", Kind::Rfc850},
          Notation{"asctime:", Kind::Asctime}}) {
        if (!text.startsWith(prefix))
            continue;
        if (const auto offset = parseOffset(text.sliced(prefix.size())))
            return {.kind = kind, .offset = *offset};
    }
    return {.literal = text.toByteArray()};
}

QByteArray RetryAfterSpec::text() const
{
    const QByteArray wait = QByteArray(offset.count() < 0 ? "" : "+")
                                .append(QByteArray::number(qint64(offset.count())));
    switch (kind) {
    case Kind::Literal:
        return literal;
    case Kind::Seconds:
        return "seconds";
    case Kind::ImfFixdate:
        return QByteArray("date:").append(wait);
    case Kind::Rfc850:
        return QByteArray("rfc850:").append(wait);
    case Kind::Asctime:
        return QByteArray("asctime:").append(wait);
    }
    Q_UNREACHABLE();
}

QByteArray RetryAfterSpec::render(WallTime now, std::chrono::milliseconds left) const
{
    const WallTime then = left.count() > 0 ? now + left : now + offset;
    const WallTime date = std::chrono::ceil<std::chrono::seconds>(then);
    switch (kind) {
    case Kind::Literal:
        return literal;
    case Kind::Seconds:
        return QByteArray::number(qint64(std::chrono::ceil<std::chrono::seconds>(left).count()));
    case Kind::ImfFixdate:
        return datetext::imfFixdate(date);
    case Kind::Rfc850:
        return datetext::rfc850(date);
    case Kind::Asctime:
        return datetext::asctime(date);
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::consumer
