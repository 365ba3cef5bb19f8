// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/retryafter.h"

#include "core/base/datetext.h"

#include <array>

namespace pushbench::protocol {
namespace {

using std::chrono::seconds;

constexpr std::array<QByteArrayView, 7> kDays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday"};
constexpr std::array<QByteArrayView, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Two-digit years that would lie further ahead mean the century before (H-RA4).
constexpr std::chrono::years kFarthestFuture{50};

constexpr bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

/// Takes a value apart from left to right; every step says whether it found what it wanted.
class Cursor
{
public:
    explicit Cursor(QByteArrayView text)
        : m_rest(text)
    {
    }

    [[nodiscard]] bool done() const { return m_rest.isEmpty(); }

    bool literal(QByteArrayView text)
    {
        if (!m_rest.startsWith(text))
            return false;
        m_rest = m_rest.sliced(text.size());
        return true;
    }

    bool number(qsizetype digits, int &value)
    {
        if (m_rest.size() < digits)
            return false;
        value = 0;
        for (const char c : m_rest.first(digits)) {
            if (!isDigit(c))
                return false;
            value = value * 10 + (c - '0');
        }
        m_rest = m_rest.sliced(digits);
        return true;
    }

    /// The name need not be the one of the date: recipients are asked to be lenient.
    bool dayName(bool whole)
    {
        for (const QByteArrayView day : kDays) {
            if (literal(whole ? day : day.first(3)))
                return true;
        }
        return false;
    }

