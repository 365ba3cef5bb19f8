// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/options/checkagreement.h"

#include "app/options/optionvalues.h"
#include "core/checks/profile/profilefile.h"
#include "core/wire/http1/headreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::app {
namespace {

/// The value of a header field, which may hold blanks: itself, or @FILE.
Result<Secret> readFieldSecret(const QString &text)
{
    if (!text.startsWith(u'@'))
        return Secret(text.toUtf8());
    const Result<QByteArray> content = readFile(u"secret"_s, text.sliced(1));
    if (!content)
        return content.fault();
    return Secret(content->trimmed());
}

} // namespace

void Agreement::applyTo(checks::ProberConfig &prober, bool labelled) const
{
    prober.timeout = timeout;
    prober.perSecond = perSecond;
    for (const checks::AgreedField &field : profile.fields)
        prober.fields.push_back({field.name, field.reveal()});
    prober.secrets = profile.secrets();
    if (labelled && !profile.labels.empty())
        prober.label = profile.labels.front();
}

void Agreement::applyTo(consumer::Config &trap) const
{
    for (const QByteArray &label : profile.labels)
        trap.intake.endpoints.front().sources.push_back(label);
    trap.intake.secrets = profile.secrets();
}

Result<checks::Profile> readProfileFile(const QString &path, const AgreementNames &names)
{
    if (path.isEmpty())
        return checks::Profile();
    const Result<QByteArray> json = readFile(names.profile, path);
    if (!json)
        return json.fault();
    return checks::readProfile(json.value(), path, readFieldSecret);
}

Result<std::vector<checks::AgreedField>> readFields(const QStringList &headers,
                                                    const AgreementNames &names)
{
    std::vector<checks::AgreedField> fields;
    for (const QString &header : headers) {
        const Result<wire::Field> field = readField(names.header, header);
        if (!field)
            return field.fault();
        const bool printable = std::ranges::none_of(
            field->value, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7F'; });
        if (!wire::isToken(field->name) || !printable)
            return usageFault(names.header,
                              u"\"%1\" is no field; write 'Name: value'"_s.arg(header));
        fields.push_back({.name = field->name, .value = field->value});
    }
    return fields;
}

Result<Agreement> readAgreement(const GivenAgreement &given, const AgreementNames &names)
{
    Result<checks::Profile> read = readProfileFile(given.profile, names);
    if (!read)
        return read.fault();
    const Result<std::vector<checks::AgreedField>> fields = readFields(given.headers, names);
    if (!fields)
        return fields.fault();
    Agreement agreement{.profile = std::move(read).value()};
    checks::Profile &profile = agreement.profile;
    const checks::Thresholds &limits = profile.thresholds;
    const auto choose = [](auto &chosen, const auto &byHand, const auto &agreed) {
        if (byHand || agreed)
            chosen = byHand ? *byHand : *agreed;
    };
    choose(agreement.perSecond, given.perSecond, limits.perSecond);
    choose(agreement.timeout, given.timeout, limits.timeout);
    choose(agreement.patience, given.patience, limits.step);
    if (!given.labels.empty())
        profile.labels = given.labels;
    for (const checks::AgreedField &field : fields.value())
        std::erase_if(profile.fields, [&field](const checks::AgreedField &agreed) {
            return wire::equalsIgnoringCase(agreed.name, field.name);
        });
    profile.fields.insert(profile.fields.end(), fields->begin(), fields->end());
    return agreement;
}

Result<checks::Expectations> readExpectations(const QString &path, const AgreementNames &names)
{
    if (path.isEmpty())
        return checks::Expectations();
    const Result<QByteArray> json = readFile(names.expect, path);
    if (!json)
        return json.fault();
    return checks::Expectations::read(json.value(), path);
}

} // namespace pushbench::app
