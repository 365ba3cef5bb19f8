// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/profile/profile.h"

#include "core/checks/check.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::checks {
namespace {

QString milliseconds(std::chrono::milliseconds time)
{
    return u"%1 ms"_s.arg(time.count());
}

QString fieldsText(const std::vector<AgreedField> &fields)
{
    QStringList lines;
    for (const AgreedField &field : fields)
        lines.append(QString::fromUtf8(field.name + ": " + field.shown()));
    return lines.join(u", "_s);
}

QString formsText(Forms forms)
{
    switch (forms) {
    case Forms::Any:
        return u"single events and lists"_s;
    case Forms::SingleOnly:
        return u"single events only"_s;
    case Forms::BatchOnly:
        return u"lists only"_s;
    }
    Q_UNREACHABLE();
}

void stateConsumer(const Thresholds &limits, std::vector<Statement> &list)
{
    list.emplace_back(u"answered within"_s, milliseconds(limits.answer));
    list.emplace_back(u"for each further event"_s, u"%1 ms"_s.arg(limits.perEvent));
    if (limits.body)
        list.emplace_back(u"bodies that must be taken"_s, u"up to %1 bytes"_s.arg(*limits.body));
}

void stateProducer(const Profile &profile, std::vector<Statement> &list)
{
    const Thresholds &limits = profile.thresholds;
    list.emplace_back(u"back before Retry-After, and still on time"_s,
                      u"up to %1"_s.arg(milliseconds(limits.early)));
    list.emplace_back(u"requests between an error and the return"_s,
                      u"up to %1"_s.arg(limits.storm));
    if (!profile.resume)
        return;
    const ResumeCall &call = *profile.resume;
    QString text = QString::fromUtf8(call.method) + u' '
        + call.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    if (!call.fields.empty())
        text += u", "_s + fieldsText(call.fields);
    if (call.haltStatus)
        text += u", after a %1"_s.arg(*call.haltStatus);
    list.emplace_back(u"resume call"_s, text + u", events within "_s + milliseconds(call.within));
}

} // namespace

std::vector<Secret> Profile::secrets() const
{
    std::vector<Secret> list;
    const auto add = [&list](const std::vector<AgreedField> &some) {
        for (const AgreedField &field : some) {
            if (!field.secret.isEmpty())
                list.push_back(field.secret);
        }
    };
    add(fields);
    if (resume)
        add(resume->fields);
    return list;
}

bool Profile::hasField(QByteArrayView fieldName) const
{
    return std::ranges::any_of(fields, [fieldName](const AgreedField &field) {
        return wire::equalsIgnoringCase(field.name, fieldName);
    });
}

std::vector<Statement> statements(const Profile &profile, Suite suite)
{
    std::vector<Statement> list;
    if (!profile.name.isEmpty())
        list.emplace_back(u"profile"_s, profile.name);
    if (suite != Suite::Resource) {
        QStringList labels;
        for (const QByteArray &label : profile.labels)
            labels.append(QString::fromUtf8(label));
        if (!labels.isEmpty())
            list.emplace_back(u"labels"_s, labels.join(u", "_s));
        list.emplace_back(u"form"_s, formsText(profile.forms));
        QStringList members;
        for (const auto &[member, value] : profile.extensions)
            members.append(QString::fromUtf8(member));
        if (!members.isEmpty())
            list.emplace_back(u"extensions"_s, members.join(u", "_s));
    }
    if (!profile.fields.empty())
        list.emplace_back(u"header fields"_s, fieldsText(profile.fields));
    if (suite == Suite::Consumer)
        stateConsumer(profile.thresholds, list);
    if (suite == Suite::Producer)
        stateProducer(profile, list);
    return list;
}

} // namespace pushbench::checks
