// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/report/permalinks.h"

#include <string_view>

namespace pushbench::checks {
namespace {

/// One place, and the clauses that it has, with a blank in front of and behind each.
struct Place
{
    std::string_view url;
    std::string_view clauses;
};

#define RESO(commit, page) \
    "https://github.com/RESOStandards/transport/blob/" commit "/proposals/" page
#define RCP028 RESO("1091f1e82b2108c5a6712af65a417c8db6c76c4c", "webhooks-push.md")
#define RCP027 RESO("1091f1e82b2108c5a6712af65a417c8db6c76c4c", "entity-events.md")
#define RCP025 RESO("a99fb6ca307208280ac51bca1f573e89cb67b202", "reso-common-format.md")
#define CORE RESO("a99fb6ca307208280ac51bca1f573e89cb67b202", "web-api-core.md")
#define RFC "https://www.rfc-editor.org/rfc/rfc"

constexpr Place kPlaces[] = {
    {RCP028 "#requirements", " RCP028-R1 RCP028-R2 RCP028-R3 RCP028-R4 RCP028-R5 "},
    {RCP028 "#proposal", " RCP028-R6 "},
    {RCP028 "#examples", " RCP028-R7 RCP028-R8 RCP028-R9 RCP028-R27 "},
    {RCP028 "#polite-behavior",
     " RCP028-R10 RCP028-R11 RCP028-R12 RCP028-R13 RCP028-R14 RCP028-R15 RCP028-R16 RCP028-R17 "
     "RCP028-R18 RCP028-R19 "},
    {RCP028 "#consumer-labels-for-entityevent-sources", " RCP028-R20 RCP028-R21 RCP028-R22 "},
    {RCP028 "#impact", " RCP028-R23 RCP028-R24 "},
    {RCP028 "#compatibility", " RCP028-R25 RCP028-R26 "},
    {RCP027 "#entity-events",
     " RCP027-R1 RCP027-R2 RCP027-R3 RCP027-R4 RCP027-R5 RCP027-R6 RCP027-R8 RCP027-R9 "
     "RCP027-R22 "},
    {RCP027 "#producers", " RCP027-R7 RCP027-R10 RCP027-R11 "},
    {RCP027 "#consumer-visibility-workflow", " RCP027-R12 "},
    {RCP027 "#consumers", " RCP027-R13 "},
    {RCP027 "#initial-synchronization", " RCP027-R14 RCP027-R15 "},
    {RCP027 "#certification", " RCP027-R16 RCP027-R17 RCP027-R18 RCP027-R19 "},
    {RCP027 "#proposal", " RCP027-R20 "},
    {RCP025,
     " RCP025-R1 RCP025-R2 RCP025-R3 RCP025-R4 RCP025-R5 RCP025-R6 RCP025-R7 RCP025-R8 RCP025-R9 "
     "RCP025-R10 "},
    {"https://ddwiki.reso.org/display/DDW20/EntityEvent+Resource",
     " DD20-F1 DD20-F2 DD20-F3 DD20-F4 "},
    {CORE,
     " CORE-1 CORE-2 CORE-3 CORE-4 CORE-5 CORE-6 CORE-7 CORE-8 CORE-9 CORE-10 CORE-11 CORE-12 "
     "CORE-14 CORE-15 CORE-16 CORE-17 CORE-18 CORE-19 "},
    {"https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html",
     " CORE-13 O-5 O-6 "},
    {"https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html",
     " O-1 O-2 O-4 "},
    {"https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html",
     " O-3 "},
    {RFC "9110#section-10.2.3", " H-RA1 H-RA5 H-RA7 "},
    {RFC "9110#section-5.6.7", " H-RA2 H-RA3 H-RA4 "},
    {RFC "6585#section-4", " H-429 "},
    {RFC "9110#section-15.5.2", " H-401 "},
    {RFC "9110#section-15.5.6", " H-405 "},
    {RFC "9110#section-15.5.9", " H-SLOW "},
    {RFC "9110#section-15.5.14", " H-413 "},
    {RFC "9110#section-15.5.16", " H-415 "},
    {RFC "9110#section-15.4", " H-REDIR "},
    {RFC "9110#section-9.2.2", " H-POST "},
    {RFC "9110#section-9.2.1", " H-HEAD "},
    {RFC "9110#section-8.3.1", " H-CT "},
    {RFC "9110#section-10.1.1", " H-EXP "},
    {RFC "9110#section-5.1", " H-HDR "},
    {RFC "9110#section-6.6.1", " H-DATE "},
    {RFC "9112#section-7.1", " H-TE "},
    {RFC "9112#section-6.3", " H-FRAME "},
    {RFC "9112#section-9.3", " H-PERS "},
    {RFC "9110#section-11.1", " B-1 "},
    {RFC "6750#section-3.1", " B-2 "},
    {RFC "6750#section-2", " B-3 "},
    {RFC "6750#section-5.3", " B-4 "},
    {RFC "6750#section-2.1", " B-5 "},
    {RFC "8259#section-8.1", " J-1 "},
    {RFC "8259#section-4", " J-2 "},
    {RFC "8259#section-2", " J-3 J-7 J-8 "},
    {RFC "8259#section-6", " J-4 "},
    {RFC "8259#section-9", " J-5 "},
    {RFC "8259#section-7", " J-6 "},
};

#undef RESO
#undef RCP028
#undef RCP027
#undef RCP025
#undef CORE
#undef RFC

} // namespace

QByteArray permalinkOf(QByteArrayView clause)
{
    const std::string wanted = " " + std::string(clause.data(), size_t(clause.size())) + " ";
    for (const Place &place : kPlaces) {
        if (place.clauses.find(wanted) != std::string_view::npos)
            return QByteArray(place.url.data(), qsizetype(place.url.size()));
    }
    return {};
}

} // namespace pushbench::checks
