// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/ledger/books.h"

#include <QJsonObject>

namespace pushbench::ledger {

/// How the notes of a session name a feed: its side, its label or path, and its epoch when it is
/// not the first.
[[nodiscard]] QJsonObject feedObject(const FeedKey &feed);
[[nodiscard]] FeedKey feedFrom(const QJsonObject &object);

} // namespace pushbench::ledger
