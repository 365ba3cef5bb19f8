// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/expectations.h"

#include <QByteArrayList>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pushbench::checks {

Result<Expectations> Expectations::read(const QByteArray &json, const QString &where)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return Fault{FaultKind::Malformed, where,
                     u"at byte %1: %2"_s.arg(error.offset).arg(error.errorString())};
    if (!document.isObject())
        return Fault{FaultKind::Malformed, where,
                     u"it must be an object of check ids and outcomes, such as "
                     "{\"RCP028-R2.no-token\": \"fail\"}"_s};
    Expectations expectations;
    const QJsonObject object = document.object();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const auto status = statusFromName(member.value().toString().toLatin1());
        if (!status)
            return Fault{FaultKind::Malformed, where,
                         u"\"%1\": its outcome must be one of pass, fail, warn, info, skip and "
                         "inconclusive"_s.arg(member.key())};
        expectations.m_statuses[member.key().toUtf8()] = *status;
    }
    return expectations;
}

std::optional<Status> Expectations::of(QByteArrayView id) const
{
    const auto at = m_statuses.find(id.toByteArray());
    return at == m_statuses.end() ? std::nullopt : std::optional(at->second);
}

QByteArrayList Expectations::strangers(std::span<const CheckSpec> known) const
{
    QByteArrayList list;
    for (const auto &[id, status] : m_statuses) {
        if (std::ranges::find(known, QByteArrayView(id), &CheckSpec::id) == known.end())
            list.append(id);
    }
    return list;
}

} // namespace pushbench::checks
