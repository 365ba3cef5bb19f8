// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/bundle/manifest.h"

#include <functional>

namespace pushbench::app {

struct BundleConfig
{
    QString session{}; ///< A session file.
    QString to{};
    bool hashKeys = false;
    QByteArray program{};
};

/// What analyze says, for a file that is not the session itself but its copy in the bundle.
struct BundleReports
{
    QByteArray text{};
    QByteArray json{};
};
using MakeReports = std::function<Result<BundleReports>(const QString &session)>;

struct Bundled
{
    Manifest manifest{};
    QByteArray sha256{}; ///< Of the whole bundle, hex.
};

/// Makes the bundle, or leaves what stands there as it is. A live session is bundled as far as it
/// is recorded.
[[nodiscard]] Result<Bundled> writeBundle(const BundleConfig &config, const MakeReports &reports,
                                          const Clock &clock);

} // namespace pushbench::app
