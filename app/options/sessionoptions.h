// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/options/commonoptions.h"
#include "core/base/ids.h"
#include "core/base/result.h"

#include <string>

namespace CLI {
class App;
}

namespace pushbench::app {

/// What the verbs that make a file of a file were given: `import` and `bundle`.
struct RawSessionOptions
{
    std::string imported;
    std::string side = "consumer";
    std::string bundled;
    std::string bundleTo;
    bool hashKeys = false;
};

struct ImportOptions
{
    CommonOptions common{}; ///< With the session that is made.
    QString file{};
    Side side = Side::Consumer;
};

struct BundleOptions
{
    CommonOptions common{};
    QString path{}; ///< The session.
    QString to{};
    bool hashKeys = false;
};

/// The options of their own; what all verbs have is added by the caller.
CLI::App *addImport(CLI::App &app, RawSessionOptions &raw);
CLI::App *addBundle(CLI::App &app, RawSessionOptions &raw);

[[nodiscard]] Result<ImportOptions> readImportOptions(const RawSessionOptions &raw,
                                                      const CommonOptions &common);
[[nodiscard]] Result<BundleOptions> readBundleOptions(const RawSessionOptions &raw,
                                                      const CommonOptions &common);

} // namespace pushbench::app
