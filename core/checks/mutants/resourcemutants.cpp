// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/mutants/mutant.h"

namespace pushbench::checks {

std::span<const Mutant> resourceMutants()
{
    static const std::vector<Mutant> all{
        {"RCP027-R1.metadata", "names its EntitySet otherwise"},
        {"CORE-4.xml", "calls its metadata JSON"},
        {"CORE-5.service", "has an empty service document"},
        {"CORE-2.version", "does not say which OData it speaks"},
        {"RCP027-R16.data", "has no events"},
        {"RCP027-R2.fields", "has an event without a key"},
        {"RCP027-R3.sequences", "writes a sequence as a string"},
        {"RCP027-R5.keys", "writes a key as a number"},
        {"CORE-18.no-token", "answers without a token"},
        {"CORE-18.wrong-token", "takes any token"},
        {"CORE-16.unknown-field",
         "ignores filters by names that it does not know",
         {{"CORE-19.case", "a name in another case is one that it does not know"}}},
        {"CORE-16.broken-filter", "ignores filters that break off"},
        {"CORE-16.unknown-resource", "answers for resources that it does not have"},
        {"CORE-17.error-body", "writes the code of an error as a number"},
        {"CORE-19.case", "knows its fields in any case"},
        {"RCP027-R7.order", "is out of order where no order is asked for"},
        {"RCP027-R7.ascending", "is out of order where ascending is asked for"},
        {"CORE-11.descending", "orders ascending where descending is asked for"},
        {"RCP027-R13.greater",
         "takes gt for ge",
         {{"RCP027-R13.exact", "the event of the very number that is asked for is in the log"}}},
        {"RCP027-R13.exact",
         "reads the numbers of a filter as doubles",
         {{"RCP027-R10.same", "the filter for the newest event finds its neighbour instead"}}},
        {"CORE-15.empty", "answers 404 where nothing matches"},
        {"RCP027-R14.from-zero", "keeps its first event from filters"},
        {"CORE-12.logic", "does not know and, or and not"},
        {"CORE-13.name", "ignores filters by ResourceName"},
        {"CORE-6.key",
         "gives a list for a key",
         {{"RCP027-R10.same", "in a list the members are not where those of one event are"}}},
        {"CORE-6.unknown-key", "gives an empty object for a key that it does not have"},
        {"O-6.quoted-key", "takes a number in quotes"},
        {"RCP027-R10.same", "gives another record by key than by filter"},
        {"CORE-7.select", "ignores $select"},
        {"CORE-8.top", "ignores $top"},
        {"CORE-9.skip", "ignores $skip"},
        {"CORE-10.count", "writes the count as a string"},
        {"RCP027-R15.next-link", "does not link to what is left"},
        {"RCP027-R18.record", "falls over records"},
        {"RCP027-R21.read-only", "lets anybody write"},
    };
    return all;
}

} // namespace pushbench::checks
