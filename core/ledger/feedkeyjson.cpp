// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ledger/feedkeyjson.h"

using namespace Qt::StringLiterals;

namespace pushbench::ledger {

QJsonObject feedObject(const FeedKey &feed)
{
    QJsonObject object{{u"side"_s, feed.side == Side::Consumer ? u"consumer"_s : u"producer"_s}};
    if (!feed.name.label.isEmpty())
        object[u"label"_s] = QString::fromUtf8(feed.name.label);
    if (!feed.name.path.isEmpty())
        object[u"path"_s] = QString::fromUtf8(feed.name.path);
    if (feed.epoch > 1)
        object[u"epoch"_s] = feed.epoch;
    return object;
}

FeedKey feedFrom(const QJsonObject &object)
{
    return {.side = object[u"side"_s].toString() == u"producer"_s ? Side::Producer : Side::Consumer,
            .name = {.label = object[u"label"_s].toString().toUtf8(),
                     .path = object[u"path"_s].toString().toUtf8()},
            .epoch = object[u"epoch"_s].toInt(1)};
}

} // namespace pushbench::ledger
