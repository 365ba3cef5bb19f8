// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/strangers.h"

#include "core/protocol/payload/eventjudge.h"

#include <algorithm>

namespace pushbench::protocol {
namespace {

constexpr size_t kRememberedNames = 32;

/// Whose extensions have that id in the catalogue.
QString profileName(QByteArrayView id)
{
    if (id == "V-1")
        return QStringLiteral("CDATA Labs");
    return id == "V-3" ? QStringLiteral("RCP-49 EventTypes") : QStringLiteral("Centris");
}

} // namespace

StrangerText describeStranger(const Member &member, JsonToken value)
{
    if (member.kind == MemberKind::Annotation)
        return {"RCP025-R10", Verdict::Info,
                QStringLiteral("An OData annotation rides along; it is ignored.")};
    if (member.kind == MemberKind::Vendor)
        return {member.id, Verdict::Info,
                QStringLiteral("A member of the profile \"%1\"; it is ignored.")
                    .arg(profileName(member.id))};
    if (member.kind != MemberKind::FeedTypes)
        return {"RCP027-R19", Verdict::Info,
                QStringLiteral("A local member that the standard does not define; it is ignored.")};
    if (value == JsonToken::BeginArray)
        return {"DD21-F5", Verdict::Info,
                QStringLiteral("FeedTypes is a field of Data Dictionary 2.1; it is ignored.")};
    return {"DD21-F5", Verdict::Warn,
            QStringLiteral("FeedTypes is %1; Data Dictionary 2.1 makes it an array of strings.")
                .arg(kindName(value))};
}

bool Strangers::isNew(QByteArrayView name)
{
    const size_t hash = qHash(name);
    if (std::find(m_hashes.begin(), m_hashes.end(), hash) != m_hashes.end())
        return false;
    if (m_hashes.size() < kRememberedNames)
        m_hashes.push_back(hash);
    return true;
}

} // namespace pushbench::protocol
