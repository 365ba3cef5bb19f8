// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sessionopening.h"

#include "app/bundle/ziparchive.h"
#include "app/imports/importer.h"
#include "app/version.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// "load.pushbench" beside "load.har"; what is there already stays.
QString sessionBeside(const QString &path)
{
    const QFileInfo info(path);
    const QString base = info.dir().filePath(info.completeBaseName());
    QString session = base + u".pushbench"_s;
    for (int i = 2; QFileInfo::exists(session); ++i)
        session = base + u'-' + QString::number(i) + u".pushbench"_s;
    return session;
}

Result<OpenedSession> openBundle(const QString &path)
{
    Result<SessionPlace> place = SessionPlace::find(path);
    if (!place)
        return place.fault();
    const Manifest &manifest = *place->manifest();
    OpenedSession opened{.named = path};
    opened.said = SessionOpening::tr("%1 parts are unchanged since %2 made the bundle.")
                      .arg(manifest.parts.size())
                      .arg(manifest.program);
    if (manifest.keysHashed)
        opened.said += u' ' + SessionOpening::tr("Its keys are hashed.");
    opened.place = std::make_shared<const SessionPlace>(std::move(place).value());
    opened.session = opened.place->path();
    return opened;
}

Result<OpenedSession> openImport(const QString &path, const Clock &clock,
                                 const std::atomic<bool> &givenUp)
{
    const QString session = sessionBeside(path);
    const Result<ImportReport> report =
        importFile({.file = path,
                    .session = session,
                    .program = importedBy("pushbench " PUSHBENCH_VERSION, path)},
                   clock, &givenUp);
    if (!report)
        return report.fault();
    const QStringList said = QStringList(report->sentence()) + report->warnings();
    return OpenedSession{.session = session,
                         .named = session,
                         .said = QFileInfo(session).fileName() + u": "_s + said.join(u"; "_s)};
}

} // namespace

SessionOpening::SessionOpening(const Clock &clock)
    : m_clock(clock)
    , m_worker(u"opening"_s, std::make_unique<QObject>())
{
}

SessionOpening::~SessionOpening()
{
    if (m_given)
        *m_given = true;
}

void SessionOpening::begin(const QString &path)
{
    if (m_given)
        *std::exchange(m_given, nullptr) = true;
    const bool bundle = ZipArchive::recognises(path);
    if (!bundle && !looksImportable(path)) {
        Q_EMIT opened({.session = path, .named = path});
        return;
    }
    m_given = std::make_shared<std::atomic<bool>>(false);
    m_worker.post([this, path, bundle, givenUp = m_given] {
        const Result<OpenedSession> outcome =
            bundle ? openBundle(path) : openImport(path, m_clock, *givenUp);
        QMetaObject::invokeMethod(
            this,
            [this, outcome, givenUp] {
                if (!*givenUp)
                    tell(outcome);
            },
            Qt::QueuedConnection);
    });
}

void SessionOpening::tell(const Result<OpenedSession> &outcome)
{
    m_given.reset();
    if (outcome)
        Q_EMIT opened(outcome.value());
    else
        Q_EMIT failed(outcome.fault());
}

} // namespace pushbench::app
