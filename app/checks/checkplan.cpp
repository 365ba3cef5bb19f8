// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/checks/checkplan.h"

#include "app/options/optionvalues.h"
#include "app/version.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pushbench::app {
namespace {

/// A window can be cancelled at any time, so this only bounds what was forgotten.
constexpr auto kTimeLimit = 1h;

QString word(const char *text)
{
    return QCoreApplication::translate("Checks", text);
}

QByteArrayList prefixes(const QString &text)
{
    static const QRegularExpression between(u"[\\s,;]+"_s);
    QByteArrayList list;
    for (const QString &word : text.split(between, Qt::SkipEmptyParts))
        list.append(word.toUtf8());
    return list;
}

Result<> planTrap(const ui::CheckSettings &settings, const Secret &token, CheckPlan &plan)
{
    plan.trial.consumer.address =
        QHostAddress(settings.host == u"localhost"_s ? u"127.0.0.1"_s : settings.host);
    plan.trial.consumer.port = settings.port;
    plan.trial.program = "pushbench " PUSHBENCH_VERSION;
    if (plan.trial.consumer.address.isNull())
        return Fault{
            FaultKind::Usage, settings.host,
            word(QT_TRANSLATE_NOOP("Checks", "this is no address to listen on; write 127.0.0.1"))};
    consumer::Endpoint endpoint{.path = settings.path.toUtf8(),
                                .tokens = {token.isEmpty() ? Secret::generate() : token}};
    if (!settings.source.isEmpty())
        endpoint.sources.push_back(settings.source.toUtf8());
    plan.trial.consumer.intake.endpoints = {std::move(endpoint)};
    plan.trial.patience = std::chrono::milliseconds(std::llround(settings.patience * 1000));
    return consumer::check(plan.trial.consumer.intake);
}

Result<> planProbing(const ui::CheckSettings &settings, const Secret &token, CheckPlan &plan)
{
    const bool resource = settings.suite == checks::Suite::Resource;
    if (settings.url.isEmpty())
        return Fault{FaultKind::Usage, word(QT_TRANSLATE_NOOP("Checks", "URL")),
                     resource ? word(QT_TRANSLATE_NOOP(
                         "Checks",
                         "there is none; give the service root of the resource, or host "
                         "one in the producer's panel"))
                              : word(QT_TRANSLATE_NOOP(
                                  "Checks",
                                  "there is none; give the one where your consumer takes events, "
                                  "or start the consumer of this window (F4)"))};
    QUrl url(settings.url, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != u"http"_s && url.scheme() != u"https"_s))
        return Fault{FaultKind::Usage, settings.url,
                     word(QT_TRANSLATE_NOOP("Checks",
                                            "this is no http or https URL; write it whole, such as "
                                            "http://127.0.0.1:8028/webhooks"))};
    if (!resource && token.isEmpty())
        return Fault{FaultKind::Usage, word(QT_TRANSLATE_NOOP("Checks", "Token")),
                     word(QT_TRANSLATE_NOOP(
                         "Checks",
                         "there is none; a consumer takes events behind a token, give the one that "
                         "it agreed on"))};
    if (resource && !url.path().endsWith(u'/'))
        url.setPath(url.path() + u'/');
    checks::ProberConfig &prober = plan.probing.prober;
    prober.target = url;
    prober.token = token;
    if (url.scheme() == u"http"_s)
        return {};
    prober.insecure = settings.insecure;
    if (settings.ca.isEmpty())
        return {};
    Result<QByteArray> pem = readFile(word(QT_TRANSLATE_NOOP("Checks", "CA file")), settings.ca);
    if (!pem)
        return pem.fault();
    prober.caPem = std::move(pem).value();
    return {};
}

} // namespace

Result<CheckPlan> planChecks(const ui::CheckSettings &settings)
{
    CheckPlan plan{
        .probing = {.suite = settings.suite,
                    .selection = {.only = prefixes(settings.only), .skip = prefixes(settings.skip)},
                    .consents = settings.consent,
                    .timeLimit = kTimeLimit},
        .strict = settings.strict};
    plan.checks = checks::specsOf(settings.suite, plan.probing.selection, plan.extent);
    if (plan.checks.empty())
        return Fault{FaultKind::Usage, word(QT_TRANSLATE_NOOP("Checks", "Only")),
                     word(QT_TRANSLATE_NOOP(
                         "Checks",
                         "no check is left; write how their ids begin, such as RCP028-R2, or leave "
                         "it empty"))};
    const Result<Secret> token = settings.token.isEmpty()
        ? Result<Secret>(Secret())
        : readSecret(word(QT_TRANSLATE_NOOP("Checks", "Token")), settings.token);
    if (!token)
        return token.fault();
    const Result<> planned = settings.suite == checks::Suite::Producer
        ? planTrap(settings, token.value(), plan)
        : planProbing(settings, token.value(), plan);
    if (!planned)
        return planned.fault();
    return plan;
}

} // namespace pushbench::app
