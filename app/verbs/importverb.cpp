// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/imports/importer.h"
#include "app/records/recordwriter.h"
#include "app/verbs/verbs.h"
#include "app/version.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pushbench::app {

ExitStatus runImport(const ImportOptions &options)
{
    const SystemClock clock;
    const Result<ImportReport> report =
        importFile({.file = options.file,
                    .session = options.common.session,
                    .program = importedBy("pushbench-cli " PUSHBENCH_VERSION, options.file),
                    .side = options.side},
                   clock);
    if (!report)
        return trouble(report.fault());
    for (const QString &warning : report->warnings())
        RecordWriter::warn(warning);
    RecordWriter writer(options.common.output, false);
    writer.imported(clock.now().wall, report.value(), options.common.session);
    if (writer.fault())
        return trouble(*writer.fault());
    return ExitStatus::Good;
}

} // namespace pushbench::app
