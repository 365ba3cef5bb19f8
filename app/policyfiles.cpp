// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/policyfiles.h"

#include "core/consumer/policy/policyfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace pushbench::app {
namespace {

constexpr qint64 kMostBytes = 1 << 20; ///< More was named by mistake.

QString words(const char *text)
{
    return QCoreApplication::translate("PolicyFiles", text);
}

} // namespace

Result<consumer::Policy> loadPolicy(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Fault{
            FaultKind::NotFound, path,
            words(QT_TRANSLATE_NOOP("PolicyFiles", "cannot be read (%1); choose a file that can"))
                .arg(file.errorString())};
    const QByteArray text = file.read(kMostBytes + 1);
    if (text.size() > kMostBytes)
        return Fault{
            FaultKind::Exhausted, path,
            words(QT_TRANSLATE_NOOP("PolicyFiles",
                                    "has more than 1 MiB, and is no policy; choose another file"))};
    return consumer::parsePolicy(text, QFileInfo(path).fileName());
}

Result<> savePolicy(const QString &path, const consumer::Policy &policy)
{
    QSaveFile file(path);
    const QByteArray text = consumer::writePolicy(policy);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return Fault{
        FaultKind::Denied, path,
        words(QT_TRANSLATE_NOOP("PolicyFiles", "cannot be written (%1); choose another place"))
            .arg(file.errorString())};
}

} // namespace pushbench::app
