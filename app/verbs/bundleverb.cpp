// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/bundle/bundlewriter.h"
#include "app/bundle/sessionplace.h"
#include "app/records/recordwriter.h"
#include "app/verbs/verbs.h"
#include "app/version.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// What `analyze` says, in both of its forms.
Result<BundleReports> reportsOf(const QString &session)
{
    BundleReports reports;
    for (const auto &[format, into] : {std::pair(OutputFormat::Text, &reports.text),
                                       std::pair(OutputFormat::Json, &reports.json)}) {
        RecordWriter writer(format, false, into);
        const AnalyzeOptions options{.common = {.output = format}, .path = session};
        if (analyze(options, writer) == ExitStatus::Trouble)
            return Fault{FaultKind::Broken, session, u"its books cannot be read"_s};
    }
    return reports;
}

} // namespace

ExitStatus runBundle(const BundleOptions &options)
{
    const SystemClock clock;
    const Result<SessionPlace> place = SessionPlace::find(options.path);
    if (!place)
        return trouble(place.fault());
    const Result<Bundled> bundled = writeBundle({.session = place->path(),
                                                 .to = options.to,
                                                 .hashKeys = options.hashKeys,
                                                 .program = "pushbench-cli " PUSHBENCH_VERSION},
                                                reportsOf, clock);
    if (!bundled)
        return trouble(bundled.fault());
    RecordWriter writer(options.common.output, false);
    writer.bundled(clock.now().wall, options.to, bundled->manifest, bundled->sha256);
    if (writer.fault())
        return trouble(*writer.fault());
    return ExitStatus::Good;
}

} // namespace pushbench::app
