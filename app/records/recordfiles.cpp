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

void RecordWriter::bundled(WallTime now, const QString &bundle, const Manifest &manifest,
                           const QByteArray &sha256)
{
    if (m_format == OutputFormat::Json)
        m_out.write(JsonLine("bundled", now)
                        .text("bundle", bundle.toUtf8())
                        .text("sha256", sha256)
                        .text("keys", manifest.keysHashed ? "hashed" : "as recorded")
                        .number("parts", qint64(manifest.parts.size()))
                        .take());
    else
        say(bundle + u": SHA-256 "_s + QString::fromLatin1(sha256));
    m_out.flush();
}

} // namespace pushbench::app
