// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/books.h"
#include "app/enginethread.h"
#include "app/records/recordwriter.h"
#include "app/verbs/verbs.h"
#include "core/base/clock.h"

namespace pushbench::app {

/// What every suite's run has in common: outcomes are weighed, told and collected, and reports are
/// written in the end.
class CheckRun
{
public:
    CheckRun(const CheckOptions &options, checks::Suite suite, QString target, const Clock &clock,
             RecordWriter &writer);

    /// `proven`: of which suite, when it is a proof of the check and no outcome of its own.
    void take(const checks::CheckSpec &spec, checks::Outcome outcome,
              std::optional<checks::Suite> proven = {});
    /// What `self` found beside its checks.
    void take(checks::Proof proof);

    /// Keeps the pictures of the feeds for the reports; of those numbers only, where they are
    /// given.
    void draw(EngineThread<Books> &books,
              std::optional<std::pair<qint64, qint64>> numbers = std::nullopt);

    /// The summary and the reports. `session` is where the evidence stands; it is closed by now.
    [[nodiscard]] ExitStatus finish(qint64 requests, bool cancelled, const QString &session);

private:
    const CheckOptions &m_options;
    const Clock &m_clock;
    RecordWriter &m_writer;
    Moment m_began;
    checks::Report m_report;
    int m_bad = 0;
};

/// `check producer`.
[[nodiscard]] ExitStatus runProducerCheck(const CheckOptions &options, RecordWriter &writer,
                                          const Clock &clock);

} // namespace pushbench::app
