// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/options/options.h"

namespace pushbench::app {

/// Exit statuses of the command line (contract section 2).
enum class ExitStatus : int {
    Good = 0,    ///< Done and all well.
    Bad = 1,     ///< The run worked and its answer is bad.
    Trouble = 2, ///< Wrong usage, or the bench itself failed; one line on stderr says what.
};

/// Each runs one verb to its end, with an event loop of its own, on the calling thread. A fault
/// becomes one line on stderr and ExitStatus::Trouble.
[[nodiscard]] ExitStatus runConsume(const ConsumeOptions &options);
[[nodiscard]] ExitStatus runProduce(const ProduceOptions &options);
[[nodiscard]] ExitStatus runAnalyze(const AnalyzeOptions &options);
[[nodiscard]] ExitStatus runExport(const ExportOptions &options);
[[nodiscard]] ExitStatus runImport(const ImportOptions &options);
[[nodiscard]] ExitStatus runBundle(const BundleOptions &options);
[[nodiscard]] ExitStatus runNote(const NoteOptions &options);
[[nodiscard]] ExitStatus runCheck(const CheckOptions &options);
[[nodiscard]] ExitStatus runDemo(const DemoOptions &options);

/// The verb analyze, into a writer of somebody else's.
class RecordWriter;
[[nodiscard]] ExitStatus analyze(const AnalyzeOptions &options, RecordWriter &writer);

/// Prints the fault as one line on stderr.
[[nodiscard]] ExitStatus trouble(const Fault &fault);

} // namespace pushbench::app
