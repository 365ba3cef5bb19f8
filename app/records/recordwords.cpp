// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/records/recordwords.h"

#include <algorithm>

namespace pushbench::app {

QByteArrayView sideName(Side side)
{
    return side == Side::Consumer ? QByteArrayView("consumer") : QByteArrayView("producer");
}

QString range(protocol::Sequence first, protocol::Sequence last)
{
    return first == last ? QString::number(first.value)
                         : QString(QString::number(first.value) + QStringLiteral("..")
                                   + QString::number(last.value));
}

QString plural(qint64 count, const QString &one, const QString &many)
{
    return QString::number(count) + u' ' + (count == 1 ? one : many);
}

bool shadowed(const ledger::FeedSummary &feed, const std::vector<ledger::FeedSummary> &feeds)
{
    return feed.side == Side::Producer
        && std::any_of(feeds.begin(), feeds.end(), [&feed](const auto &other) {
               return other.side == Side::Consumer && other.label == feed.label;
           });
}

} // namespace pushbench::app
