// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/clock.h"
#include "core/checks/report/report.h"

namespace pushbench::ui {

/// What became of a check since the last run.
enum class CheckChange : quint8 {
    None, ///< Not judged yet, or never judged before.
    Same,
    Failed, ///< It fails, and did not.
    Worse,
    Better,
    Mended, ///< It failed, and does not any more.
};

[[nodiscard]] CheckChange changeOf(checks::Status now, checks::Status last) noexcept;
[[nodiscard]] QString changeWord(CheckChange);

/// How every check of a suite came out the last time that it was run against a target.
struct PastRun
{
    checks::Suite suite = checks::Suite::Consumer;
    QString target{}; ///< Without what may be a secret in it.
    WallTime ended{};
    std::map<QByteArray, checks::Status> statuses{}; ///< By id.
};

/// The last runs against the latest targets, so that a run tells what is new. A producer comes to
/// us, so all producers are one target.
class CheckHistory
{
public:
    /// As bytes() gave it; what cannot be read is forgotten.
    [[nodiscard]] static CheckHistory read(const QByteArray &json);
    [[nodiscard]] QByteArray bytes() const;

    /// Null when it was never checked.
    [[nodiscard]] const PastRun *of(checks::Suite suite, const QString &target) const;

    /// What was not run this time keeps its last outcome; so does what came to nothing because the
    /// run was broken off.
    void remember(checks::Suite suite, const QString &target, WallTime ended,
                  const std::vector<checks::Entry> &entries);

    static constexpr size_t kMost = 12; ///< Targets.

private:
    std::vector<PastRun> m_runs; ///< The latest last.
};

} // namespace pushbench::ui
