// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What RecordWriter tells of files that were made of others.

#include "app/records/jsonline.h"
#include "app/records/recordwriter.h"

using namespace Qt::StringLiterals;

namespace pushbench::app {

void RecordWriter::imported(WallTime now, const ImportReport &report, const QString &session)
{
    if (m_format == OutputFormat::Json)
        m_out.write(JsonLine("imported", now)
                        .text("session", session.toUtf8())
                        .text("format", report.form == RecordForm::Har ? "har" : "ndjson")
                        .number("exchanges", report.exchanges)
                        .number("events", report.events)
                        .number("passedOver", report.passedOver)
                        .number("withoutBody", report.withoutBody)
                        .number("withoutToken", report.withoutToken)
                        .take());
    else
        say(session + u": "_s + report.sentence());
    m_out.flush();
}

} // namespace pushbench::app
