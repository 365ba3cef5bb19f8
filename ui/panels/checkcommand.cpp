// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/checkcommand.h"

#include "core/journal/curlcommand.h"

#include <QRegularExpression>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

void append(QByteArray &command, QByteArrayView option, const QString &value)
{
    if (!value.isEmpty())
        command += ' ' + option.toByteArray() + ' ' + journal::shellQuoted(value.toUtf8());
}

void appendEach(QByteArray &command, QByteArrayView option, const QString &words)
{
    static const QRegularExpression between(u"[\\s,;]+"_s);
    for (const QString &word : words.split(between, Qt::SkipEmptyParts))
        append(command, option, word);
}

} // namespace

QByteArray checkCommand(const CheckSettings &settings)
{
    const bool producer = settings.suite == checks::Suite::Producer;
    QByteArray command = "pushbench-cli check " + checks::suiteName(settings.suite).toByteArray();
    if (producer) {
        append(command, "--listen", settings.host + u':' + QString::number(settings.port));
        append(command, "--path", settings.path);
        append(command, "--source", settings.source);
        append(command, "--patience", QString::number(settings.patience));
    } else {
        append(command, "--url", settings.url);
        if (settings.url.startsWith(u"https:"_s)) {
            append(command, "--ca", settings.ca);
            command += settings.insecure ? " --insecure" : "";
        }
        command += settings.consent ? " --consent" : "";
    }
    if (settings.token.startsWith(u'@'))
        append(command, "--auth-token", settings.token);
    appendEach(command, "--only", settings.only);
    appendEach(command, "--skip", settings.skip);
    command += settings.strict ? " --strict" : "";
    return command;
}

QByteArray checkCommandWithToken(const CheckSettings &settings)
{
    if (settings.token.isEmpty() || settings.token.startsWith(u'@'))
        return checkCommand(settings);
    return "export PUSHBENCH_AUTH_TOKEN=" + journal::shellQuoted(settings.token.toUtf8()) + '\n'
        + checkCommand(settings);
}

} // namespace pushbench::ui
