// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/records/recordwords.h"

#include "core/base/datetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::app {

QString range(protocol::Sequence first, protocol::Sequence last)
{
    return first == last ? QString::number(first.value)
                         : QString(QString::number(first.value) + QStringLiteral("..")
                                   + QString::number(last.value));
}

QString clockTime(WallTime time)
{
    return QString::fromLatin1(datetext::rfc3339(time).sliced(11, 12));
}

QString plural(qint64 count, const QString &one, const QString &many)
{
    return QString::number(count) + u' ' + (count == 1 ? one : many);
}

QString feedName(const QByteArray &label, const QByteArray &path)
{
    if (!label.isEmpty())
        return QString::fromUtf8(label);
    return path.isEmpty() ? u"(no label)"_s
                          : QString(u"(no label) at "_s + QString::fromUtf8(path));
}

QString feedName(const ledger::FeedSummary &feed)
{
    return feedName(feed.label, feed.path)
        + (feed.epoch > 1 ? u", epoch "_s + QString::number(feed.epoch) : QString());
}

QString epochName(const ledger::FeedSummary &feed)
{
    return feed.epoch > 1 ? u"of epoch "_s + QString::number(feed.epoch) + u' ' : QString();
}

bool shadowed(const ledger::FeedSummary &feed, const std::vector<ledger::FeedSummary> &feeds)
{
    return feed.side == Side::Producer
        && std::any_of(feeds.begin(), feeds.end(), [&feed](const auto &other) {
               return other.side == Side::Consumer && other.label == feed.label
                   && other.path == feed.path;
           });
}

} // namespace pushbench::app
