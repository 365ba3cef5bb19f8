// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/texts.h"

#include <QDateTime>
#include <QLocale>
#include <QStringBuilder>

#include <algorithm>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

QString timeOfDay(WallTime time)
{
    const auto sinceEpoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count())
        .time()
        .toString(QString(u"HH:mm:ss" % QLocale().decimalPoint() % u"zzz"));
}

QString grouped(qint64 number)
{
    return QLocale().toString(number);
}

QString grouped(quint64 number)
{
    return QLocale().toString(number);
}

QString byteCount(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString milliseconds(std::chrono::microseconds time)
{
    const double ms = double(time.count()) / 1000.0;
    const QLocale locale;
    if (ms >= 1000.0)
        return locale.toString(ms / 1000.0, 'f', 2) % u" s";
    return locale.toString(ms, 'f', ms < 10.0 ? 2 : 1) % u" ms";
}

QString marginText(const std::optional<std::chrono::milliseconds> &margin)
{
    if (!margin)
        return {};
    const qint64 ms = margin->count();
    // A true minus sign: beside a plus a hyphen is easily overlooked.
    return (ms < 0 ? u'\u2212' : u'+') % QLocale().toString(std::abs(ms)) % u" ms";
}

QString countdown(std::chrono::microseconds left)
{
    const qint64 seconds =
        std::max<qint64>(std::chrono::ceil<std::chrono::seconds>(left).count(), 0);
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    const QString minutes = two(seconds / 60 % 60) % u':' % two(seconds % 60);
    return seconds < 3600 ? minutes : QString(QString::number(seconds / 3600) % u':' % minutes);
}

QString durationText(std::chrono::microseconds duration)
{
    const qint64 seconds =
        std::max<qint64>(std::chrono::floor<std::chrono::seconds>(duration).count(), 0);
    const auto pair = [](qint64 large, const char *largeUnit, qint64 small, const char *smallUnit) {
        return u"%1 %2 %3 %4"_s.arg(QString::number(large), QLatin1StringView(largeUnit),
                                    QString::number(small).rightJustified(2, u'0'),
                                    QLatin1StringView(smallUnit));
    };
    if (seconds < 60)
        return QString::number(seconds) % u" s";
    if (seconds < 3600)
        return pair(seconds / 60, "min", seconds % 60, "s");
    if (seconds < 86'400)
        return pair(seconds / 3600, "h", seconds / 60 % 60, "min");
    return pair(seconds / 86'400, "d", seconds / 3600 % 24, "h");
}

QString numberRange(qint64 first, qint64 last)
{
    const QString start = QString::number(first);
    return first == last ? start : QString(start % u'\u2013' % QString::number(last));
}

} // namespace pushbench::ui
