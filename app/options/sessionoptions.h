// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/options/commonoptions.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/ledger/sequence/sequenceset.h"

#include <string>

namespace CLI {
class App;
}

namespace pushbench::app {

/// What the verbs that take a file to keep were given: `import`, `bundle` and `note`.
struct RawSessionOptions
{
    std::string imported;
    std::string side = "consumer";
    std::string bundled;
    std::string bundleTo;
    bool hashKeys = false;
    std::string noted;
    qint64 exchange = 0;
    std::string feed;
    std::string numbers;
    bool mark = false;
    bool remove = false;
    std::string text;
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

/// What somebody says of an exchange, or of numbers of a feed.
struct NoteOptions
{
    CommonOptions common{};
    QString path{};            ///< The session.
    ExchangeNumber exchange{}; ///< 0: of numbers.
    QString feed{};            ///< Its label or path; empty: the only one there is.
    ledger::NumberRange numbers{};
    bool mark = false;
    QByteArray text{};
    bool remove = false; ///< Takes back what was said.

    /// Otherwise what was said is only told.
    [[nodiscard]] bool says() const noexcept { return mark || remove || !text.isEmpty(); }
};

/// The options of their own; what all verbs have is added by the caller.
CLI::App *addImport(CLI::App &app, RawSessionOptions &raw);
CLI::App *addBundle(CLI::App &app, RawSessionOptions &raw);
CLI::App *addNote(CLI::App &app, RawSessionOptions &raw);

[[nodiscard]] Result<ImportOptions> readImportOptions(const RawSessionOptions &raw,
                                                      const CommonOptions &common);
[[nodiscard]] Result<BundleOptions> readBundleOptions(const RawSessionOptions &raw,
                                                      const CommonOptions &common);
[[nodiscard]] Result<NoteOptions> readNoteOptions(const RawSessionOptions &raw,
                                                  const CommonOptions &common);

} // namespace pushbench::app
