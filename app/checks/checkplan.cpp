// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/checks/checkplan.h"

#include "app/options/checkagreement.h"
#include "app/options/optionvalues.h"
#include "app/version.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
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

std::chrono::milliseconds milliseconds(double seconds)
{
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

/// How the window calls what was given.
AgreementNames fieldNames()
{
    return {.profile = word(QT_TRANSLATE_NOOP("Checks", "Profile")),
            .header = word(QT_TRANSLATE_NOOP("Checks", "Header fields")),
            .expect = word(QT_TRANSLATE_NOOP("Checks", "Expectations"))};
}

/// Patience that nobody touched, and a rate of nothing, leave it to the profile.
GivenAgreement given(const ui::CheckSettings &settings)
{
    GivenAgreement agreement{.profile = settings.profile};
    const bool producer = settings.suite == checks::Suite::Producer;
    if (producer && !settings.source.isEmpty())
        agreement.labels.push_back(settings.source.toUtf8());
    if (!producer)
        agreement.headers = settings.headers;
    if (settings.patience != ui::CheckSettings::kPatience)
        agreement.patience = milliseconds(settings.patience);
    if (settings.rate > 0)
        agreement.perSecond = settings.rate;
    return agreement;
}

std::vector<checks::CheckSpec> specsOf(const ui::CheckSettings &settings,
                                       const checks::Selection &selection, checks::Extent extent)
{
    using checks::Suite;
    if (!settings.self)
        return checks::specsOf(settings.suite, selection, extent);
    std::vector<checks::CheckSpec> all;
    for (const Suite suite : {Suite::Resource, Suite::Producer, Suite::Consumer})
        std::ranges::move(checks::specsOf(suite, selection), std::back_inserter(all));
    return all;
}

Result<> planTrap(const ui::CheckSettings &settings, const Secret &token,
                  const Agreement &agreement, CheckPlan &plan)
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
    plan.trial.consumer.intake.endpoints = {std::move(endpoint)};
    agreement.applyTo(plan.trial.consumer);
    plan.trial.patience = agreement.patience;
    plan.trial.profile = agreement.profile;
    plan.trial.timeLimit = kTimeLimit;
    plan.trial.lead.slow = milliseconds(settings.slow);
    plan.trial.lead.tooSlow = milliseconds(settings.tooSlow);
    if (settings.slow >= settings.tooSlow)
        return Fault{FaultKind::Usage, word(QT_TRANSLATE_NOOP("Checks", "Late answers")),
                     word(QT_TRANSLATE_NOOP("Checks",
                                            "the second one has to be later than the first, which "
                                            "everybody has to bear; give it more seconds"))};
    if (!settings.nextToken.isEmpty()) {
        const Result<Secret> next =
            readSecret(word(QT_TRANSLATE_NOOP("Checks", "Next token")), settings.nextToken);
        if (!next)
            return next.fault();
        if (token.matches(next->reveal()))
            return Fault{FaultKind::Usage, word(QT_TRANSLATE_NOOP("Checks", "Next token")),
                         word(QT_TRANSLATE_NOOP(
                             "Checks", "it is the first one; give the one that replaces it"))};
        plan.trial.nextToken = next.value();
    }
    return consumer::check(plan.trial.consumer.intake);
}

Result<> planProbing(const ui::CheckSettings &settings, const Secret &token,
                     const Agreement &agreement, CheckPlan &plan)
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
    agreement.applyTo(prober, !resource);
    plan.probing.profile = agreement.profile;
    plan.probing.mostRequests = settings.mostRequests;
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
    CheckPlan plan;
    plan.probing.suite = settings.suite;
    plan.probing.selection = {.only = prefixes(settings.only), .skip = prefixes(settings.skip)};
    plan.probing.consents = settings.consent;
    plan.probing.timeLimit = kTimeLimit;
    plan.strict = settings.strict && !settings.self;
    plan.self = settings.self;
    if (!settings.self && !settings.profile.isEmpty())
        plan.extent = checks::Extent::WithAgreement;
    plan.checks = specsOf(settings, plan.probing.selection, plan.extent);
    if (plan.checks.empty())
        return Fault{FaultKind::Usage, word(QT_TRANSLATE_NOOP("Checks", "Only")),
                     word(QT_TRANSLATE_NOOP(
                         "Checks",
                         "no check is left; write how their ids begin, such as RCP028-R2, or leave "
                         "it empty"))};
    Result<checks::Expectations> expectations = readExpectations(settings.expect, fieldNames());
    if (!expectations)
        return expectations.fault();
    plan.expectations = std::move(expectations).value();
    if (settings.self)
        return plan;
    const Result<Agreement> agreement = readAgreement(given(settings), fieldNames());
    if (!agreement)
        return agreement.fault();
    const Result<Secret> token = settings.token.isEmpty()
        ? Result<Secret>(Secret())
        : readSecret(word(QT_TRANSLATE_NOOP("Checks", "Token")), settings.token);
    if (!token)
        return token.fault();
    const Result<> planned = settings.suite == checks::Suite::Producer
        ? planTrap(settings, token.value(), agreement.value(), plan)
        : planProbing(settings, token.value(), agreement.value(), plan);
    if (!planned)
        return planned.fault();
    return plan;
}

ui::CheckFaults examine(const ui::CheckSettings &settings)
{
    ui::CheckFaults faults;
    const AgreementNames names = fieldNames();
    if (!settings.self) {
        if (const auto profile = readProfileFile(settings.profile, names); !profile)
            faults.profile = profile.fault().message();
        if (const auto fields = readFields(given(settings).headers, names); !fields)
            faults.headers = fields.fault().message();
    }
    const Result<checks::Expectations> expectations = readExpectations(settings.expect, names);
    if (!expectations) {
        faults.expect = expectations.fault().message();
        return faults;
    }
    const std::vector<checks::CheckSpec> known =
        specsOf(settings, {}, checks::Extent::WithAgreement);
    QStringList strangers;
    for (const QByteArray &id : expectations->strangers(known))
        strangers.append(QString::fromUtf8(id));
    faults.unknown = strangers.join(u", "_s);
    return faults;
}

} // namespace pushbench::app
