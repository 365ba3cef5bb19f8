// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayList>

#include <algorithm>

namespace pushbench::checks {

/// Which checks run: those whose id begins as one of `only` (all, when it is empty), but for those
/// that begin as one of `skip`.
struct Selection
{
    QByteArrayList only{};
    QByteArrayList skip{};

    [[nodiscard]] bool takes(QByteArrayView id) const
    {
        const auto begins = [id](const QByteArray &prefix) { return id.startsWith(prefix); };
        return (only.isEmpty() || std::ranges::any_of(only, begins))
            && std::ranges::none_of(skip, begins);
    }
};

} // namespace pushbench::checks
