// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/panels/checkcommand.h"

#include "core/journal/curlcommand.h"

#include <QRegularExpression>

namespace pushbench::ui {

using namespace Qt::StringLiterals;

namespace {

/// The next token stands there, so that no command line shows it.
constexpr char kNextToken[] = "PUSHBENCH_NEXT_TOKEN";

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
    if (settings.self) {
        QByteArray command = "pushbench-cli check self";
        appendEach(command, "--only", settings.only);
        appendEach(command, "--skip", settings.skip);
        append(command, "--expect", settings.expect);
        return command;
    }
    QByteArray command = "pushbench-cli check " + checks::suiteName(settings.suite).toByteArray();
    if (producer) {
        append(command, "--listen", settings.host + u':' + QString::number(settings.port));
        append(command, "--path", settings.path);
        append(command, "--source", settings.source);
        if (settings.profile.isEmpty() || settings.patience != CheckSettings::kPatience)
            append(command, "--patience", QString::number(settings.patience));
        if (settings.slow != CheckSettings::kSlow)
            append(command, "--slow", QString::number(settings.slow));
        if (settings.tooSlow != CheckSettings::kTooSlow)
            append(command, "--too-slow", QString::number(settings.tooSlow));
        if (settings.nextToken.startsWith(u'@'))
            append(command, "--next-token", settings.nextToken);
        else if (!settings.nextToken.isEmpty())
            command += " --next-token \"$" + QByteArray(kNextToken) + '"';
    } else {
        append(command, "--url", settings.url);
        if (settings.url.startsWith(u"https:"_s)) {
            append(command, "--ca", settings.ca);
            command += settings.insecure ? " --insecure" : "";
        }
        command += settings.consent ? " --consent" : "";
        for (const QString &header : settings.headers)
            append(command, "--header", header);
        if (settings.rate > 0)
            append(command, "--rate", QString::number(settings.rate));
        if (settings.mostRequests > 0)
            append(command, "--max-requests", QString::number(settings.mostRequests));
    }
    if (settings.token.startsWith(u'@'))
        append(command, "--auth-token", settings.token);
    append(command, "--profile", settings.profile);
    append(command, "--expect", settings.expect);
    appendEach(command, "--only", settings.only);
    appendEach(command, "--skip", settings.skip);
    command += settings.strict ? " --strict" : "";
    return command;
}

QByteArray checkCommandWithToken(const CheckSettings &settings)
{
    QByteArray exports;
    const auto exported = [&exports](const QByteArray &variable, const QString &token) {
        if (!token.isEmpty() && !token.startsWith(u'@'))
            exports += "export " + variable + '=' + journal::shellQuoted(token.toUtf8()) + '\n';
    };
    if (!settings.self)
        exported("PUSHBENCH_AUTH_TOKEN", settings.token);
    if (!settings.self && settings.suite == checks::Suite::Producer)
        exported(kNextToken, settings.nextToken);
    return exports + checkCommand(settings);
}

} // namespace pushbench::ui