    bool month(unsigned &value)
    {
        for (size_t i = 0; i < kMonths.size(); ++i) {
            if (literal(kMonths[i])) {
                value = unsigned(i + 1);
                return true;
            }
        }
        return false;
    }

private:
    QByteArrayView m_rest;
};

struct DateParts
{
    int year = 0;
    unsigned month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

bool readTime(Cursor &cursor, DateParts &parts)
{
    return cursor.number(2, parts.hour) && cursor.literal(":") && cursor.number(2, parts.minute)
        && cursor.literal(":") && cursor.number(2, parts.second);
}

/// second 60 is a leap second: the first instant behind it is near enough.
std::optional<WallTime> toTime(const DateParts &parts)
{
    const std::chrono::year_month_day date{std::chrono::year(parts.year),
                                           std::chrono::month(parts.month),
                                           std::chrono::day(unsigned(parts.day))};
    if (!date.ok() || parts.hour > 23 || parts.minute > 59 || parts.second > 60)
        return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(parts.hour)
        + std::chrono::minutes(parts.minute) + seconds(parts.second);
}

std::optional<WallTime> readImfFixdate(QByteArrayView value)
{
    Cursor cursor(value);
    DateParts parts;
    const bool read = cursor.dayName(false) && cursor.literal(", ") && cursor.number(2, parts.day)
        && cursor.literal(" ") && cursor.month(parts.month) && cursor.literal(" ")
        && cursor.number(4, parts.year) && cursor.literal(" ") && readTime(cursor, parts)
        && cursor.literal(" GMT") && cursor.done();
    return read ? toTime(parts) : std::nullopt;
}

std::optional<WallTime> readAsctime(QByteArrayView value)
{
    Cursor cursor(value);
    DateParts parts;
    const bool read = cursor.dayName(false) && cursor.literal(" ") && cursor.month(parts.month)
        && cursor.literal(" ")
        && (cursor.literal(" ") ? cursor.number(1, parts.day) : cursor.number(2, parts.day))
        && cursor.literal(" ") && readTime(cursor, parts) && cursor.literal(" ")
        && cursor.number(4, parts.year) && cursor.done();
    return read ? toTime(parts) : std::nullopt;
}

std::optional<WallTime> readRfc850(QByteArrayView value, WallTime now)
{
    Cursor cursor(value);
    DateParts parts;
    int year = 0;
    const bool read = cursor.dayName(true) && cursor.literal(", ") && cursor.number(2, parts.day)
        && cursor.literal("-") && cursor.month(parts.month) && cursor.literal("-")
        && cursor.number(2, year) && cursor.literal(" ") && readTime(cursor, parts)
        && cursor.literal(" GMT") && cursor.done();
    if (!read)
        return std::nullopt;

    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
    const int century = int(today.year()) / 100 * 100;
    for (const int base : {century + 100, century, century - 100}) {
        parts.year = base + year;
        const std::optional<WallTime> time = toTime(parts);
        if (time && *time <= now + kFarthestFuture)
            return time;
    }
    return std::nullopt;
}

std::optional<seconds> readSeconds(QByteArrayView value)
{
    if (value.isEmpty())
        return std::nullopt;
    seconds delay{};
    for (const char c : value) {
        if (!isDigit(c))
            return std::nullopt;
        delay = std::min(delay * 10 + seconds(c - '0'), kLongestDelay);
    }
    return delay;
}

} // namespace

std::chrono::milliseconds RetryAfter::waitFrom(WallTime now) const
{
    if (form == RetryAfterForm::Seconds)
        return delay;
    return std::clamp(std::chrono::ceil<seconds>(date - now), seconds(0), kLongestDelay);
}

std::optional<RetryAfter> parseRetryAfter(QByteArrayView value, WallTime now)
{
    if (const auto delay = readSeconds(value))
        return RetryAfter{.form = RetryAfterForm::Seconds, .delay = *delay};
    if (const auto date = readImfFixdate(value))
        return RetryAfter{.form = RetryAfterForm::ImfFixdate, .date = *date};
    if (const auto date = readRfc850(value, now))
        return RetryAfter{.form = RetryAfterForm::Rfc850, .date = *date};
    if (const auto date = readAsctime(value))
        return RetryAfter{.form = RetryAfterForm::Asctime, .date = *date};
    return std::nullopt;
}

Findings judgeRetryAfter(QByteArrayView value, WallTime now)
{
    const auto fail = [](const char *id, const QString &text) {
        return Findings{
            {.id = id, .verdict = Verdict::Fail, .where = "header:Retry-After", .text = text}};
    };
    const std::optional<RetryAfter> retryAfter = parseRetryAfter(value, now);
    if (!retryAfter)
        return fail(
            "H-RA1",
            QStringLiteral(
                "Retry-After is neither whole seconds nor an HTTP date; send digits only, such as "
                "60, or a date such as Sun, 06 Nov 1994 08:49:37 GMT."));
    switch (retryAfter->form) {
    case RetryAfterForm::Seconds:
    case RetryAfterForm::ImfFixdate:
        return {};
    case RetryAfterForm::Rfc850:
        return fail(
            "H-RA3",
            QStringLiteral(
                "Retry-After is a date in the obsolete RFC 850 form; senders use IMF-fixdate, "
                "such as Sun, 06 Nov 1994 08:49:37 GMT."));
    case RetryAfterForm::Asctime:
        return fail(
            "H-RA3",
            QStringLiteral(
                "Retry-After is a date in the obsolete asctime form; senders use IMF-fixdate, "
                "such as Sun, 06 Nov 1994 08:49:37 GMT."));
    }
    Q_UNREACHABLE();
}

QByteArray writeRetryAfter(RetryAfterForm form, std::chrono::milliseconds wait, WallTime now)
{
    wait = std::clamp<std::chrono::milliseconds>(wait, seconds(0), kLongestDelay);
    const WallTime date = std::chrono::ceil<seconds>(now + wait);
    switch (form) {
    case RetryAfterForm::Seconds:
        return QByteArray::number(qint64(std::chrono::ceil<seconds>(wait).count()));
    case RetryAfterForm::ImfFixdate:
        return datetext::imfFixdate(date);
    case RetryAfterForm::Rfc850:
        return datetext::rfc850(date);
    case RetryAfterForm::Asctime:
        return datetext::asctime(date);
    }
    Q_UNREACHABLE();
}

} // namespace pushbench::protocol
