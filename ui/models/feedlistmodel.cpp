// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/feedlistmodel.h"

#include "ui/models/meaning.h"
#include "ui/models/texts.h"

#include <algorithm>

namespace pushbench::ui {

void FeedListModel::take(const ledger::Records &records)
{
    for (const ledger::FeedSummary &feed : records.feeds) {
        const int known = rowOf(feed.feed);
        if (known >= 0) {
            m_feeds[size_t(known)] = feed;
            Q_EMIT dataChanged(index(known), index(known));
            continue;
        }
        const auto place =
            std::ranges::upper_bound(m_feeds, feed.feed, {}, &ledger::FeedSummary::feed);
        const int row = int(place - m_feeds.begin());
        beginInsertRows({}, row, row);
        m_feeds.insert(place, feed);
        endInsertRows();
    }
}

void FeedListModel::clear()
{
    beginResetModel();
    m_feeds.clear();
    endResetModel();
}

int FeedListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_feeds.size());
}

int FeedListModel::rowOf(ledger::FeedNumber feed) const
{
    const auto found = std::ranges::lower_bound(m_feeds, feed, {}, &ledger::FeedSummary::feed);
    return found != m_feeds.end() && found->feed == feed ? int(found - m_feeds.begin()) : -1;
}

QString FeedListModel::label(ledger::FeedNumber feed) const
{
    const int row = rowOf(feed);
    if (row < 0)
        return {};
    const ledger::FeedSummary &summary = at(row);
    if (!summary.label.isEmpty())
        return QString::fromUtf8(summary.label);
    // The endpoint tells them apart, where there are several.
    const bool alone = std::ranges::none_of(m_feeds, [&summary](const ledger::FeedSummary &other) {
        return other.label.isEmpty() && other.path != summary.path;
    });
    return alone ? tr("(no source)") : tr("(no source) at %1").arg(QString::fromUtf8(summary.path));
}

bool FeedListModel::isMirror(Side side, const journal::FeedName &name) const
{
    return side == Side::Producer
        && std::ranges::any_of(m_feeds, [&name](const ledger::FeedSummary &feed) {
               return feed.side == Side::Consumer && feed.label == name.label
                   && feed.path == name.path;
           });
}

bool FeedListModel::isMirror(ledger::FeedNumber feed) const
{
    const int row = rowOf(feed);
    return row >= 0 && isMirror(at(row).side, {.label = at(row).label, .path = at(row).path});
}

QVariant FeedListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ledger::FeedSummary &feed = at(index.row());
    switch (role) {
    case Qt::DisplayRole: {
        const QString name = (feed.side == Side::Consumer ? tr("%1, received") : tr("%1, sent"))
                                 .arg(label(feed.feed));
        return feed.epoch > 1 ? tr("%1, epoch %2").arg(name).arg(feed.epoch) : name;
    }
    case Qt::ToolTipRole:
        return tr("%1: %2 events")
            .arg(numberRange(feed.first.value, feed.last.value), grouped(feed.received));
    case FeedRole:
        return feed.feed.value;
    case FirstRole:
        return feed.first.value;
    case LastRole:
        return feed.last.value;
    default:
        return {};
    }
}

} // namespace pushbench::ui
