// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/datetext.h"

#include <array>
#include <charconv>

namespace pushbench::datetext {
namespace {

constexpr std::array<const char *, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                            "Thursday", "Friday", "Saturday"};
constexpr std::array<const char *, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Civil
{
    int year = 1970;
    int month = 1;
    int day = 1;
    size_t weekday = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millisecond = 0;

    [[nodiscard]] size_t monthIndex() const { return static_cast<size_t>(month - 1); }
};

Civil civil(WallTime time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::milliseconds>(time - day));
    return {.year = int(date.year()),
            .month = int(unsigned(date.month())),
            .day = int(unsigned(date.day())),
            .weekday = std::chrono::weekday(day).c_encoding(),
            .hour = int(clock.hours().count()),
            .minute = int(clock.minutes().count()),
            .second = int(clock.seconds().count()),
            .millisecond = int(clock.subseconds().count())};
}

/// Appends fixed-width decimals and text without touching the locale.
class Writer
{
public:
    Writer &text(QByteArrayView part)
    {
        m_text.append(part);
        return *this;
    }
    Writer &number(int value, int width, char padding = '0')
    {
        std::array<char, 12> digits{};
        const char *end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        const qsizetype length = end - digits.data();
        m_text.append(qMax(width - length, qsizetype(0)), padding);
        m_text.append(digits.data(), length);
        return *this;
    }
    Writer &time(const Civil &c)
    {
        return number(c.hour, 2).text(":").number(c.minute, 2).text(":").number(c.second, 2);
    }
    [[nodiscard]] QByteArray take() { return std::move(m_text); }

private:
    QByteArray m_text;
};

QByteArrayView shortDay(const Civil &c)
{
    return QByteArrayView(kDays[c.weekday]).first(3);
}

bool readDigits(QByteArrayView text, qsizetype at, qsizetype count, int &value)
{
    if (text.size() < at + count)
        return false;
    const char *first = text.data() + at;
    for (qsizetype i = 0; i < count; ++i) {
        if (first[i] < '0' || first[i] > '9')
            return false;
    }
    return std::from_chars(first, first + count, value).ec == std::errc{};
}

} // namespace

QByteArray rfc3339(WallTime time)
{
    const Civil c = civil(time);
    return Writer()
        .number(c.year, 4)
        .text("-")
        .number(c.month, 2)
        .text("-")
        .number(c.day, 2)
        .text("T")
        .time(c)
        .text(".")
        .number(c.millisecond, 3)
        .text("Z")
        .take();
}

QByteArray imfFixdate(WallTime time)
{
    const Civil c = civil(time);
    return Writer()
        .text(shortDay(c))
        .text(", ")
        .number(c.day, 2)
        .text(" ")
        .text(kMonths[c.monthIndex()])
        .text(" ")
        .number(c.year, 4)
        .text(" ")
        .time(c)
        .text(" GMT")
        .take();
}

QByteArray rfc850(WallTime time)
{
    const Civil c = civil(time);
    return Writer()
        .text(kDays[c.weekday])
        .text(", ")
        .number(c.day, 2)
        .text("-")
        .text(kMonths[c.monthIndex()])
        .text("-")
        .number(c.year % 100, 2)
        .text(" ")
        .time(c)
        .text(" GMT")
        .take();
}

QByteArray asctime(WallTime time)
{
    const Civil c = civil(time);
    return Writer()
        .text(shortDay(c))
        .text(" ")
        .text(kMonths[c.monthIndex()])
        .text(" ")
        .number(c.day, 2, ' ')
        .text(" ")
        .time(c)
        .text(" ")
        .number(c.year, 4)
        .take();
}

std::optional<WallTime> parseRfc3339(QByteArrayView text)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':'
        || text[16] != ':' || !text.endsWith('Z') || !readDigits(text, 0, 4, year)
        || !readDigits(text, 5, 2, month) || !readDigits(text, 8, 2, day)
        || !readDigits(text, 11, 2, hour) || !readDigits(text, 14, 2, minute)
        || !readDigits(text, 17, 2, second))
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(unsigned(month)),
                                           std::chrono::day(unsigned(day))};
    if (!date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;

    std::chrono::microseconds fraction{0};
    if (text[19] == '.') {
        int scale = 100'000;
        for (qsizetype at = 20; at < text.size() - 1; ++at, scale /= 10) {
            int digit = 0;
            if (!readDigits(text, at, 1, digit))
                return std::nullopt;
            fraction += std::chrono::microseconds(digit * scale);
        }
    } else if (text.size() != 20) {
        return std::nullopt;
    }
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute)
        + std::chrono::seconds(second) + fraction;
}

} // namespace pushbench::datetext
