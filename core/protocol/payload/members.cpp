// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/protocol/payload/members.h"

#include <string_view>

namespace pushbench::protocol {
namespace {

struct Spelling
{
    std::string_view folded; ///< Lower case, letters and digits only, no plural "s".
    Member member;
};

constexpr std::array<Spelling, 8> kNearSpellings{{
    {"entityeventsequence", {MemberKind::NearField, Field::EntityEventSequence}},
    {"entityeventsequencenumeric", {MemberKind::LegacyField, Field::EntityEventSequence}},
    {"resourcename", {MemberKind::NearField, Field::ResourceName}},
    {"resourcerecordkey", {MemberKind::NearField, Field::ResourceRecordKey}},
    {"resourcerecordkeynumeric", {MemberKind::LegacyField, Field::ResourceRecordKey}},
    {"resourcerecordurl", {MemberKind::NearField, Field::ResourceRecordUrl}},
    {"resocontext", {MemberKind::NearContext}},
    {"value", {MemberKind::NearValue}},
}};

struct Extension
{
    std::string_view name;
    const char *id;
};

constexpr std::array<Extension, 7> kExtensions{{
    {"Data", "V-1"},
    {"EventTypes", "V-3"},
    {"BulkYN", "V-3"},
    {"EntityEventKey", "V-4"},
    {"ModificationTimestamp", "V-4"},
    {"OriginalEntryTimestamp", "V-4"},
    {"RequestItemId", "V-4"},
}};

/// Names longer than this resemble nothing of ours.
constexpr qsizetype kLongestSpelling = 40;

Member recogniseOther(QByteArrayView name) noexcept
{
    if (name.startsWith("@odata."))
        return {.kind = MemberKind::Annotation};
    if (name == "FeedTypes")
        return {.kind = MemberKind::FeedTypes};
    if (name.size() > kLongestSpelling)
        return {};
    const std::string_view asked(name.data(), size_t(name.size()));
    for (const Extension &extension : kExtensions) {
        if (extension.name == asked)
            return {.kind = MemberKind::Vendor, .id = extension.id};
    }

    std::array<char, size_t(kLongestSpelling)> folded{};
    size_t length = 0;
    for (const char c : asked) {
        if (c >= 'A' && c <= 'Z')
            folded[length++] = char(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            folded[length++] = c;
    }
    if (length > 0 && folded[length - 1] == 's')
        --length;
    const std::string_view spelling(folded.data(), length);
    for (const Spelling &near : kNearSpellings) {
        if (near.folded == spelling)
            return near.member;
    }
    return {};
}

} // namespace

Member recogniseMember(QByteArrayView name) noexcept
{
    switch (name.size()) {
    case 5:
        if (name == "value")
            return {.kind = MemberKind::Value};
        break;
    case 12:
        if (name == fieldName(Field::ResourceName))
            return {.kind = MemberKind::Field, .field = Field::ResourceName};
        break;
    case 13:
        if (name == "@reso.context")
            return {.kind = MemberKind::Context};
        break;
    case 17:
        if (name == fieldName(Field::ResourceRecordKey))
            return {.kind = MemberKind::Field, .field = Field::ResourceRecordKey};
        if (name == fieldName(Field::ResourceRecordUrl))
            return {.kind = MemberKind::Field, .field = Field::ResourceRecordUrl};
        if (name == "ResourceRecordURL")
            return {.kind = MemberKind::LegacyField, .field = Field::ResourceRecordUrl};
        break;
    case 19:
        if (name == fieldName(Field::EntityEventSequence))
            return {.kind = MemberKind::Field, .field = Field::EntityEventSequence};
        break;
    default:
        break;
    }
    return recogniseOther(name);
}

} // namespace pushbench::protocol
