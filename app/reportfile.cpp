// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reportfile.h"

#include "core/journal/sessionfile.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace pushbench::app {

void addEvidence(checks::Report &report, const QString &session)
{
    const Result<journal::SessionReader> reader = journal::SessionReader::open(session);
    if (!reader)
        return;
    for (const checks::Entry &entry : report.entries) {
        for (const ExchangeNumber number : entry.outcome.evidence) {
            Result<std::optional<journal::Exchange>> found = reader->exchange(number);
            if (found && found.value())
                report.exchanges[number.value] =
                    std::make_shared<const journal::Exchange>(std::move(*found.value()));
        }
    }
}

Result<> writeReport(const checks::Report &report, const QString &path)
{
    const QByteArray text = path.endsWith(u".json") ? checks::writeJson(report)
        : path.endsWith(u".xml")                    ? checks::writeJunit(report)
        : path.endsWith(u".html")                   ? checks::writeHtml(report)
                                                    : checks::writeText(report);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Fault{FaultKind::Denied, path, file.errorString()};
    return {};
}

} // namespace pushbench::app
